// The main job: versions go out to three hosts and back again while clients keep asking, and no request fails.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appHost } from './apps.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const replicasInAll = 6;

describe('ten deployments forwards and back, under load', () => {
  let world: World;
  let load: Load;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2', 'h3'] });
    await push(world, '1.0.0');
    await push(world, '1.1.0');
    await push(world, '1.2.0', { template: 'never-healthy', startTimeout: '4s' });
    await push(world, '1.3.0');
    await push(world, '1.4.0', { template: 'crashes-after', deploy: { healthy: '4s' } });
    await push(world, '1.5.0', { template: 'ignores-sigterm', stop: { drain: '5s', timeout: '1s' } });
    await push(world, '1.6.0');
  });

  after(async () => {
    await load?.stop();
    await world?.close();
    deepEqual(processesNaming(world.folder), [], 'something of this world still runs');
  });

  it('1.0.0 is there on every host', async () => {
    await deploy(world, '1.0.0');
    await serves('1.0.0');
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  it('1.1.0 takes over', async () => {
    await deploy(world, '1.1.0');
    await serves('1.1.0');
  });

  it('1.2.0 never becomes healthy and is turned back, and ctl says what it answered', async () => {
    const { stdout, stderr } = await deploy(world, '1.2.0', 2);
    match(stdout + stderr, /503/);
    match(stdout + stderr, /the database is not there/);
    await serves('1.1.0');
    equal(load.versions.get('1.2.0'), undefined, 'a version that was never healthy got requests');
  });

  it('1.3.0 takes over after the failure', async () => {
    await deploy(world, '1.3.0');
    await serves('1.3.0');
  });

  it('1.4.0 crashes after three seconds and is turned back, and ctl says how it ended', async () => {
    const { stdout, stderr } = await deploy(world, '1.4.0', 2);
    match(stdout + stderr, /exit(ed)?\b.*\b7\b|status 7/);
    match(stdout + stderr, /out of luck/);
    await serves('1.3.0');
    equal(load.versions.get('1.4.0'), undefined, 'a version that crashed before its healthy time got requests');
  });

  it('1.5.0 takes over; it will not listen to SIGTERM', async () => {
    await deploy(world, '1.5.0');
    await serves('1.5.0');
  });

  it('1.6.0 takes over from replicas that ignore SIGTERM', async () => {
    await deploy(world, '1.6.0');
    await serves('1.6.0');
  });

  it('a rollback goes to the release before', async () => {
    await expectStatus(world, 0, 'rollback', 'hello');
    await serves('1.5.0');
  });

  it('an older version can be deployed again', async () => {
    await deploy(world, '1.1.0');
    await serves('1.1.0');
  });

  it('a rollback can name its release', async () => {
    await expectStatus(world, 0, 'rollback', 'hello', 'v1');
    await serves('1.0.0');
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
    for (const [kind, count] of Object.entries(load.answered)) equal(count > 0, true, `no ${kind} request was answered`);
  });

  async function serves(version: string): Promise<void> {
    await settledOn(world, version, replicasInAll);
    deepEqual(await answers(world), [version, version, version]);
  }
});
