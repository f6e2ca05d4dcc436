// The screens of a deployment that operators steer by, as they are at 80 and at 120 columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { keptWarm } from '../../cli/show/deployment.ts';
import { dossier } from '../../cli/show/dossier.ts';
import { changesNothing, planLines } from '../../cli/show/plan.ts';
import { newLines, progressLines } from '../../cli/show/progress.ts';
import { noPaint } from '../../cli/show/screen.ts';
import { type AppReasons, whyApp } from '../../cli/show/why.ts';
import type { DeploymentPlan } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import type { DeploymentTask } from '../../proto/generated/castellan/v1/DeploymentTask.ts';
import type { PlannedSlot } from '../../proto/generated/castellan/v1/PlannedSlot.ts';
import { anExit, begun, deployment, failure, release, settled, slot } from './deployments.ts';

const view = { now: begun + 20_000, columns: 80, rows: 24, paint: noPaint, turn: 0 };
const wide = { ...view, columns: 120 };

function task(rest: Partial<DeploymentTask> = {}): DeploymentTask {
  return { name: 'release', host: 'host-1', state: 'RUNNING', message: '', logLines: [], logReplica: 'task-41-release', ...rest };
}

test('a hook: which, where, and what it writes', () => {
  const hooked = deployment({ phase: 'HOOK', step: 0, tasks: [task()], slots: [slot('host-1', 0, 'WAITING')] });
  assert.deepEqual(progressLines(hooked, { ...view, output: ['migrating users', '12 of 40'] }), [
    '⠋ Deploying hello 1.2.0 (v13) to production · deployment 41',
    '  [░░░░░░░░░░░░░░░░░░░░] 0 of 1 · release hook on host-1, given up in 9m40s',
    '  | migrating users',
    '  | 12 of 40',
    '  host-1  web/0  waiting  v12 -> v13',
    '  Ctrl-C leaves it to the server',
  ]);
  assert.deepEqual(newLines(deployment({ phase: 'STAGING' }), hooked)[0], 'release hook on host-1');
});

test('what waits for someone says why, and what to type', () => {
  const slots = [slot('host-1', 0, 'SERVING')];
  const holding = '7 requests to the new release are too few to tell (50 are needed)';
  const held = deployment({ phase: 'HOLDING', step: 2, holding, slots });
  assert.deepEqual(progressLines(held, view).slice(1, 4), [
    '  [████████████████████] 1 of 1 · holding, step 2 of 3',
    '  7 requests to the new release are too few to tell (50 are needed); go on all',
    '    the same: ctl promote 41',
  ]);
  assert.equal(progressLines(held, wide)[2], `  ${holding}; go on all the same: ctl promote 41`);
  const byHand = deployment({ phase: 'HOLDING', holding: 'waiting for `ctl promote 41`', slots });
  assert.equal(progressLines(byHand, view)[2], '  waiting for `ctl promote 41`, or end it: ctl abort 41');
  const paused = deployment({ paused: true, untilMs: 0, slots });
  assert.deepEqual(progressLines(paused, view).slice(1, 3), [
    '  [████████████████████] 1 of 1 · moving, step 1 of 3, paused',
    '  paused; go on with: ctl resume 41',
  ]);
  assert.deepEqual(newLines(deployment({ slots }), paused), ['moving, step 1 of 3, paused', 'paused; go on with: ctl resume 41']);
});

test('blue-green: ready and waiting for the switch; the last verdict; what is kept ready after it', () => {
  const detail = 'ready, waits for the switch';
  const events = [{ atMs: begun, text: 'verdict: good: of 480 requests 0.0 % failed' }];
  const lines = progressLines(deployment({ events, slots: [slot('host-1', 0, 'WARMING', { detail })] }), view);
  assert.equal(lines[2], '  verdict: good: of 480 requests 0.0 % failed');
  assert.equal(lines[3], '  host-1  web/0  warming  v12 -> v13  ready, waits for the switch');
  const warm = settled('DONE', { untilMs: view.now + 590_000 });
  assert.equal(keptWarm(warm, view.now), '1.1.0 (v12) is kept ready for 9m50s: until then going back is a switch');
  assert.equal(keptWarm(settled('DONE', { untilMs: view.now }), view.now), undefined);
});

