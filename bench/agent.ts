// G8: from the SIGKILL of a replica until its replacement answers, beside a shell loop, runsv and PM2 with the same program.
// G13: what an agent costs that has nothing to do but to watch, beside a bare node, and PM2's daemon with as many processes.
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { processesNaming } from '../test/e2e/processes.ts';
import { endAll, startWorld, type World } from '../test/e2e/world.ts';
import { freePorts } from '../test/ports.ts';
import { figure, pairwise, type Row } from './pairwise.ts';
import { foundPeer } from './peers.ts';

const rounds = 9;
/** Longer than anybody here takes a quick second crash for a loop. */
const calmMs = 1300;
const watchedMs = 20_000;
const settleMs = 5000;

const answering = `require('node:http').createServer((_, answer) => answer.end(String(process.pid))).listen(process.env.PORT, '127.0.0.1');\n`;
/** As small as a program can be that answers a check: what is measured is the agent. */
const small = `use IO::Socket::INET;
my $door = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ENV{PORT}, Listen => 16, ReuseAddr => 1) or die;
while (my $one = $door->accept) {
  sysread $one, my $asked, 4096;
  print $one "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n";
  close $one;
}
`;
const perl = '/usr/bin/perl';

export async function run(): Promise<Row[]> {
  return [...(await restarts()), ...(await costs())];
}

/** Something that keeps a program running: on this port it says its pid. */
interface Keeper {
  port: number;
  end(): Promise<unknown>;
}

type Begin = (folder: string, port: number, program: string) => Promise<Keeper> | Keeper;

async function restarts(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const keepers: Keeper[] = [];
  const kept = async (begin: Begin, program = '') => {
    const [port = 0] = await freePorts(1);
    const keeper = await begin(folder, port, program);
    keepers.push(keeper);
    return () => replaced(keeper.port);
  };
  writeFileSync(join(folder, 'app.js'), answering);
  try {
    const reference = await kept(byLoop);
    const name = 'G8 SIGKILL of a replica to its replacement, checked and routed / shell loop';
    const goal = { name, goal: '<= 1.4', gate: { atMost: 2 }, unit: 'ms', rounds };
    const rows = [await pairwise({ ...goal, product: await kept(byCastellan), reference })];
    for (const [peer, begin] of [
      ['runsv', byRunsv],
      ['pm2', byPm2],
    ] as const) {
      const program = foundPeer(peer);
      const row = { name: `G8 the same by ${peer}, unchecked / shell loop`, goal: '', unit: 'ms', rounds };
      if (program) rows.push(await pairwise({ ...row, product: await kept(begin, program), reference }));
    }
    return rows;
  } finally {
    for (const keeper of keepers) await keeper.end();
    await endAll(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds without an answer of the program. */
async function replaced(port: number): Promise<number> {
  const pid = await answered(port, 0);
  await sleep(calmMs);
  const began = performance.now();
  process.kill(pid, 'SIGKILL');
  await answered(port, pid);
  return performance.now() - began;
}

/** Who answers, and is not this one. */
async function answered(port: number, not: number): Promise<number> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(1)) {
    const pid = Number(await ask(port).catch(() => ''));
    if (pid > 0 && pid !== not) return pid;
  }
  throw new Error(`nothing has answered on port ${port} for 30 s`);
}

function ask(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port, agent: false, timeout: 1000 }, async (answer) => {
      const text = await answer.toArray().catch(() => []);
      resolve(answer.statusCode === 200 ? text.join('') : '');
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', reject);
  });
}

function byLoop(folder: string, port: number): Keeper {
  const loop = `while :; do "${process.execPath}" "${folder}/app.js"; done`;
  const child = spawn('/bin/sh', ['-c', loop], { env: { PORT: String(port) }, stdio: 'ignore' });
  return { port, end: async () => child.kill('SIGKILL') };
}

async function byCastellan(): Promise<Keeper> {
  const world = await startWorld({ hosts: ['h1'], supervised: true });
  const web = {
    command: ['node', 'app.js'],
    ports: { http: 'auto' },
    ready: { http: '/', every: '250ms' },
    restart: { backoff: { min: '500ms', max: '1s' } },
    routes: [{ path: '/' }],
  };
  await deployed(world, 'restarts', { 'app.js': answering }, { web });
  return { port: world.routerPorts[0] ?? 0, end: world.close };
}

function byRunsv(folder: string, port: number, runsv: string): Keeper {
  const service = join(folder, 'service');
  mkdirSync(service);
  writeFileSync(join(service, 'run'), `#!/bin/sh\nexec "${process.execPath}" "${folder}/app.js"\n`);
  chmodSync(join(service, 'run'), 0o755);
  const child = spawn(runsv, [service], { env: { PORT: String(port) }, stdio: 'ignore' });
  return { port, end: async () => child.kill('SIGKILL') };
}

