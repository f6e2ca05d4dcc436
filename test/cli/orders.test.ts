// The real ctl against a scripted server: orders to deployments, what it exits with, what hooks write, warnings.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fail } from '../../proto/failure.ts';
import type { AppStatus } from '../../proto/generated/castellan/v1/AppStatus.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { OrderRequest } from '../../proto/generated/castellan/v1/OrderRequest.ts';
import { against, ctl, makePlace, type Place, type Script, startCtl } from './control.ts';
import { begun, deployment, failure, settled, watched } from './deployments.ts';

let place: Place;
before(async () => {
  place = await makePlace();
});
after(() => place.remove());

const underWay = (...numbers: number[]): Script['status'] => {
  const apps = numbers.map((number): AppStatus => {
    const shown = deployment({ number, app: `app-${number}` });
    return { app: shown.app, environment: 'production', current: null, deployment: shown, slots: [], troubles: [] };
  });
  return async () => ({ apps, hosts: [] });
};

test('an order goes to a number, to an app, or to the only one under way', async () => {
  const asked: OrderRequest[] = [];
  const pause: Script['pause'] = async (request) => {
    asked.push(request);
    return deployment({ paused: true });
  };
  await against(place, { pause, status: underWay(7) }, async (port) => {
    for (const args of [['7'], ['hello', '--env', 'staging'], []]) {
      const ran = await ctl(place, ['pause', ...args], { port });
      assert.equal(ran.status, 0, ran.err);
      assert.match(
        ran.out,
        /^paused: Deploying hello .* deployment 41, moving, step 1 of 3, paused\n[\s\S]*undo: ctl resume 41\n$/,
      );
    }
  });
  assert.deepEqual(
    asked.map(({ number, app, environment }) => [number, app, environment]),
    [
      [7, '', ''],
      [0, 'hello', 'staging'],
      [7, '', ''],
    ],
  );
});

test('an order whose answer is lost is asked again as the same request; another command is another request', async () => {
  const ids = new Set<string>();
  for (const order of ['pause', 'resume', 'promote', 'abort'] as const) {
    const asked: OrderRequest[] = [];
    const answer = async (request: OrderRequest) => {
      asked.push(request);
      if (asked.length === 1) throw fail('unavailable', 'the server is closing; try again');
      return deployment();
    };
    await against(place, { [order]: answer }, async (port) => {
      const ran = await ctl(place, [order, '7', ...(order === 'pause' ? [] : ['--detach'])], { port });
      assert.equal(ran.status, 0, ran.err);
    });
    assert.deepEqual([asked.length, asked[1]], [2, asked[0]]);
    ids.add(asked[0]?.requestId ?? '');
  }
  assert.equal(ids.size, 4);
  for (const id of ids) assert.match(id, /^[0-9a-f-]{36}$/);
});

test('without a name it is refused when none is under way, and wants one when there are several', async () => {
  await against(place, { status: underWay() }, async (port) => {
    const none = await ctl(place, ['resume'], { port });
    assert.deepEqual([none.status, none.err.includes('no deployment is under way in production')], [4, true]);
  });
  await against(place, { status: underWay(7, 8) }, async (port) => {
    const several = await ctl(place, ['abort'], { port });
    assert.equal(several.status, 1);
    assert.match(several.err, /7 \(app-7\), 8 \(app-8\); say which/);
  });
});

test('abort ends with 0 when what was asked for came about, else as any deployment', async () => {
  const ended = failure({ cause: 'ABORTED', host: '', process: '', replica: '', message: 'aborted by op', logLines: [] });
  const cases: [Deployment['outcome'], string[], number][] = [
    ['ROLLED_BACK', [], 0],
    ['REFUSED', [], 0],
    ['FAILED', [], 3],
    ['FAILED', ['--no-rollback'], 0],
    ['SUPERSEDED', [], 8],
  ];
  for (const [outcome, flags, status] of cases) {
    const script: Script = { abort: async () => deployment(), watchDeployment: watched(settled(outcome, { failure: ended })) };
    await against(place, script, async (port) => {
      const ran = await ctl(place, ['abort', '41', ...flags], { port });
      assert.equal(ran.status, status, `${outcome} ${flags}: ${ran.err}`);
    });
  }
});

test('what a hook writes is told while it runs, and the rest of it at its end, nothing twice; a warning though it is done', async () => {
  const task = {
    name: 'release',
    host: 'h1',
    state: 'RUNNING' as const,
    message: '',
    logLines: [],
    logReplica: 'task-41-release',
  };
  const line = (text: string) => ({ atMs: begun, host: 'h1', process: 'release', index: 0, text: Buffer.from(text) });
  let printed = () => {};
  const seen = new Promise<void>((resolve) => {
    printed = resolve;
  });
  const script: Script = {
    deploy: async () => deployment({ phase: 'STAGING' }),
    logs: async function* (request, { signal }) {
      assert.deepEqual([request.replicas, request.follow], [['task-41-release'], true]);
      yield { lines: [line('one'), line('two')] };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
    watchDeployment: async function* () {
      yield deployment({ phase: 'HOOK', tasks: [task] });
      await seen;
      const over = { ...task, state: 'DONE' as const, logLines: ['one', 'two', 'three'] };
      yield settled('DONE', { tasks: [over], warnings: ['the after_deploy hook failed on h1: exit status 1'] });
    },
  };
  await against(place, script, async (port) => {
    const running = startCtl(place, ['deploy', 'hello@1.2.0'], { port });
    await running.said('release on h1 | two');
    printed();
    const ran = await running.ended;
    assert.equal(ran.status, 0, ran.err);
    const lines = ran.err.split('\n').filter((text) => text.startsWith('release on h1 | '));
    assert.deepEqual(lines, ['release on h1 | one', 'release on h1 | two', 'release on h1 | three']);
    assert.match(ran.err, /! the after_deploy hook failed on h1: exit status 1\n/);
  });
});
