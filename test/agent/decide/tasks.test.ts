import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOver, mismatch, planTasks, type TaskFacts } from '../../../agent/decide/task-plan.ts';
import {
  beginTask,
  stepTask,
  type Task,
  type TaskEffect,
  type TaskEvent,
  type TaskRecord,
  takenUp,
  taskDeadline,
  taskId,
} from '../../../agent/decide/tasks.ts';
import { sentSandbox } from '../../../bundle/sandbox.ts';
import { taskProcess } from '../../../lib/names.ts';
import { aProcess, aSpec } from './replicas.ts';

const command = {
  kind: 'command',
  command: ['migrate'],
  timeoutMs: 600_000,
  env: {},
  envFiles: [],
  user: null,
  secrets: {},
} as const;
const aTask: Task = {
  deployment: 7,
  name: 'release',
  app: 'hello',
  environment: 'production',
  release: 3,
  version: '1.3.0',
  bundle: 'b'.repeat(64),
  spec: { ...command, command: ['migrate'], envFiles: [], sandbox: sentSandbox.parse({}), limits: aSpec.limits },
};
const aQuery: Task = { ...aTask, name: 'verdict/2', spec: { kind: 'http', url: 'http://x.example/', timeoutMs: 5000 } };
const aCheck: Task = { ...aTask, name: 'verdict/2' };
const begun: TaskEvent = { is: 'begun', process: aProcess, at: 2 };
const exited = (code: number, signal = ''): TaskEvent => ({ is: 'exited', code, signal, at: 3000 });

function play(task: Task, ...events: TaskEvent[]): { task: TaskRecord; effects: TaskEffect[] } {
  let [record, effect] = beginTask(task, 'boot', 0);
  let effects = [effect];
  for (const event of events) {
    const [next, more] = stepTask(record, event);
    record = next;
    effects = [...effects, ...more];
  }
  return { task: record, effects };
}

function end({ task }: { task: TaskRecord }): [boolean, string] {
  const { phase } = task;
  return phase.name === 'over' ? [phase.ok, phase.message] : [false, `it is ${phase.name}`];
}

describe('a command of a deployment', () => {
  it('is begun, and over when it has ended, with what it wrote', () => {
    const ended = play(aTask, begun, exited(0));
    deepEqual(ended.effects, [{ do: 'begin' }, { do: 'collect' }]);
    deepEqual(end(ended), [true, 'exited with status 0 after 3.0 s']);
    const told = stepTask(ended.task, { is: 'collected', lines: ['done'], at: 3001 })[0];
    deepEqual(told.phase.name === 'over' && told.phase.lines, ['done']);
  });

  for (const [what, task, events, said] of [
    ['ends with another status', aTask, [begun, exited(3)], 'exited with status 3 after 3.0 s'],
    ['is killed', aTask, [begun, exited(-1, 'SIGKILL')], 'ended by SIGKILL after 3.0 s'],
    ['cannot be begun', aTask, [{ is: 'notBegun', detail: 'did not start: no', at: 1 }], 'did not start: no'],
    [
      'was running when the host went down',
      aTask,
      [begun, { is: 'vanished', at: 9 }],
      'the host was restarted while it ran, and it is not run a second time',
    ],
    ['says no to a verdict', aCheck, [begun, exited(1)], 'exited with status 1 after 3.0 s'],
    ['says nothing to a verdict', aCheck, [begun, exited(2)], 'inconclusive: exited with status 2 after 3.0 s'],
    ['is killed before its verdict', aCheck, [begun, exited(-1, 'SIGTERM')], 'inconclusive: ended by SIGTERM after 3.0 s'],
  ] as [string, Task, TaskEvent[], string][]) {
    it(`has failed when it ${what}`, () => deepEqual(end(play(task, ...events)), [false, said]));
  }

  it('that takes too long is told to end, then killed, and has failed', () => {
    const late = play(aTask, begun, { is: 'tick', at: 600_000 });
    deepEqual(late.effects.at(-1), { do: 'terminate', process: aProcess });
    equal(taskDeadline(late.task), 610_000);
    const killed = stepTask(late.task, { is: 'tick', at: 610_000 });
    deepEqual(killed[1], [{ do: 'kill', process: aProcess }]);
    deepEqual(end({ task: stepTask(killed[0], exited(-1, 'SIGKILL'))[0] }), [false, 'took longer than 10m']);
    deepEqual(end(play(aCheck, begun, { is: 'tick', at: 600_000 }, exited(0))), [false, 'inconclusive: took longer than 10m']);
  });

  it('that is withdrawn is told to end, also when it is only just being started', () => {
    deepEqual(play(aTask, begun, { is: 'withdraw', at: 5 }).effects.at(-1), { do: 'terminate', process: aProcess });
    const early = play(aTask, { is: 'withdraw', at: 1 });
    deepEqual(early.effects, [{ do: 'begin' }]);
    deepEqual(stepTask(early.task, begun)[1], [{ do: 'terminate', process: aProcess }]);
  });
});

