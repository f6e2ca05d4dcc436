// A server's certificates in one process: real records, a real authority, and a stand-in for the routers of one host.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Acme, openAcme } from '../../../server/acme/acme.ts';
import { httpsTransport, type Transport } from '../../../server/acme/http.ts';
import { localBus } from '../../../server/bus/local.ts';
import { openChallenges } from '../../../server/challenges.ts';
import type { DnsProvider } from '../../../server/dns/provider.ts';
import type { Presence } from '../../../server/presence.ts';
import { listOrders } from '../../../server/records/acme.ts';
import { addHost } from '../../../server/records/fleet.ts';
import { openRecords } from '../../../server/records/records.ts';
import { addRelease, setCurrentRelease, useSettings } from '../../../server/records/releases.ts';
import type { ReleaseContent } from '../../../server/release.ts';
import { openVault } from '../../../server/secrets.ts';
import { keptCertificates } from '../kept-certificates.ts';
import type { Pebble } from './pebble.ts';

export const target = { app: 'hello', environment: 'production' };
const day = 86_400_000;

export interface AcmeWorldOptions {
  /** Every request to the authority goes through it. */
  around?: (transport: Transport) => Transport;
  dns?: Record<string, DnsProvider>;
  log?: Partial<Logger>;
}

export type AcmeWorld = Awaited<ReturnType<typeof openAcmeWorld>>;

export async function openAcmeWorld({ around = (same) => same, dns = {}, log = {} }: AcmeWorldOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'acme-'));
  const file = join(folder, 'records.sqlite');
  let records = await openRecords(file);
  const vault = await openVault(records, join(folder, 'secrets.key'));
  const bus = localBus();
  const world = { skipMs: 0, answers: true };
  const now = () => Date.now() + world.skipMs;
  let acme = open();

  function open(): Acme & { challenges: ReturnType<typeof openChallenges> } {
    const presence = () =>
      ({
        state: 'connected',
        hello: { abilities: ['challenges'] },
        report: { challenges: world.answers ? Object.keys(challenges.of(target.environment)) : [] },
      }) as unknown as Presence;
    const challenges = openChallenges({ db: records.db, bus, presence, withinMs: 500 });
    const silent = { info() {}, warn() {}, error() {}, ...log } as unknown as Logger;
    const proving = { challenges, dns: (name: string) => dns[name] };
    const pause = (ms: number) => sleep(Math.min(ms, 100));
    const transport = (ca: string) => around(httpsTransport(ca));
    const parts = { records, bus, vault, log: silent, now, random: () => 0.5, pause, transport, ...proving };
    return { ...openAcme(parts), challenges };
  }

  /** What is deployed has these routes. */
  async function routes(...all: { host?: string; tls?: { certificate?: string } }[]): Promise<void> {
    const process = { routes: all.map((route) => ({ path: '/', ...route })) };
    const content = { bundle: 'd1', processes: { web: { replicas: 1, on: {}, process } } } as unknown as ReleaseContent;
    await records.write(async (tx) => {
      const change = { reason: '', created_at: 1, created_by: 'anna' };
      const number = await addRelease(tx, target, { version: '1.0', settings_revision: 0, content }, change);
      await useSettings(tx, target, 0);
      await setCurrentRelease(tx, target, number);
    });
  }

  /** Looks, and waits until nothing is under way. */
  async function look(): Promise<void> {
    await acme.look();
    await acme.settled();
  }

  async function restart(): Promise<void> {
    await acme.close();
    await records.close();
    records = await openRecords(file);
    acme = open();
  }

  await records.write((tx) => addHost(tx, 'h1', target.environment, 1));
  return {
    ...{ file, look, routes, restart, world, now, vault, bus },
    acme: () => acme,
    records: () => records,
    certificates: () => keptCertificates(records.db),
    orders: () => listOrders(records.db),
    forward: (days: number) => {
      world.skipMs += days * day;
    },
    /** As `ctl certs acme set` does. */
    set: ({ directory, ca }: Pick<Pebble, 'directory' | 'ca'>, more: Partial<Parameters<Acme['set']>[0]> = {}) =>
      acme.set({
        ...{ environment: 'production', directory, ca, email: 'ops@example.com', agreed: true },
        ...{ challenge: 'http-01', dns: '', by: 'anna', binding: null, ...more },
      }),
    async close() {
      await acme.close();
      await records.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What the routers do: answer with what they were told. Returns how to end it. */
export async function answerChallenges(port: number, world: () => AcmeWorld | undefined): Promise<() => void> {
  const server = createServer((request, response) => {
    const token = /^\/\.well-known\/acme-challenge\/([\w-]+)$/.exec(request.url ?? '')?.[1] ?? '';
    const answer = world()?.acme().challenges.of(target.environment)[token];
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return () => server.close();
}
