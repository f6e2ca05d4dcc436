// Each way in which a deployment fails, as ctl tells it: the class, where, the evidence, and what was done about it.
import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../proto/generated/castellan/v1/Failure.ts';
import { type AppOptions, makeApp } from './apps.ts';
import { answers, deploy, expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { healthy: '50ms', bake: '0s', progress_deadline: '60s' };
const stop = { drain: '200ms', timeout: '5s' };

interface Bad extends AppOptions {
  class: Failure['cause'];
  told: RegExp[];
}

/** Turned back, exit status 2. */
const failing: Record<string, Bad> = {
  'exits before it is ready': {
    class: 'EXITED',
    template: 'exits-at-once',
    told: [/exited before it was ready/, /where +host h1 web\/1/, /exit status 3/, /cannot read the settings/],
  },
  'never gets ready': {
    class: 'NEVER_READY',
    template: 'never-healthy',
    startTimeout: '1s',
    told: [/never became ready/, /host h1 web\/1/, /503/, /the database is not there/],
  },
  'fails after it had been ready': {
    class: 'FAILED_AFTER_READY',
    template: 'crashes-after',
    deploy: { ...quick, bake: '10s' },
    told: [/had been ready, then failed/, /host h1 web\/1/, /exit status 7/, /out of luck/],
  },
  'has a hook before its start that fails': {
    class: 'HOOK_FAILED',
    web: { start: { before: { command: ['sh', '-c', 'echo the disk is not mounted; exit 9'] } } },
    told: [/its hook failed: .*9/, /host h1 web\/1/],
  },
};

describe('a deployment that fails', () => {
  let world: World;

  before(async () => {
    const hosts = { heartbeat: '500ms', unreachable: '1500ms', lost: '3s' };
    world = await startWorld({ hosts: ['h1', 'h2'], serverSettings: { hosts } });
    await push(world, '1.0.0', { replicas: 1, deploy: quick, stop });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  for (const [at, [what, { class: cause, told, ...options }]] of Object.entries(failing).entries()) {
    it(`since it ${what}: ${cause}`, async () => {
      const version = `2.${at}.0`;
      await push(world, version, { replicas: 1, deploy: quick, stop, ...options });
      const { stdout, stderr } = await deploy(world, version, 2);
      const newest = await newestDeployment(world);
      equal(newest?.failure?.cause, cause, stdout + stderr);
      for (const words of told) match(stderr, words);
      deepEqual(await answers(world), ['1.0.0', '1.0.0']);
    });
  }

  it('since what it needs was there when it was checked, and is gone when it is started: DID_NOT_START', async () => {
    const file = join(world.folder, 'hello.env');
    writeFileSync(file, 'GREETING=hi\n');
    const web = { env_files: [file] };
    await push(world, '2.9.0', { replicas: 1, deploy: quick, stop, web, hooks: { release: { command: ['rm', file] } } });
    const { stderr } = await deploy(world, '2.9.0', 2);
    equal((await newestDeployment(world))?.failure?.cause, 'DID_NOT_START');
    match(stderr, /could not be started: .*its env file cannot be read/);
    match(stderr, /where +host h1 web\/1/);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
  });

  it('since a host is gone after its turn: HOST_UNREACHABLE', async () => {
    await push(world, '3.0.0', { replicas: 1, deploy: { ...quick, progress_deadline: '3s' }, stop, env: { BOOT_MS: '60000' } });
    const deploying = world.ctlStart('deploy', 'hello@3.0.0');
    await world.until('h1 has begun', async () => (await runningReplicas(world)).some(({ version }) => version === '3.0.0'));
    await world.kill('h1');
    const { status, stderr } = await deploying.ended;
    equal(status, 2, stderr);
    equal((await newestDeployment(world))?.failure?.cause, 'HOST_UNREACHABLE');
    match(stderr, /could not be reached: h1 is (lost|unreachable)/);
    await world.start('h1');
    await settledOn(world, '1.0.0', 2);
  });

  describe('before anything has changed', () => {
    let server: ReturnType<typeof createServer>;
    let port: number;

    before(async () => {
      server = createServer().listen(0, '127.0.0.1');
      await new Promise((listening) => server.once('listening', listening));
      port = (server.address() as { port: number }).port;
    });

    after(() => server.close());

    const refused: [what: string, from: RegExp, to: () => string, told: RegExp][] = [
      ['its command is not in the bundle', /command: .*/, () => 'command: [./bin/serve]', /bin\/serve/],
      ['its user is not on the host', /command: /, () => 'user: nobody-of-that-name\n    command: ', /nobody-of-that-name/],
      ['its port is taken', /http: auto/, () => `http: ${port}`, /port/],
    ];

    for (const [at, [what, from, to, told]] of refused.entries()) {
      it(`since ${what}: refused, with the host and the reason`, async () => {
        const version = `4.${at}.0`;
        const before = (await runningReplicas(world)).map(({ pid }) => pid).sort();
        const folder = makeApp(world.folder, version, { replicas: 1, deploy: quick, stop });
        change(folder, from, to());
        await expectStatus(world, 0, 'push', folder, '--version', version);
        const { stderr } = await deploy(world, version, 4);
        match(stderr, told);
        match(stderr, /where +host h[12]\n/);
        deepEqual((await runningReplicas(world)).map(({ pid }) => pid).sort(), before);
      });
    }
  });
});

function change(folder: string, from: RegExp, to: string): void {
  const file = join(folder, 'castellan.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