async function byPm2(folder: string, port: number, program: string): Promise<Keeper> {
  const pm2 = pm2In(join(folder, 'pm2'), program, { PORT: String(port) });
  await pm2('start', join(folder, 'app.js'));
  return { port, end: () => pm2('kill') };
}

/** Its daemon belongs to a folder of its own. */
function pm2In(home: string, program: string, env: NodeJS.ProcessEnv) {
  const all = { PATH: process.env.PATH, HOME: home, PM2_HOME: home, PM2_DISCRETE_MODE: 'true', ...env };
  return (...args: string[]) => promisify(execFile)(program, args, { env: all });
}

async function costs(): Promise<Row[]> {
  const world = await startWorld({ hosts: ['h1'], supervised: true });
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  try {
    const web = {
      command: [perl, 'small.pl'],
      ports: { http: 'auto' },
      replicas: 10,
      ready: { http: '/', every: '1s' },
    };
    await deployed(world, 'few', { 'small.pl': small }, { web });
    // Its first start has compiled what later ones read.
    const few = await cost(await restarted(world));
    const floor = (await cost(bare.pid ?? 0, 0)).bytes;
    const many = { command: ['/bin/sleep', '1000000'], replicas: 100 };
    await deployed(world, 'many', {}, { many });
    const more = await cost(agentOf(world));
    const [ratio, percent] = ['of a bare node', '% of a processor'];
    const rows = [
      figure({ name: 'G13 memory, 10 replicas', goal: '<= 1.6', gate: { atMost: 2.2 }, unit: ratio, value: few.bytes / floor }),
      figure({
        name: 'G13 CPU, 10 replicas, 10 checks/s',
        goal: '<= 1.5',
        gate: { atMost: 3 },
        unit: percent,
        value: few.percent,
      }),
      figure({ name: 'G13 memory, 110 replicas', goal: '', unit: ratio, value: more.bytes / floor }),
      figure({ name: 'G13 CPU, 110 replicas, 10 checks/s', goal: '', unit: percent, value: more.percent }),
    ];
    return [...rows, ...(await peerCosts(world.folder, floor))];
  } finally {
    bare.kill('SIGKILL');
    await world.close();
  }
}

async function peerCosts(folder: string, floor: number): Promise<Row[]> {
  const program = foundPeer('pm2');
  if (!program) return [];
  const pm2 = pm2In(join(folder, 'pm2'), program, {});
  const rows: Row[] = [];
  try {
    for (const [count, more] of [
      [10, 10],
      [110, 100],
    ] as const) {
      const apps = Array.from({ length: more }, (_, at) => ({
        name: `${count}-${at}`,
        script: '/bin/sleep',
        args: '1000000',
        interpreter: 'none',
      }));
      writeFileSync(join(folder, 'apps.json'), JSON.stringify({ apps }));
      await pm2('start', join(folder, 'apps.json'));
      const daemon = Number(readFileSync(join(folder, 'pm2/pm2.pid'), 'utf8'));
      const { bytes, percent } = await cost(daemon);
      rows.push(figure({ name: `G13 memory, PM2's daemon, ${count}`, goal: '', unit: 'of a bare node', value: bytes / floor }));
      rows.push(
        figure({ name: `G13 CPU, PM2's daemon, ${count}, no checks`, goal: '', unit: '% of a processor', value: percent }),
      );
    }
    return rows;
  } finally {
    await pm2('kill');
  }
}

function agentOf({ folder }: World): number {
  const agent = processesNaming(folder).find(({ command }) => command.includes('agent/main.ts'));
  if (!agent) throw new Error('no agent');
  return agent.pid;
}

function restarted(world: World): Promise<number> {
  const before = agentOf(world);
  process.kill(before, 'SIGTERM');
  return world.until('another agent runs', () =>
    processesNaming(world.folder).some(({ pid }) => pid === before) ? 0 : agentOf(world),
  );
}

/** Once what has begun is over: its memory, and its share of one processor over a while. */
async function cost(pid: number, watched = watchedMs): Promise<{ bytes: number; percent: number }> {
  await sleep(settleMs);
  const before = cpuMs(pid);
  await sleep(watched);
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = Number(/^Rss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) * 1024;
  return { bytes, percent: (100 * (cpuMs(pid) - before)) / watched };
}

/** proc(5), /proc/pid/stat: utime and stime are the 12th and 13th field after the name in parentheses, in ticks of 10 ms. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function deployed(world: World, app: string, files: Record<string, string>, processes: object): Promise<void> {
  const folder = join(world.folder, app);
  mkdirSync(folder);
  const deploy = { canary: 0, batch: '100%', healthy: '500ms', bake: '0s' };
  writeFileSync(join(folder, 'castellan.yaml'), JSON.stringify({ app, processes, deploy }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const { status, stderr } = await world.ctl('deploy', folder, '--version', '1');
  if (status !== 0) throw new Error(`ctl deploy ended with ${status}: ${stderr}`);
}