test('the dossier of a verdict has the figures of both; that of a hook its lines; one that was ended says by whom', () => {
  const worse = 'v13 does worse than v12: 8.2 % of its requests failed, of the old one’s 0.1 %';
  const figures = ['v13: 480 requests, 8.2 % failed', 'v12: 4310 requests, 0.1 % failed'];
  const whole = { host: '', process: '', index: 0, replica: '', lastProbe: '', exit: null };
  const others = { slots: 4, serving: 4, notWell: 0 };
  const verdict = failure({ ...whole, cause: 'VERDICT', message: worse, logLines: figures, others });
  const warnings = ['hello@1.2.0 is a ghost in production now'];
  assert.deepEqual(dossier(settled('ROLLED_BACK', { failure: verdict, failures: [verdict], warnings }), wide), [
    'rolled back: hello 1.2.0 failed in production; 1.1.0 (v12) serves again (12s, deployment 41)',
    `  what      ${worse}`,
    '  done      all slots were turned back to 1.1.0 (v12)',
    '  others    4 of 4 serving when it failed',
    '  what routers saw of both:',
    '  | v13: 480 requests, 8.2 % failed',
    '  | v12: 4310 requests, 0.1 % failed',
    '! hello@1.2.0 is a ghost in production now',
    'next: ctl deployments show 41',
  ]);
  const hook = failure({
    ...whole,
    host: 'host-1',
    cause: 'HOOK_FAILED',
    message: 'release: exit status 1',
    logLines: ['no database'],
  });
  const hooked = dossier(settled('REFUSED', { failure: hook, tasks: [task({ state: 'FAILED' })] }), view);
  assert.match(hooked.join('\n'), /its hook failed: release: exit status 1\n {2}where +host host-1\n[\s\S]*\| no database\n/);
  assert.equal(hooked.at(-1), 'next: ctl logs hello --replica task-41-release');
  const ended = failure({ ...whole, cause: 'ABORTED', message: 'aborted by anna', logLines: [], others });
  assert.deepEqual(dossier(settled('ROLLED_BACK', { failure: ended, slots: [] }), view), [
    'ended: hello 1.2.0 in production; 1.1.0 (v12) serves again (12s, deployment 41)',
    '  what      aborted by anna',
    '  done      all slots were turned back to 1.1.0 (v12)',
    '  others    4 of 4 serving when it was ended',
    'next: ctl deploy hello@1.2.0',
  ]);
});

test('the dossier names the other places where it failed', () => {
  const failures = ['host-2', 'host-3', 'host-4', 'host-5', 'host-6'].map((host) => failure({ host }));
  const lines = dossier(settled('ROLLED_BACK', { failure: failures[0] ?? null, failures }), view);
  assert.ok(lines.includes('  also      web/0 on host-3, web/0 on host-4, web/0 on host-5 and 1 more'));
});

function planned(host: string, index: number, what: PlannedSlot['what'], from: number, to: number): PlannedSlot {
  return { host, process: 'web', index, what, from, to };
}

const plan: DeploymentPlan = {
  id: '5f3a9c01d2',
  app: 'hello',
  environment: 'production',
  to: release(13, '1.2.0'),
  from: release(12, '1.1.0'),
  slots: [
    planned('host-1', 1, 'REPLACE', 12, 13),
    planned('host-1', 2, 'REPLACE', 12, 13),
    planned('host-1', 4, 'REPLACE', 12, 13),
    planned('host-2', 1, 'RENUMBER', 12, 13),
    planned('host-2', 2, 'STOP', 12, 0),
    planned('host-3', 1, 'START', 0, 13),
  ],
  strategy: 'rolling',
  steps: ['canary: 3 slots of web on host-1, then watched for 1 min', 'one slot that v13 does not have goes away'],
  refusals: [],
  warnings: ['host-3 is out of reach: it is waited for 10 min at most, then the deployment is refused'],
  changes: [],
  expiresMs: 0,
};

