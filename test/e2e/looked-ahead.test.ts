// What a host could not run is known before anything changes: every reason at once, with host and remedy, and nothing was touched.
import { deepEqual, equal, match } from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('a deployment that some host could not run', () => {
  let world: World;
  const holder = createServer();

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await new Promise<void>((done) => holder.listen(0, '127.0.0.1', done));
    const { port } = holder.address() as { port: number };
    await push(world, '1.0.0', { replicas: 1 });
    await push(world, '2.0.0', { replicas: 1, web: { user: 'no-such-user', env_files: ['/no/such/file', '-/may/be/missing'] } });
    const manifest = `app: hello\nprocesses: { web: { command: [./no-such-program], ports: { http: ${port} } } }\n`;
    await push(world, '3.0.0', { files: { 'castellan.yaml': manifest } });
    await push(world, '4.0.0', { replicas: 1, deploy: { strategy: 'in-place' } });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(async () => {
    holder.close();
    await world?.close();
  });

  for (const [version, reasons] of [
    [
      '2.0.0',
      [/user no-such-user does not exist on this host; create that user/, /env file \/no\/such\/file is not there; put it/],
    ],
    ['3.0.0', [/\.\/no-such-program: no such file in the bundle; correct command/, /port \d+ is held by pid \d+ .*; stop that/]],
    ['4.0.0', [/the runtime exec cannot change a version in place; use another strategy/]],
  ] as const) {
    it(`${version} is refused with all that is in its way, and everything is as it was`, async () => {
      const before = await pids();
      const { stdout, stderr } = await deploy(world, version, 4);
      for (const reason of reasons) match(stdout + stderr, reason);
      match(stdout + stderr, /host h[12]/);
      deepEqual(await answers(world), ['1.0.0', '1.0.0']);
      deepEqual(await pids(), before);
    });
  }

  it('what can be run is deployed as ever', async () => {
    await push(world, '5.0.0', { replicas: 1 });
    await deploy(world, '5.0.0');
    equal((await settledOn(world, '5.0.0', 2)).length, 2);
  });

  async function pids(): Promise<number[]> {
    return (await runningReplicas(world)).map(({ pid }) => pid).sort();
  }
});
