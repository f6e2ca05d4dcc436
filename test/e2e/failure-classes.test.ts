// Each way in which a deployment over five hosts fails, as ctl tells it: the class, where, the evidence, and what was done about it.
import { deepEqual, equal, match } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../proto/generated/castellan/v1/Failure.ts';
import { type AppOptions, makeApp } from './apps.ts';
import { memoryMissing } from './control-groups.ts';
import { endsWith, fiveHosts, gateOf, phaseIs } from './cut-off.ts';
import { answers, deploy, expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const quick = { healthy: '50ms', bake: '0s', batch: '100%', progress_deadline: '60s' };
const stop = { drain: '200ms', timeout: '5s' };
const skip = (await netMissing()) ?? false;
const memory = await memoryMissing();

interface Bad extends AppOptions {
  class: Failure['cause'];
  told: RegExp[];
  /** Others had taken over before it failed. Else it is over at the first host, and whoever served serves on, there and elsewhere. */
  isLate?: true;
  skip?: string | false;
}

/** Turned back, exit status 2. */
const failing: Record<string, Bad> = {
  'exits before it is ready, after others had taken over': {
    class: 'EXITED',
    isLate: true,
    files: {
      'server.js': `import { serve } from './serve.js';
if (process.env.CASTELLAN_HOST === 'h3') {
  console.error('cannot read the settings');
  process.exit(3);
}
process.on('SIGTERM', serve().close);
`,
    },
    told: [/exited before it was ready/, /where +host h3 web\/1/, /exit status 3/, /cannot read the settings/],
  },
  'uses more memory than it may': {
    class: 'OUT_OF_MEMORY',
    skip: memory ?? false,
    web: { limits: { memory: '160M' } },
    files: {
      'server.js': `console.error('reading it all');
const all = [];
setInterval(() => all.push(Buffer.alloc(8 << 20, 1)), 5);
`,
    },
    told: [
      /killed for its memory: out of memory \(limits\.memory is 160 MiB\): ended by SIGKILL/,
      /where +host h1 web\/1/,
      /remedy +raise limits\.memory of web/,
      /reading it all/,
    ],
  },
  'never gets ready': {
    class: 'NEVER_READY',
    template: 'never-healthy',
    startTimeout: '3s',
    told: [/never became ready/, /host h1 web\/1/, /503/, /the database is not there/],
  },
  'has a hook before its start that fails': {
    class: 'HOOK_FAILED',
    web: { start: { before: { command: ['sh', '-c', 'echo the disk is not mounted; exit 9'] } } },
    told: [/its hook failed: .*9/, /host h1 web\/1/],
  },
};

describe('a deployment that fails', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    world = await startNetWorld({ hosts: fiveHosts, memory: memory === undefined });
    const limits = memory === undefined ? { limits: { memory: '160M' } } : {};
    const files = { 'server.js': greedy(gateOf(world, 'leak')) };
    await push(world, '1.0.0', { replicas: 1, deploy: quick, stop, web: limits, files });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  after(() => world?.close());

  for (const [at, [what, { class: cause, told, isLate, skip = false, ...options }]] of Object.entries(failing).entries()) {
    it(`${isLate ? '' : 'R06 at its first host, and nowhere else, '}since it ${what}: ${cause}`, { skip }, async () => {
      const version = `2.${at}.0`;
      const before = await pids();
      await push(world, version, { replicas: 1, deploy: quick, stop, ...options });
      const { stdout, stderr } = await deploy(world, version, 2);
      const { failure, failures = [] } = (await newestDeployment(world)) ?? {};
      equal(failure?.cause, cause, stdout + stderr);
      for (const words of told) match(stderr, words);
      await backOn('1.0.0');
      if (isLate) return;
      deepEqual([...new Set(failures.map(({ host }) => host))], ['h1']);
      deepEqual(await pids(), before);
    });
  }

  it('P05: one that has served for long and uses more than it may is started again, and says why', {
    skip: memory ?? false,
  }, async () => {
    writeFileSync(gateOf(world, 'leak'), '');
    const { lastExit } = await world.until('h2 has run out of memory, and runs again', async () => {
      const replicas = await runningReplicas(world);
      return replicas.find(({ slot, restarts, routed }) => slot === 'h2/web/1' && restarts === 1 && routed);
    });
    deepEqual([lastExit?.signal, lastExit?.reason], ['SIGKILL', 'OUT_OF_MEMORY']);
    equal(await world.answer('h2'), '1.0.0');
  });

  it('since it fails after it had been ready, while another host is away: FAILED_AFTER_READY', async () => {
    const gate = gateOf(world, 'fails');
    const server = `import { existsSync } from 'node:fs';
import { serve } from './serve.js';
process.on('SIGTERM', serve().close);
setInterval(() => {
  if (!existsSync('${gate}')) return;
  console.error('out of luck');
  process.exit(7);
}, 50);
`;
    await push(world, '2.8.0', { replicas: 1, deploy: { ...quick, bake: '10m' }, stop, files: { 'server.js': server } });
    const deploying = world.ctlStart('deploy', 'hello@2.8.0');
    await phaseIs(world, 'BAKING');
    await world.apart('h5', async () => {
      writeFileSync(gate, '');
      const { stderr } = await endsWith(2, deploying.ended);
      equal((await newestDeployment(world))?.failure?.cause, 'FAILED_AFTER_READY');
      for (const words of [/had been ready, then failed/, /host h1 web\/1/, /exit status 7/, /out of luck/]) match(stderr, words);
    });
    await backOn('1.0.0');
  });

  it('since what it needs was there when it was checked, and is gone when it is started: DID_NOT_START', async () => {
    const file = join(world.folder, 'hello.env');
    writeFileSync(file, 'GREETING=hi\n');
    const web = { env_files: [file] };
    await push(world, '2.9.0', { replicas: 1, deploy: quick, stop, web, hooks: { release: { command: ['rm', file] } } });
    const { stderr } = await deploy(world, '2.9.0', 2);
    equal((await newestDeployment(world))?.failure?.cause, 'DID_NOT_START');
    match(stderr, /could not be started: .*its env file cannot be read/);
    match(stderr, /where +host h1 web\/1/);
    await backOn('1.0.0');
  });

  it('since the way to a host is cut after its turn: HOST_UNREACHABLE', async () => {
    const before = await pids();
    await push(world, '3.0.0', { replicas: 1, deploy: { ...quick, progress_deadline: '8s' }, stop, env: { BOOT_MS: '60000' } });
    const deploying = world.ctlStart('deploy', 'hello@3.0.0');
    await world.until('h1 has begun', async () => (await runningReplicas(world)).some(({ version }) => version === '3.0.0'));
    await world.apart('h1', async () => {
      await phaseIs(world, 'TURNING_BACK');
      equal(await world.answer('h1'), '1.0.0');
    });
    const { stderr } = await endsWith(2, deploying.ended);
    equal((await newestDeployment(world))?.failure?.cause, 'HOST_UNREACHABLE');
    match(stderr, /could not be reached: h1 is (lost|unreachable)/);
    await backOn('1.0.0');
    deepEqual(await pids(), before);
  });

  describe('before anything has changed', () => {
    const refused: [what: string, from: RegExp, to: string, told: RegExp][] = [
      ['its command is not in the bundle', /command: .*/, 'command: [./bin/serve]', /bin\/serve.*where +host h[1-5]\n/s],
      ['its user is not on the host', /command: /, 'user: nobody-of-that-name\n    command: ', /nobody-of-that-name/],
      ['its port is taken on one of them', /http: auto/, 'http: 18080', /port 18080.*where +host h4\n/s],
      [
        'no runtime can change it in place',
        /"canary":/,
        '"strategy":"in-place","canary":',
        /in place; use .*where +host h[1-5]\n/s,
      ],
    ];

    before(() => occupy('h4', 18_080));

    for (const [at, [what, from, to, told]] of refused.entries()) {
      it(`since ${what}: refused, with the host and the reason`, async () => {
        const version = `4.${at}.0`;
        const before = await pids();
        const folder = makeApp(world.folder, version, { replicas: 1, deploy: quick, stop });
        change(folder, from, to);
        await expectStatus(world, 0, 'push', folder, '--version', version);
        const { stderr } = await deploy(world, version, 4);
        equal((await newestDeployment(world))?.failure?.cause, 'HOST_REFUSED');
        match(stderr, told);
        deepEqual(await pids(), before);
      });
    }
  });

  /** Everywhere, and nothing else runs. */
  async function backOn(version: string): Promise<void> {
    await settledOn(world, version, fiveHosts.length);
    deepEqual(
      await answers(world),
      fiveHosts.map(() => version),
    );
  }

  async function pids(): Promise<string[]> {
    return (await runningReplicas(world)).map(({ slot, pid }) => `${slot} ${pid}`).sort();
  }

  /** Something else listens on this port there, until the world is closed. */
  async function occupy(host: string, port: number): Promise<void> {
    const script = `require('node:net').createServer().listen(${port}, '127.0.0.1', () => console.log('listens'))`;
    const [command = '', ...words] = [...world.net.enter(host), process.execPath, '-e', script];
    const child = spawn(command, words, { cwd: world.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((listens, reject) => {
      child.stdout.once('data', listens);
      child.once('exit', () => reject(new Error(`nothing listens on ${host}`)));
    });
  }
});

/** Serves, until on h2 this file is there: then it takes all the memory that there is, once. */
function greedy(gate: string): string {
  return `import { existsSync, rmSync } from 'node:fs';
import { serve } from './serve.js';
process.on('SIGTERM', serve().close);
const all = [];
const leak = () => setInterval(() => all.push(Buffer.alloc(8 << 20, 1)), 5);
const watching = setInterval(() => {
  if (process.env.CASTELLAN_HOST !== 'h2' || !existsSync('${gate}')) return;
  rmSync('${gate}');
  clearInterval(watching);
  leak();
}, 100);
`;
}

function change(folder: string, from: RegExp, to: string): void {
  const file = join(folder, 'castellan.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
