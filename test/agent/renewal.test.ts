// A host's certificate over its life, at a real server and by a clock of the test's: renewed in time, late, and after every crash.
import { deepEqual, equal, match, notEqual, ok, throws } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRenewals, type Renewals } from '../../agent/renewal.ts';
import { openServerLink } from '../../agent/server-link.ts';
import { type ClientCredentials, clientCredentials } from '../../certs/credentials.ts';
import { layBeside } from '../../certs/renewal.ts';
import { newRequest } from '../../certs/request.ts';
import { issueInto } from '../../certs/store.ts';
import { eventually } from '../proto/eventually.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from '../server/identities-world.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

describe('a host’s certificate', () => {
  const kept = mkdtempSync(join(tmpdir(), 'castellan-renewal-'));
  let world: IdentitiesWorld;
  let made = 0;
  const open: { close(): void }[] = [];

  before(async () => {
    world = await openIdentitiesWorld([]);
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  after(async () => {
    await world?.close();
    rmSync(kept, { recursive: true });
  });

  /** Of 90 days. */
  const newHost = () => {
    made += 1;
    return world.add('host', `h${made}`);
  };

  interface Agent {
    renewals: Renewals;
    clock: ManualClock;
    asked: number;
    renewed: number;
    lines: string[];
    forward(ms: number, stepMs?: number): Promise<void>;
  }

  /** `away`: the server cannot be reached; `unproven`: what comes back is of no use so many times. */
  function agent(folder: string, trouble: { away?: boolean; unproven?: number } = {}, random = 0): Agent {
    const clock = manualClock(Date.now());
    const link = openServerLink({ addresses: [world.mainAddress], credentials: () => renewals.current() });
    const note = (fields: object, text: string) => void one.lines.push(`${text} ${JSON.stringify(fields)}`);
    const renewals = openRenewals({
      folder,
      renew: async ({ csr, trusted }) => {
        if (trouble.away) throw new Error('nobody there');
        if (csr.length > 0) one.asked += 1;
        return link.control().renew({ csr: Buffer.from(csr), trusted });
      },
      prove: async (next: ClientCredentials) => {
        if (trouble.away) throw new Error('nobody there');
        if (next.folder !== folder && trouble.unproven) {
          trouble.unproven -= 1;
          throw new Error('lost on the way');
        }
        return link.prove(next);
      },
      renewed: () => {
        one.renewed += 1;
        link.renewed();
      },
      clock,
      random: () => random,
      log: { info: note, warn: note } as never,
    });
    const one: Agent = {
      renewals,
      clock,
      asked: 0,
      renewed: 0,
      lines: [],
      forward: async (ms, stepMs = hourMs) => {
        await clock.forward(ms, stepMs);
        world.time.aheadMs = clock.now() - Date.now();
      },
    };
    open.push({
      close: () => {
        renewals.close();
        link.close();
      },
    });
    return one;
  }

  const fingerprintIn = (folder: string) => clientCredentials(folder).identity.fingerprint;
  const endOf = (fingerprint: string) => world.ledger.find(fingerprint)?.replaced_at ?? null;
  /** Lets the agent's time pass until then: while it waits for an answer its clock must not have come to its end. */
  async function passes(one: Agent, what: string, condition: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 60_000; !condition(); await sleep(5)) {
      if (Date.now() > deadline) throw new Error(`still waiting until ${what}; it said ${one.lines.join(', ')}`);
      await one.forward(minuteMs, minuteMs);
    }
  }
  const isRenewed = (one: Agent, folder: string, before: string) =>
    passes(one, 'there is another certificate', () => fingerprintIn(folder) !== before && !existsSync(join(folder, 'next')));
  /** A whole one beside it, as the server gave it. */
  const beside = async (folder: string) => {
    world.time.aheadMs += 2 * minuteMs;
    const { identity } = clientCredentials(folder);
    const { key, csr } = await newRequest(identity.name);
    const { certificate, authorities } = await world.agents(identity.name).renew({ csr });
    return layBeside(folder, { key, certificate, authorities });
  };

  it('is renewed from half of its life on, and up to a tenth later, with another key; the old one is at its end', async () => {
    for (const [random, days] of [
      [0, 45],
      [0.99, 53.9],
    ] as const) {
      const folder = await newHost();
      const [before, key] = [fingerprintIn(folder), readFileSync(join(folder, 'key.pem'), 'utf8')];
      const one = agent(folder, {}, random);
      await one.forward((days - 0.5) * dayMs);
      equal(one.asked, 0);
      await one.forward(0.5 * dayMs);
      await isRenewed(one, folder, before);
      await eventually('it is told', () => one.renewed === 1);
      notEqual(readFileSync(join(folder, 'key.pem'), 'utf8'), key);
      ok(endOf(before));
      equal(one.renewals.current().identity.fingerprint, fingerprintIn(folder));
    }
  });

  it('is tried for again while the server is away for days, less and less often, and told when it is late', async () => {
    const folder = await newHost();
    const before = fingerprintIn(folder);
    const trouble = { away: true };
    const one = agent(folder, trouble);
    await one.forward(45 * dayMs - hourMs);
    await passes(one, 'it is tried', () => one.lines.length > 0);
    equal(one.lines.length, 1);
    match(one.lines[0] ?? '', /not renewed yet .*nobody there/);
    equal(one.renewals.trouble(), undefined);
    // Two minutes, four, and so on to an hour: never more than one try within the hour then.
    for (let tries = 2; tries <= 8; tries += 1) {
      await one.forward(2 ** Math.min(tries - 1, 6) * minuteMs - 1, minuteMs);
      await eventually(`${tries} tries`, () => one.lines.length === tries);
    }
    await one.forward(10 * dayMs, dayMs);
    match(one.renewals.trouble() ?? '', /ends at .* and is not renewed: nobody there/);
    equal(fingerprintIn(folder), before);
    trouble.away = false;
    await isRenewed(one, folder, before);
    equal(one.renewals.trouble()?.includes('nobody there') ?? false, false);
  });

  it('stays until its successor has been used: one that does not work is dropped, and another asked for', async () => {
    const folder = await newHost();
    const before = fingerprintIn(folder);
    const one = agent(folder, { unproven: 1 });
    await one.forward(45 * dayMs - hourMs);
    await passes(one, 'the first is of no use', () => one.lines.some((line) => line.includes('lost on the way')));
    equal(fingerprintIn(folder), before);
    equal(endOf(before), null);
    await isRenewed(one, folder, before);
    ok(one.asked >= 2, 'another was asked for');
  });

  it('is the one that was proven also while the disk does not take it; later the disk has it too', async () => {
    const folder = await newHost();
    const before = fingerprintIn(folder);
    const one = agent(folder);
    const key = readFileSync(join(folder, 'key.pem'));
    rmSync(join(folder, 'key.pem'));
    mkdirSync(join(folder, 'key.pem'));
    await one.forward(45 * dayMs - hourMs);
    await passes(one, 'it is tried', () => one.lines.some((line) => line.includes('not renewed yet')));
    ok(endOf(before));
    notEqual(one.renewals.current().identity.fingerprint, before);
    rmSync(join(folder, 'key.pem'), { recursive: true });
    writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
    await isRenewed(one, folder, before);
    equal(one.renewals.current().identity.fingerprint, fingerprintIn(folder));
  });

  describe('after a crash', () => {
    it('with half a successor there, is the one in use', async () => {
      const folder = await newHost();
      const before = fingerprintIn(folder);
      mkdirSync(join(folder, 'next'));
      writeFileSync(join(folder, 'next', 'key.pem'), (await newRequest('x')).key);
      equal(agent(folder).renewals.current().identity.fingerprint, before);
      ok(!existsSync(join(folder, 'next')));
    });

    it('with a whole one that nobody has used, proves that one, and asks for no other', async () => {
      const folder = await newHost();
      const before = fingerprintIn(folder);
      const next = fingerprintIn(await beside(folder));
      const one = agent(folder);
      await isRenewed(one, folder, before);
      deepEqual([fingerprintIn(folder), one.asked], [next, 0]);
    });

    it('with one that was used, when the old one is at its end, goes on with it', async () => {
      const folder = await newHost();
      const before = fingerprintIn(folder);
      const place = await beside(folder);
      await world.agents('x', clientCredentials(place)).renew({});
      ok(endOf(before));
      const one = agent(folder);
      await isRenewed(one, folder, before);
      equal(one.renewals.current().identity.fingerprint, fingerprintIn(folder));
    });

    it('with one that was used, when the old one has run out, starts with it', async () => {
      const folder = await newHost();
      const place = await beside(folder);
      const { name, fingerprint } = clientCredentials(place).identity;
      const keptNext = join(kept, name);
      cpSync(place, keptNext, { recursive: true });
      await issueInto(world.folder, world.authorities, { kind: 'host', name, notAfter: new Date(Date.now() - 1000) });
      cpSync(keptNext, place, { recursive: true });
      throws(() => clientCredentials(folder), /expired/);
      equal(agent(folder).renewals.current().identity.fingerprint, fingerprint);
      await eventually('it takes its place', () => !existsSync(join(folder, 'next')));
      equal(fingerprintIn(folder), fingerprint);
    });

    it('in the middle of taking its place, takes it', async () => {
      for (const copied of [[], ['key.pem'], ['key.pem', 'ca.pem'], ['key.pem', 'ca.pem', 'cert.pem']]) {
        const folder = await newHost();
        const place = await beside(folder);
        const next = fingerprintIn(place);
        writeFileSync(join(place, 'proven'), '');
        for (const name of copied) cpSync(join(place, name), join(folder, name));
        equal(agent(folder).renewals.current().identity.fingerprint, next, copied.join());
        ok(!existsSync(join(folder, 'next')));
      }
    });
  });
});
