// What it costs a call that the server looks who makes it and what they may: the same call behind all of that and behind none.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientCredentials } from '../certs/credentials.ts';
import { makeCertificates } from '../certs/make.ts';
import { type ControlService, controlService } from '../proto/load.ts';
import type { Client } from '../proto/rpc.ts';
import { openClient } from '../proto/stream.ts';
import { type Child, startChild } from './child.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const calls = 1000;
const changes = 300;
const atOnce = 16;
const rounds = 15;
const about = { app: 'web', environment: 'staging' };

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  await makeCertificates({ out: folder, hosts: [], operators: ['admin', 'ann'], addresses: ['127.0.0.1'] });
  const server = startChild('authorisation/far-end.ts', folder);
  const ports = await server.ask<{ behind: number; bare: number }>('ports');
  const credentials = clientCredentials(join(folder, 'operators/ann'));
  const open = (port: number) => openClient(controlService, { address: `127.0.0.1:${port}`, credentials });
  const clients = { behind: open(ports.behind), bare: open(ports.bare) };
  try {
    return [...(await reading(server, clients)), await changing(clients)];
  } finally {
    for (const client of Object.values(clients)) client.close();
    server.end();
    rmSync(folder, { recursive: true });
  }
}

type Clients = Record<'behind' | 'bare', Client<ControlService>>;

async function reading(server: Child, clients: Clients): Promise<Row[]> {
  const cpu = { behind: [] as number[], bare: [] as number[] };
  const measure = async (which: 'behind' | 'bare') => {
    const before = await server.ask<number>('cpuMs');
    const ms = await timed(calls, () => clients[which].listVersions(about));
    cpu[which].push(((await server.ask<number>('cpuMs')) - before) * 1000);
    return (ms * 1000) / calls;
  };
  // Once each, so that no compiler is still warming up.
  for (const which of ['behind', 'bare'] as const) await measure(which);
  const time = await pairwise({
    name: `an empty call, ${atOnce} at once: certificate, ledger, quota, role and scope looked at / nothing`,
    goal: '<= 1.15',
    unit: 'µs a call',
    rounds,
    product: () => measure('behind'),
    reference: () => measure('bare'),
  });
  const differences = cpu.behind.map((one, round) => (one - (cpu.bare[round] ?? 0)) / calls).slice(1);
  const differing = [...differences].sort((a, b) => a - b);
  const [least, middle, most] = [differing[0] ?? 0, differing[Math.floor(differing.length / 2)] ?? 0, differing.at(-1) ?? 0];
  return [
    time,
    figure({
      name: `authorisation: share of an empty call’s time`,
      goal: '<= 0.13',
      unit: 'of 1',
      value: 1 - 1 / time.median,
    }),
    figure({
      name: `authorisation: CPU of the server for a call (${Math.round(least)}..${Math.round(most)})`,
      goal: '<= 30',
      unit: 'µs',
      value: middle,
    }),
  ];
}

/** Durable twice: that it was asked for, and how it ended. */
function changing(clients: Clients): Promise<Row> {
  const measure = async (which: 'behind' | 'bare') => {
    const ms = await timed(changes, () => clients[which].scale({ ...about, replicas: { web: 2 } }));
    return (ms * 1000) / changes;
  };
  return pairwise({
    name: `an empty change, ${atOnce} at once: the same, and two entries in the audit, on disk / nothing`,
    goal: '',
    unit: 'µs a call',
    product: () => measure('behind'),
    reference: () => measure('bare'),
  });
}

/** Milliseconds for all of them. */
async function timed(count: number, call: () => Promise<unknown>): Promise<number> {
  let left = count;
  const began = performance.now();
  const oneAfterTheOther = async () => {
    for (; left > 0; ) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  return performance.now() - began;
}

if (import.meta.main) await run();
