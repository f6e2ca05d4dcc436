// A release hook: run once for a deployment on one host before anything changes; one that fails leaves everything as it was.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('a release hook', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    const migrate = (command: string) => ({ release: { command, timeout: '30s' } });
    await push(world, '1.0.0', { replicas: 1 });
    await push(world, '2.0.0', { replicas: 1, hooks: migrate('echo "migrated by $CASTELLAN_VERSION on $CASTELLAN_HOST"') });
    await push(world, '3.0.0', { replicas: 1, hooks: migrate('echo no such table; exit 3') });
    await push(world, '4.0.0', { replicas: 1, hooks: migrate('echo begun; sleep 3; echo ended') });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  it('is run once, and what it wrote is among the logs of the app', async () => {
    await deploy(world, '2.0.0');
    deepEqual(await answers(world), ['2.0.0', '2.0.0']);
    await world.until('what it wrote is among the logs', async () => (await linesOf('release')).length > 0);
    deepEqual(
      (await linesOf('release')).map((line) => line.replace(/h\d/, 'one')),
      ['migrated by 2.0.0 on one'],
    );
  });

  it('that fails ends the deployment with nothing changed, and its output is kept', async () => {
    const before = (await runningReplicas(world)).map(({ pid }) => pid).sort();
    const { stdout, stderr } = await deploy(world, '3.0.0', 4);
    match(stdout + stderr, /release: exited with status 3/);
    await world.until('its last line is among the logs', async () => (await linesOf('release')).includes('no such table'));
    deepEqual(await answers(world), ['2.0.0', '2.0.0']);
    deepEqual((await runningReplicas(world)).map(({ pid }) => pid).sort(), before);
    equal((await newestDeployment(world))?.failure?.cause, 'HOOK_FAILED');
  });

  it('A17 that runs while the agents and the server are killed is not run again', async () => {
    const deploying = world.ctlStart('deploy', 'hello@4.0.0', '--detach');
    await deploying.ended;
    await world.until('it has begun', async () => (await linesOf('release')).includes('begun'));
    for (const name of ['server', ...world.hosts]) await world.kill(name);
    for (const name of ['server', ...world.hosts]) await world.start(name);
    await world.until('4.0.0 serves', async () => (await answers(world).catch(() => [])).join() === '4.0.0,4.0.0', 40_000);
    deepEqual(
      (await linesOf('release')).filter((line) => /begun|ended/.test(line)),
      ['begun', 'ended'],
    );
  });

  async function linesOf(process: string): Promise<string[]> {
    const { stdout } = await expectStatus(world, 0, 'logs', 'hello', '--process', process, '--json');
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map(
      (line) => (JSON.parse(line) as { text?: string; line?: string }).text ?? (JSON.parse(line) as { line: string }).line,
    );
  }
});
