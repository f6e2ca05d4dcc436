// Secrets of what a host runs: had before anything starts, in the environment of the process, and nowhere in the clear on disk.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Proc } from '../../agent/decide/replica.ts';
import type { HostOptions } from '../../agent/host.ts';
import { type Asked, openSecrets } from '../../agent/secrets.ts';
import { systemClock } from '../../lib/clock.ts';
import { fail } from '../../proto/failure.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, openTestHost, quiet, task, until, type WishOptions, wish } from './host-world.ts';

const canary = "hunter2'$canary";
const command = ['/bin/sh', '-c', 'printf %s "$TOKEN" | sha256sum; exec sleep 1000'];
const on = hostForEachTest();

const served = async (of: Asked): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(of.secrets).map(([name, version]) => [name, `${canary}${version}`]));
const refused = async (): Promise<never> => {
  throw fail('forbidden', 'not for this host');
};

type Fetch = (of: Asked) => Promise<Record<string, string>>;

/** A host with a server that answers so. */
function reopen(fetch: Fetch): void {
  on.reopen({ secrets: fetchedBy(fetch) });
}

function fetchedBy(fetch: Fetch): HostOptions['secrets'] {
  const [folder, keyFile] = [join(on.folder, 'secrets'), join(on.folder, 'secrets.key')];
  return (epoch) => openSecrets({ folder, keyFile, epoch, fetch, clock: systemClock, log: quiet });
}

function needing(secrets: Record<string, number>, more: WishOptions = {}): SlotWish {
  const slot = wish({ ...more, process: { command, ready: { command: 'test -n "$TOKEN"', every: '50ms' }, ...more.process } });
  return { ...slot, processJson: JSON.stringify({ ...JSON.parse(slot.processJson), secrets }) };
}

function variablesOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
}

/** The process of the only replica. */
function healthy(): Proc | undefined {
  const [phase] = on.host.replicas().map((replica) => replica.phase);
  return phase?.name === 'healthy' ? phase.process : undefined;
}

function filesWith(text: string): string[] {
  const entries = readdirSync(on.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  return files.filter((path) => readFileSync(path).includes(text));
}

it('a replica, its checks and its hooks have them; on disk they are not in the clear', async () => {
  reopen(served);
  const start = { before: { command: 'test "$TOKEN" && echo "$TOKEN"' } };
  await on.host.assign(assignment(needing({ TOKEN: 1 }, { process: { start } })));
  await on.settled(1);
  ok(variablesOf(on.slot()?.replicas?.[0]?.pid ?? 0).includes(`TOKEN=${canary}1`));
  deepEqual(filesWith(canary), []);
  ok(!JSON.stringify(on.host.report()).includes(canary));
});

it('one that cannot be had: nothing starts, it is told by its name, and what was there serves on', async () => {
  reopen(served);
  await on.host.assign(assignment(needing({ TOKEN: 1 })));
  await on.settled(1);
  reopen(refused);
  await on.host.assign(assignment(needing({ TOKEN: 2 }, { release: 2 })));
  const failure = await until('it is told', () => on.slot()?.failure, on.host.report);
  equal(failure.cause, 'DID_NOT_START');
  equal(failure.message, 'did not start: the secret TOKEN could not be had: not for this host');
  deepEqual(
    on
      .slot()
      ?.replicas?.filter(({ phase }) => phase === 'healthy')
      .map(({ release }) => release),
    [1],
  );
});

it('before a deployment begins it is told that one cannot be had', async () => {
  reopen(refused);
  await on.host.assign({ ...assignment(), prospects: [needing({ TOKEN: 1 }, { deployment: 7 })] });
  const [answer] = await until('it has looked ahead', () =>
    on.host.report().preflights?.length ? on.host.report().preflights : null,
  );
  match(answer?.refusals?.join() ?? '', /hello\/production\/web: the secret TOKEN could not be had: not for this host/);
});

it('an agent that comes back starts a replica again without the server', async () => {
  reopen(served);
  await on.host.assign(assignment(needing({ TOKEN: 1 })));
  await on.settled(1);
  const { pid = 0 } = on.slot()?.replicas?.[0] ?? {};
  on.host.close();
  process.kill(pid, 'SIGKILL');
  reopen(refused);
  await until(
    'another process serves',
    () => on.slot()?.move === 'SETTLED' && on.slot()?.replicas?.[0]?.pid !== pid,
    on.host.report,
  );
  ok(variablesOf(on.slot()?.replicas?.[0]?.pid ?? 0).includes(`TOKEN=${canary}1`));
});

it('an agent whose assignment was put aside starts what it had again, also without the server', async () => {
  reopen(served);
  const wanted = assignment(needing({ TOKEN: 1 }));
  await on.host.assign(wanted);
  await on.settled(1);
  const { pid = 0 } = healthy() ?? {};
  on.host.close();
  process.kill(pid, 'SIGKILL');
  const { epoch, revision } = wanted;
  const killed = { format: 1, epoch, revision, crashes: 3, accepted: true, live: true };
  writeFileSync(join(on.folder, 'probation.json'), JSON.stringify(killed));
  Object.assign(on, openTestHost(on.folder, { secrets: fetchedBy(refused) }));
  equal(on.host.accepted().revision, 0);
  const again = await until(
    'another process runs',
    () => [healthy()].find((process) => process && process.pid !== pid),
    () => on.host.replicas(),
  );
  ok(variablesOf(again.pid).includes(`TOKEN=${canary}1`));
});

it('a command of a deployment has them too, and what is asked for no more goes', async () => {
  reopen(served);
  const hook = task('test "$TOKEN" = "$EXPECTED"', { spec: { env: { EXPECTED: `${canary}3` }, secrets: { TOKEN: 3 } } });
  await on.host.assign({ ...assignment(needing({ TOKEN: 1 })), tasks: [hook] });
  const done = await until('it is over', () =>
    on.host.report().tasks?.find(({ state }) => state === 'DONE' || state === 'FAILED'),
  );
  equal(done.state, 'DONE', done.message ?? '');
  await on.settled(1);
  await on.host.assign(assignment(needing({ TOKEN: 1 })));
  deepEqual(readdirSync(join(on.folder, 'secrets')), ['hello.production.TOKEN.1.1']);
});
