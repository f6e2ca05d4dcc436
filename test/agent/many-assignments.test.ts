// A server that has nothing but assignments to say, most of them absurd: ASSIGNMENTS of them, 10,000 in make soak.
import { deepEqual, equal } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { it } from 'node:test';
import { openSession } from '../../agent/session.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { HostMessageInput } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { ReportInput } from '../../proto/generated/castellan/v1/Report.ts';
import type { ServerMessage } from '../../proto/generated/castellan/v1/ServerMessage.ts';
import { openGrowth } from '../soak/growth.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, isRunning, quiet, until, wish } from './host-world.ts';

const most = { slots: 3, users: ['agent'], envFolders: ['/etc/apps'] };
/** In turn; the first alone can be taken up, and changes nothing of what runs. */
const kinds: [make: () => Assignment, refused: RegExp | undefined][] = [
  [() => assignment(wish()), undefined],
  [() => assignment(...[1, 2, 3, 4].map((index) => wish({ index }))), /^4 slots are more than the 3 that this host takes$/],
  [() => assignment(wish({ process: { user: 'root' } })), /runs nothing as root$/],
  [() => assignment(wish({ process: { env_files: ['/etc/shadow'] } })), /reads no env file \/etc\/shadow$/],
  [() => assignment({ ...wish(), bundle: '../..' }), /its bundle is not a digest$/],
  [() => assignment({ ...wish(), index: 2 ** 31 - 1 }), /index 2147483647 is out of range$/],
  [() => ({ ...assignment(), revision: 0 }), /older/],
];
const many = Math.ceil(Number(process.env.ASSIGNMENTS ?? 100) / kinds.length) * kinds.length;
/** Every file has been written once by then. */
const warm = 3 * kinds.length;

const on = hostForEachTest();

it(`A13: of ${many} assignments each absurd one is refused with its reason, what runs runs on, and nothing grows`, async () => {
  on.reopen({ accept: most });
  await on.host.assign(assignment(wish()));
  await on.settled(1);
  const pid = on.slot()?.replicas?.[0]?.pid ?? 0;
  const growth = openGrowth();
  const reports: ReportInput[] = [];
  const answers: string[][] = [];
  let [accepted, files]: [number, string[]] = [0, []];

  async function* open(
    messages: AsyncIterable<HostMessageInput>,
    { signal }: { signal?: AbortSignal },
  ): AsyncGenerator<ServerMessage> {
    void hear(messages);
    for (let nth = 0; nth < many; nth += 1) yield { assignment: kinds[nth % kinds.length]?.[0]() } as ServerMessage;
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  }
  async function hear(messages: AsyncIterable<HostMessageInput>): Promise<void> {
    for await (const { report } of messages) if (report) reports.push(report);
  }
  const session = openSession({
    open,
    hello: () => ({}),
    report: on.host.report,
    async assign(next) {
      const reasons = await on.host.assign(next);
      if (reasons.length === 0) accepted = next.revision;
      answers.push(reasons);
      if (answers.length === warm) files = stateFiles();
      if (answers.length % kinds.length === 0) growth.look(new Map([['the agent', process.pid]]));
      session.changed();
      return reasons;
    },
    log: quiet,
    random: () => 0,
    // A report after each, and one that takes its time.
    limits: { throttleMs: 5, silenceMs: 600_000 },
  });
  for (let nth = kinds.length; nth <= many; nth += kinds.length)
    await until(
      `${nth} are answered`,
      () => answers.length >= nth,
      () => answers.at(-1),
    );
  await until(
    'the last is reported',
    () => (reports.at(-1)?.refusals?.length ?? 0) > 0,
    () => reports.at(-1),
  );
  await session.close();

  const unlike = answers.filter(([reason], nth) => !isAsExpected(reason, kinds[nth % kinds.length]?.[1]));
  deepEqual(unlike, []);
  equal(on.host.accepted().revision, accepted);
  equal(on.slot()?.replicas?.[0]?.pid, pid);
  equal(isRunning(pid), true);
  equal(on.host.replicas().length, 1);
  deepEqual(stateFiles(), files);
  // Memory shows only after some thousands what is kept of each, and what is waiting to be collected.
  deepEqual(
    growth.grown().filter((what) => many >= 5000 || !what.startsWith('memory')),
    [],
  );
});

function isAsExpected(reason: string | undefined, refused: RegExp | undefined): boolean {
  return refused ? refused.test(reason ?? '') : reason === undefined;
}

function stateFiles(): string[] {
  return readdirSync(on.folder, { recursive: true, encoding: 'utf8' }).sort();
}
