// Requests a second through the router beside nginx, HAProxy and http-proxy-3: one core for each, 64 connections, and the
// application with the client on the other core.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './pairwise.ts';
import { figure, median, pairwise } from './pairwise.ts';
import {
  makeCertificate,
  missingPrograms,
  type Started,
  startApplication,
  startHaproxy,
  startHttpProxy3,
  startNginx,
  startOurs,
} from './proxies/started.ts';

const seconds = 2;
/** Of each cell of the table, in turn. */
const rounds = 2;

interface Kind {
  size: '1k' | '64k';
  kept: boolean;
  tls: boolean;
}

const usual: Kind = { size: '1k', kept: true, tls: false };

export async function run(): Promise<Row[]> {
  const missing = missingPrograms();
  if (missing.length > 0) {
    console.log(`skipped: ${missing.join(' and ')} not installed`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  // nginx reads files as somebody else when it is started by root.
  chmodSync(folder, 0o755);
  const started: { stop(): Promise<void> | void }[] = [];
  const keep = <One extends { stop(): Promise<void> | void }>(one: One): One => {
    started.push(one);
    return one;
  };
  try {
    const application = keep(await startApplication(folder));
    const place = { folder, application: application.port, ...makeCertificate(folder) };
    const ours = keep(await startOurs(place));
    const nginx = keep(await startNginx(place));
    const all = [ours, nginx, keep(await startHaproxy(place)), keep(await startHttpProxy3(place))];
    await load(ours, usual);
    return [...(await goals(ours, nginx, all[3] as Started)), ...(await table(all))];
  } finally {
    for (const one of started) await one.stop();
    rmSync(folder, { recursive: true });
  }
}

async function goals(ours: Started, nginx: Started, packaged: Started): Promise<Row[]> {
  const beside = (name: string, goal: string, atLeast: number, reference: Started) =>
    pairwise({
      name,
      goal,
      gate: { atLeast },
      product: () => load(ours, usual),
      reference: () => load(reference, usual),
      unit: 'req/s',
    });
  return [
    await beside('G10 requests through the router, 1 KB', '>= 0.55 of nginx with one worker', 0.35, nginx),
    await beside('G10 requests through the router, 1 KB', '>= 3 times http-proxy-3', 2, packaged),
  ];
}

async function table(all: Started[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const tls of [false, true]) {
    for (const size of ['1k', '64k'] as const) {
      for (const kept of [true, false]) rows.push(...(await cells(all, { size, kept, tls })));
    }
  }
  return rows;
}

async function cells(all: Started[], kind: Kind): Promise<Row[]> {
  const seen = new Map(all.map((one) => [one, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) for (const one of all) seen.get(one)?.push(await load(one, kind));
  const what = `${kind.size === '1k' ? '1 KB' : '64 KB'}, ${kind.kept ? 'kept' : 'new connections'}${kind.tls ? ', TLS' : ''}`;
  return all.map((one) => figure({ name: `${what}: ${one.name}`, goal: '', unit: 'req/s', value: median(seen.get(one) ?? []) }));
}

async function load({ ports }: Started, { size, kept, tls }: Kind): Promise<number> {
  const url = tls ? `https://localhost:${ports.https}/${size}` : `http://127.0.0.1:${ports.http}/${size}`;
  const more = kept ? [] : ['-H', 'Connection: close'];
  const wrk = spawn('taskset', ['-c', '1', 'wrk', '-t1', '-c64', `-d${seconds}s`, ...more, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = String(Buffer.concat(await wrk.stdout.toArray()));
  const bad = /Non-2xx or 3xx responses: \d+/.exec(said);
  if (bad) throw new Error(`${url}: ${bad[0]}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
}