describe('a query of a deployment', () => {
  for (const [status, ok, said] of [
    [204, true, 'GET x'],
    [404, false, 'GET x'],
    [302, false, 'inconclusive: GET x'],
    [500, false, 'inconclusive: GET x'],
    [0, false, 'inconclusive: GET x'],
  ] as const) {
    it(`that is answered with ${status} is ${ok ? 'well' : 'not'}${said.startsWith('inc') ? ', and tells nothing' : ''}`, () => {
      const over = play(aQuery, { is: 'answered', status, detail: 'GET x', lines: ['body'], at: 9 });
      deepEqual(end(over), [ok, said]);
    });
  }

  it('that is not answered in time tells nothing', () => {
    deepEqual(end(play(aQuery, { is: 'tick', at: 5000 })), [false, 'inconclusive: took longer than 5s']);
  });
});

describe('an agent that comes back to a task', () => {
  const [starting] = beginTask(aTask, 'boot', 0);
  const { task: running } = play(aTask, begun);
  const { task: stopping } = play(aTask, begun, { is: 'tick', at: 600_000 });
  const over = play(aTask, begun, exited(0)).task;
  const vanished: TaskEvent = { is: 'vanished', at: 9 };
  for (const [what, task, found, next] of [
    ['goes on watching it', running, { is: 'running', process: aProcess }, null],
    ['learns that it runs', starting, { is: 'running', process: aProcess }, { is: 'begun', process: aProcess, at: 9 }],
    [
      'learns how it ended',
      running,
      { is: 'ended', exit: { code: 0, signal: '', at: 5 } },
      { is: 'exited', code: 0, signal: '', at: 5 },
    ],
    ['begins it if that is sure not to have happened', starting, { is: 'never-started' }, { do: 'begin' }],
    ['does not begin it in another boot', { ...starting, boot: 'earlier' }, { is: 'never-started' }, vanished],
    ['does not begin what ran and is unknown', running, { is: 'never-started' }, vanished],
    ['tells it to end again', stopping, { is: 'running', process: aProcess }, { do: 'terminate', process: aProcess }],
    ['reads what it wrote', over, { is: 'never-started' }, { do: 'collect' }],
    [
      'does not ask again',
      beginTask(aQuery, 'boot', 0)[0],
      { is: 'never-started' },
      { is: 'answered', status: 0, detail: 'the agent was restarted while it asked', lines: [], at: 9 },
    ],
  ] as [string, TaskRecord, Parameters<typeof takenUp>[1], ReturnType<typeof takenUp>][]) {
    it(what, () => deepEqual(takenUp(task, found, 'boot', 9), next));
  }
});