test('a plan: each slot, the steps, what there is to know, and how to do exactly that', () => {
  const changes = [
    'hello in production: 1.1.0 (v12) -> 1.2.0 (v13), rolling',
    '  host-1  web/1-2,4  is replaced                            v12 -> v13',
    '  host-2  web/1      gets the new number without a restart  v12 -> v13',
    '  host-2  web/2      stops                                  v12 -> nothing',
    '  host-3  web/1      starts                                 nothing -> v13',
    'steps:',
    '  1. canary: 3 slots of web on host-1, then watched for 1 min',
    '  2. one slot that v13 does not have goes away',
  ];
  assert.deepEqual(planLines(plan, view), [
    ...changes,
    '! host-3 is out of reach: it is waited for 10 min at most, then the deployment',
    '  is refused',
    'plan 5f3a9c01d2, for a day: ctl deploy --plan 5f3a9c01d2',
  ]);
  assert.deepEqual(planLines(plan, wide), [
    ...changes,
    '! host-3 is out of reach: it is waited for 10 min at most, then the deployment is refused',
    'plan 5f3a9c01d2, for a day: ctl deploy --plan 5f3a9c01d2',
  ]);
  const refusals = ['no host with the labels disk=ssd takes web (hosts that are drained take nothing)'];
  const refused = planLines({ ...plan, id: '', refusals, slots: [], steps: [], warnings: [] }, wide);
  assert.deepEqual(refused.slice(1), [`refused: ${refusals[0]}`, 'nothing would be changed']);
  const same = { ...plan, to: plan.from, slots: [planned('host-1', 1, 'KEEP', 12, 12)], warnings: [], steps: [] };
  assert.ok(changesNothing(same) && !changesNothing(plan));
  assert.equal(planLines(same, view).at(-1), 'nothing to do');
});

test('why: what waits, what is not well with its last lines, what is away, what failed last, ghosts', () => {
  const replica = {
    id: 'r7f3',
    release: 12,
    version: '1.1.0',
    phase: 'unhealthy',
    sinceMs: begun,
    routed: false,
    pid: 1,
    ports: {},
    restarts: 3,
    lastExit: anExit({ code: 3, signal: '', atMs: begun + 16_000 }),
    detail: 'GET /healthz: 503',
    startedMs: begun,
  };
  const slots = [{ host: 'host-1', process: 'web', index: 1, wanted: 12, replicas: [replica] }];
  const troubles = ['settings revision 4 is not deployed yet (LOG_LEVEL=debug)'];
  const held = deployment({ phase: 'HOLDING', holding: 'waiting for `ctl promote 41`' });
  const current = { ...release(12, '1.1.0'), current: true };
  const status = { app: 'hello', environment: 'production', current, deployment: held, slots, troubles };
  const ghost = { app: 'hello', environment: 'production', version: '0.9', reason: 'exited', deployment: 30, createdMs: begun };
  const reasons: AppReasons = {
    status,
    failed: undefined,
    ghosts: [ghost],
    hosts: [],
    lines: new Map([['r7f3', ['cannot reach the database']]]),
  };
  assert.deepEqual(whyApp(reasons, wide), [
    'hello in production: 1.1.0 (v12)',
    'Deploying hello 1.2.0 (v13) to production · deployment 41: holding, step 1 of 3',
    '  waiting for `ctl promote 41`, or end it: ctl abort 41',
    '! web/1 on host-1: unhealthy (v12), GET /healthz: 503, last exit status 3 4s ago, restarted 3 times',
    '  | cannot reach the database',
    '  next: ctl logs hello --replica r7f3',
    'settings revision 4 is not deployed yet (LOG_LEVEL=debug)',
    '  next: ctl deploy hello@1.1.0',
    '! hello@0.9 is a ghost here since deployment 30: exited',
    '  next: ctl ghosts clear hello@0.9, or ctl deploy hello@0.9 --force',
  ]);
  assert.ok(whyApp(reasons, view).every((line) => stringWidth(line) <= 80));
  const well = {
    ...status,
    deployment: null,
    troubles: [],
    slots: [{ ...slots[0], replicas: [{ ...replica, phase: 'healthy', restarts: 0 }] }],
  };
  assert.deepEqual(whyApp({ ...reasons, status: well as never, ghosts: [] }, view).slice(1), [
    'all is well: 1 of 1 replicas serve on one host',
  ]);
});
