// W13, W15: what is too much for one caller is kept from the others, and what is large and allowed goes through, in bounded memory.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import type { Quota } from '../../proto/quotas.ts';
import { addHost } from '../../server/records/fleet.ts';
import { setLabels } from '../../server/records/hosts.ts';
import { eventually } from '../proto/eventually.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';

const waitMs = 60_000;
/** Nothing comes back while a test lasts. */
const never = 1 / 3600;
const rate = (burst: number) => ({ perSecond: never, burst });
const quota: Quota = {
  calls: rate(100),
  callsUnderWay: 1000,
  streams: {
    '/castellan.v1.Agents/Session': { messages: rate(20), bytes: rate(2 ** 30) },
    '/castellan.v1.Agents/ShipLogs': { messages: rate(2 ** 20), bytes: rate(2 ** 20) },
  },
};

describe('W13: a host that floods the server', () => {
  let world: ControlWorld;
  const ending = new AbortController();
  const { signal } = ending;

  before(async () => {
    const operators = { ann: { role: 'admin' as const, scopes: [] }, bob: { role: 'viewer' as const, scopes: [] } };
    world = await openControlWorld({ operators, hosts: { loud: 'production', calm: 'production' }, quota });
  });
  after(async () => {
    ending.abort();
    await world?.close();
  });

  /** Whatever else goes on, others are served: an operator's calls and another host's reports. */
  async function othersAreServed(): Promise<void> {
    const bob = world.control('bob');
    for (let i = 0; i < 10; i += 1) ok((await bob.listHosts({})).hosts.length >= 2);
    bob.close();
    const before = world.sessions.presence('calm')?.report;
    const calm = world.agents('calm').session(says({ troubles: ['calm'] }), { signal });
    await calm.next();
    const heard = () => world.sessions.presence('calm')?.report;
    await eventually('the calm host to be heard', () => heard() !== undefined && heard() !== before, waitMs);
    await calm.return(undefined);
  }

  it('with calls: those beyond its share are refused, and are in the audit once', async () => {
    const loud = world.agents('loud');
    const asked = await Promise.allSettled(Array.from({ length: 400 }, () => loud.fetchSecrets({ app: 'web' })));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Failure).code] : []));
    deepEqual([refused.length, new Set(refused).size, refused[0]], [300, 1, 'busy']);
    ok(world.listener.counted().refused >= 300);
    await othersAreServed();
    const rows = () => world.records.db.selectFrom('audit').select('entry').where('entry', 'like', '%host loud%').execute();
    await eventually('the audit to have it', async () => (await rows()).length > 0, waitMs);
    equal((await rows()).length, 1);
  });

  it('with reports: the server reads so many, and the host stands still with the rest', async () => {
    const place = await fresh(world, 'loud-2');
    let made = 0;
    async function* reports() {
      yield { hello: { bootId: 'x', agentVersion: '1' } };
      for (;;) {
        made += 1;
        yield { report: { troubles: [String(made), ...Array(4).fill('x'.repeat(50_000))] } };
      }
    }
    const session = world.agents(place).session(reports(), { signal });
    await session.next();
    const last = () => Number(world.sessions.presence(place)?.report?.troubles[0] ?? 0);
    await eventually('so many to be read', () => last() === 20, waitMs);
    await othersAreServed();
    equal(last(), 20);
    // What both windows and both ends may hold, and no more.
    ok(made < 200, `${made} were made`);
    await session.return(undefined);
  });

  it('with logs: the same, and each line that was taken is kept', async () => {
    const place = await fresh(world, 'loud-3');
    world.told(place, { slots: [{ app: 'web', environment: 'production' }] });
    const data = Buffer.from(`${'x'.repeat(99_999)}\n`);
    let made = 0;
    async function* blocks() {
      for (;;) {
        const of = { app: 'web', environment: 'production', process: 'web', index: 0, replica: 'r', run: 1, stream: 'stdout' };
        yield { ...of, release: 1, offset: made * data.length, length: data.length, data };
        made += 1;
      }
    }
    let acked = 0;
    const ends = (async () => {
      for await (const { offset } of world.agents(place).shipLogs(blocks(), { signal })) acked = offset;
    })();
    ends.catch(() => {});
    // A mebibyte, and the one that it is exceeded by.
    await eventually('its share to be taken', () => acked === 11 * data.length, waitMs);
    await othersAreServed();
    equal(acked, 11 * data.length);
    ok(made < 400, `${made} were made`);
    ok(world.listener.counted().waits > 0);
  });
});

describe('W15: what is large and allowed', () => {
  let world: ControlWorld;
  before(async () => {
    world = await openControlWorld({ operators: { ann: { role: 'admin', scopes: [] } }, hosts: {} });
  });
  after(() => world?.close());

  it('a thousand hosts with all the labels that there may be are shown at once', async () => {
    const labels = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`${'l'.repeat(60)}${i}`, 'v'.repeat(63)]));
    await world.records.write(async (tx) => {
      for (let i = 0; i < 1000; i += 1) {
        await addHost(tx, `host-${i}`, 'production', 1);
        await setLabels(tx, `host-${i}`, labels);
      }
    });
    const { hosts } = await world.control('ann').status({});
    equal(hosts.length, 1000);
    equal(Object.keys(hosts[999]?.labels ?? {}).length, 64);
  });

  it('a large bundle is received in a fraction of its size', async () => {
    const [part, parts] = [Buffer.alloc(256 * 1024, 'x'), 512];
    const hash = createHash('sha256');
    for (let i = 0; i < parts; i += 1) hash.update(part);
    const sha256 = hash.digest('hex');
    const length = part.length * parts;
    async function* upload() {
      yield { open: { app: 'web', version: '1', sha256, length } };
      for (let i = 0; i < parts; i += 1) yield { data: part };
      yield { commit: { sha256, length } };
    }
    const before = process.resourceUsage().maxRSS * 1024;
    await rejects(world.control('ann').upload(upload()), { code: 'bad-input', message: 'the bundle is refused' });
    const grown = process.resourceUsage().maxRSS * 1024 - before;
    ok(grown < (length * 3) / 4, `${grown} bytes for ${length}`);
  });
});

async function* says(report: object) {
  yield { hello: { bootId: 'x', agentVersion: '1' } };
  yield { report };
  await new Promise(() => {});
}

/** Another host, with a share of its own. */
async function fresh(world: ControlWorld, name: string): Promise<string> {
  await world.add('host', name);
  return name;
}
