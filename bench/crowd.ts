// G6, G6b, G7, G15: a thousand agents connect to a real server, hold their streams, hear of a change, and come back to a server
// that was killed; five thousand hold them and hear of it. Two processes of agents, with sessions and retries as shipped.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Crowd, openCrowd } from './crowd/crowd.ts';
import type { Moments } from './crowd/handshakes.ts';
import { figure, median, pairwise, type Row } from './pairwise.ts';

const few = 10;
const many = 1000;
const most = 5000;
const settledMs = 15_000;
/** More at once than can be served within the time that a handshake may take would come again and again. */
const together = 250;

export async function run(): Promise<Row[]> {
  return [...(await withCrowd(many, thousand)), ...(await withCrowd(most, fiveThousand))];
}

async function thousand(crowd: Crowd): Promise<Row[]> {
  return [
    await memory(crowd, { goal: '<= 90', gate: { atMost: 120 } }),
    ...(await change(crowd, { goal: '<= 100', gate: { atMost: 250 } })),
    ...(await connecting(crowd)),
    ...(await comingBack(crowd)),
  ];
}

async function fiveThousand(crowd: Crowd): Promise<Row[]> {
  return [
    await memory(crowd, { goal: '<= 90', gate: { atMost: 120 } }),
    ...(await change(crowd, toMost).catch((error: Error) => [notAtAll(crowd, error)])),
  ];
}

const toMost = { goal: '<= 1000', gate: { atMost: 1000 } };

function notAtAll({ names }: Crowd, { message }: Error): Row {
  const [why = ''] = message.split('; last seen');
  const name = `G7 a change to the last of ${names.length} hosts: ${why}`;
  return figure({ name, unit: 'ms', value: Number.POSITIVE_INFINITY, ...toMost });
}

async function withCrowd(count: number, measure: (crowd: Crowd) => Promise<Row[]>): Promise<Row[]> {
  const crowd = await openCrowd(count);
  try {
    return await measure(crowd);
  } finally {
    await crowd.close();
  }
}

type Aims = Pick<Row, 'goal'> & { gate: { atMost: number } };

/** They call for the first time here. */
async function memory(crowd: Crowd, aims: Aims): Promise<Row> {
  const before = crowd.serverBytes();
  const first = await crowd.connect(together);
  await sleep(settledMs);
  const total = crowd.serverBytes();
  const { length } = crowd.names;
  return figure({
    name: `G6b resident memory for each of ${length} idle agents (${mb(before)} -> ${mb(total)} MB; called for the first time within ${seconds(first).toFixed(1)} s)`,
    unit: 'KB',
    value: (total - before) / length / 1024,
    ...aims,
  });
}

async function connecting(crowd: Crowd): Promise<Row[]> {
  const { length } = crowd.names;
  const all = await pairwise({
    name: `G6 ${length} agents connect at once: sessions a second, each with assignment and report`,
    goal: '>= 0.4 of bare TLS handshakes',
    gate: { atLeast: 0.2 },
    unit: 'a second',
    product: async () => {
      await crowd.leave();
      return length / seconds(await crowd.connect());
    },
    reference: async () => {
      await crowd.leave();
      return length / seconds(await crowd.handshakes('bare'));
    },
  });
  return [all];
}

async function comingBack(crowd: Crowd): Promise<Row[]> {
  await crowd.leave();
  await crowd.connect();
  const starts: number[] = [];
  const back = await pairwise({
    name: `G15 ${crowd.names.length} agents back after kill -9 of the server, since it was killed`,
    goal: '<= 1.5 of the time in which they connect',
    unit: 's',
    product: async () => {
      const { killed, listening, last } = await crowd.restart();
      starts.push(listening - killed);
      return (last - killed) / 1000;
    },
    reference: async () => {
      await crowd.leave();
      return seconds(await crowd.connect());
    },
  });
  const name = `G15 of this, until the server listens again ${(Math.max(...starts) / 1000).toFixed(1)} s; all are back after`;
  return [back, figure({ name, goal: '<= 8', gate: { atMost: 15 }, unit: 's', value: back.product })];
}

/** Two apps, one of them on ten hosts: a deployment tells all its hosts at once what they would be asked for. */
async function change(crowd: Crowd, aims: Aims): Promise<Row[]> {
  const { world, names } = crowd;
  for (const name of names.slice(0, few)) await ctl(crowd, 'hosts', 'label', name, 'few=yes');
  for (const app of ['few', 'all']) for (const version of ['1', '2']) await push(crowd, app, version);
  const releases = { few: 0, all: 0 };
  const sinceRecorded: number[] = [];
  let bytes = 0;
  const spread = async (app: 'few' | 'all', hosts: number) => {
    releases[app] += 1;
    await ctl(crowd, 'deploy', `${app}@${1 + (releases[app] % 2)}`, '--detach');
    const told = await crowd.told(app, releases[app], hosts);
    bytes = told.bytes;
    const [newest] = await world.ask<{ createdMs: number }>('deployments', app);
    if (app === 'all') sinceRecorded.push(told.last - (newest?.createdMs ?? Number.NaN));
    return told.last - told.first;
  };
  const all = await pairwise({
    name: `G7 a change reaches the last of ${names.length} hosts, since the first / the same of ${few}`,
    goal: '',
    unit: 'ms',
    product: () => spread('all', names.length),
    reference: () => spread('few', few),
  });
  return [
    all,
    figure({
      name: `G7 ${bytes} bytes of assignment to the last of ${names.length} hosts, since the first was told`,
      unit: 'ms',
      value: all.product,
      ...aims,
    }),
    figure({
      name: 'G7 the same, since the deployment was recorded: deciding for each host, and recording it',
      goal: '',
      unit: 'ms',
      value: median(sinceRecorded),
    }),
  ];
}

async function push(crowd: Crowd, app: string, version: string): Promise<void> {
  const folder = join(crowd.world.folder, `${app}-${version}`);
  mkdirSync(folder);
  const web = {
    command: `sleep ${version}000`,
    env: { TEXT: version.repeat(150) },
    ...(app === 'few' ? { on: { few: 'yes' } } : {}),
  };
  writeFileSync(join(folder, 'castellan.yaml'), JSON.stringify({ app, processes: { web } }));
  await ctl(crowd, 'push', folder, '--version', version);
}

async function ctl({ world }: Crowd, ...args: string[]): Promise<void> {
  const { status, stderr } = await world.ctl(...args);
  if (status !== 0) throw new Error(`ctl ${args.join(' ')} ended with ${status}: ${stderr}`);
}

function seconds({ began, last }: Moments): number {
  return (last - began) / 1000;
}

function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

if (import.meta.main) await (process.argv[2] === String(most) ? withCrowd(most, fiveThousand) : withCrowd(many, thousand));