describe('of all that are asked for', () => {
  const none: TaskFacts = { wanted: [], known: [], barred: new Set(), staged: new Set([aTask.bundle]), deployments: [] };
  const newer = { ...aTask, deployment: 8 };
  const running = play(aTask, begun).task;
  const over = play(aTask, begun, exited(0)).task;

  it('one of an app and environment is begun at a time, the oldest first', () => {
    const elsewhere = { ...newer, environment: 'staging' };
    deepEqual(planTasks({ ...none, wanted: [newer, elsewhere, aTask] }), [
      { do: 'begin', task: aTask },
      { do: 'begin', task: elsewhere },
    ]);
    deepEqual(planTasks({ ...none, wanted: [aTask, newer], known: [running] }), []);
    deepEqual(planTasks({ ...none, wanted: [aTask, newer], known: [over] }), [{ do: 'begin', task: newer }]);
  });

  it('none is begun before its bundle is here; a query needs none', () => {
    deepEqual(planTasks({ ...none, wanted: [aTask], staged: new Set() }), []);
    deepEqual(planTasks({ ...none, wanted: [aQuery], staged: new Set() }), [{ do: 'begin', task: aQuery }]);
  });

  it('what nobody wants any more is stopped, and forgotten when something newer is there', () => {
    deepEqual(planTasks({ ...none, known: [running] }), [{ do: 'withdraw', id: running.id }]);
    deepEqual(planTasks({ ...none, known: [over] }), []);
    deepEqual(planTasks({ ...none, known: [over], deployments: [{ ...over, deployment: 7 }, newer] }), []);
    deepEqual(planTasks({ ...none, known: [over], deployments: [newer] }), [{ do: 'forget', id: over.id }]);
    deepEqual(planTasks({ ...none, known: [over], deployments: [{ ...newer, app: 'other' }] }), []);
  });

  it('one that may have run is not begun', () => {
    deepEqual(planTasks({ ...none, wanted: [aTask], barred: new Set([taskId(aTask)]) }), []);
  });

  it('another one under the same name is known to be another', () => {
    equal(mismatch(aTask, over), '');
    match(mismatch({ ...aTask, release: 4 }, over), /^another task release of deployment 7 was run here before/);
  });
});

it('ids and names among the logs are safe wherever they go', () => {
  for (const name of ['release', 'after_deploy', 'verdict/2']) {
    match(taskId({ deployment: 7, name }), /^task-7-[a-z0-9-]+$/);
    match(taskProcess(name), /^[a-z0-9]+(-[a-z0-9]+)*$/);
  }
});

it('over random lives nothing is begun twice, nothing happens after the end, and every task that is withdrawn ends', () => {
  const picks = fc.array(fc.tuple(fc.nat(1000), fc.nat(300_000)), { maxLength: 40 });
  fc.assert(
    fc.property(picks, fc.boolean(), (all, isQuery) => {
      let [task, first] = beginTask(isQuery ? aQuery : aTask, 'boot', 0);
      let now = 0;
      let begins = first.do === 'begin' ? 1 : 0;
      let terminated = false;
      const send = (event: TaskEvent) => {
        const wasOver = isOver(task);
        const [next, effects] = stepTask(task, event);
        ok(!wasOver || effects.length === 0, 'something is done after the end');
        for (const effect of effects) if (effect.do === 'begin') begins += 1;
        if (effects.some((effect) => effect.do === 'terminate')) terminated = true;
        task = next;
      };
      for (const [pick, pause] of all) {
        now += pause;
        const events: TaskEvent[] = [
          { ...begun, at: now } as TaskEvent,
          { is: 'tick', at: now },
          { is: 'withdraw', at: now },
          { is: 'collected', lines: [], at: now },
          { is: 'notBegun', detail: 'no', at: now },
          { is: 'answered', status: 200, detail: '', lines: [], at: now },
          { ...exited(pick % 3), at: now } as TaskEvent,
        ];
        send(events[pick % events.length] as TaskEvent);
      }
      send({ is: 'withdraw', at: now });
      if (task.phase.name === 'stopping' && !task.phase.process) send({ ...begun, at: now } as TaskEvent);
      if (!isOver(task)) {
        ok(terminated, 'it is not told to end');
        send({ ...exited(0), at: now } as TaskEvent);
      }
      ok(isOver(task), `it is ${task.phase.name}`);
      ok(begins <= 1, 'begun twice');
      first = { do: 'collect' };
    }),
  );
});
