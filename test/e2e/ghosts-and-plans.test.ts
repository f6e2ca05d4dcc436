// What failed is not tried again by accident, and what was looked at is what is done.
import { equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DeploymentPlan } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import { deploy, expectStatus, newestDeployment, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { healthy: '50ms', bake: '0s' };

describe('ghosts and plans', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    for (const version of ['1.0.0', '2.0.0']) await push(world, version, { replicas: 1, deploy: quick });
    await push(world, '3.0.0', { replicas: 1, template: 'exits-at-once', deploy: quick });
    const failing = { replicas: 1, deploy: quick, hooks: { release: { command: ['sh', '-c', 'echo no database; exit 3'] } } };
    await push(world, '4.0.0', failing);
    await deploy(world, '1.0.0');
  });

  after(() => world?.close());

  async function planned(version: string, status: number): Promise<DeploymentPlan> {
    const { stdout } = await expectStatus(world, status, 'plan', `hello@${version}`, '--json');
    return JSON.parse(stdout);
  }

  it('a plan says what would happen and changes nothing; deployed, just that happens; then there is nothing to do', async () => {
    const { stdout } = await expectStatus(world, 10, 'plan', 'hello@2.0.0');
    match(stdout, /^hello in production: 1\.0\.0 \(v1\) -> 2\.0\.0 \(v2\), rolling\n {2}h1 +web\/1 +is replaced +v1 -> v2\n/);
    match(stdout, /steps:\n {2}1\. canary: one slot of web on h1\n {2}2\. one slot of web on h2\n/);
    const [, id = ''] = /ctl deploy --plan ([0-9a-f]+)\n$/.exec(stdout) ?? [];
    await settledOn(world, '1.0.0', 2);
    await expectStatus(world, 0, 'deploy', '--plan', id);
    await settledOn(world, '2.0.0', 2);
    match((await expectStatus(world, 0, 'plan', 'hello@2.0.0')).stdout, /nothing to do\n$/);
    const again = await expectStatus(world, 4, 'deploy', '--plan', id);
    match(again.stderr, /things are not as they were.*nothing was changed\n {2}the current release was v1 and is v2\n/);
    match(again.stderr, /next: ctl plan hello@2\.0\.0/);
  });

  it('a plan whose settings have moved since is refused, and says so', async () => {
    const { id } = await planned('1.0.0', 10);
    await expectStatus(world, 0, 'settings', 'set', 'hello', 'GREETING=hi');
    const { stderr } = await expectStatus(world, 4, 'deploy', 'hello@1.0.0', '--plan', id);
    match(stderr, /the settings were revision 1 and are revision 2/);
    equal((await newestDeployment(world))?.to?.version, '2.0.0');
    match((await expectStatus(world, 10, 'plan', 'hello@2.0.0')).stdout, /settings:\n {2}\+ GREETING=hi\n/);
  });

  it('a version that failed is a ghost: refused with the reason, planned as refused, forced, cleared', async () => {
    const failed = await deploy(world, '3.0.0', 2);
    match(failed.stderr, /what +it exited before it was ready/);
    match(failed.stderr, /! hello@3\.0\.0 is a ghost in production now/);
    const { number = 0 } = (await newestDeployment(world)) ?? {};
    const refused = await deploy(world, '3.0.0', 4);
    match(
      refused.stderr,
      new RegExp(`hello@3\\.0\\.0 failed in production before, in deployment ${number}: it is a ghost there`),
    );
    match(refused.stderr, /web\/1 on h\d exited[\s\S]*next: .*--force, or ctl ghosts clear hello@3\.0\.0/);
    match((await planned('3.0.0', 4)).refusals.join(), /is a ghost there/);
    match((await expectStatus(world, 0, 'ghosts', 'list')).stdout, /hello@3\.0\.0 +production +\d+ .*exited/);
    match((await expectStatus(world, 0, 'why', 'hello')).stdout, /! hello@3\.0\.0 is a ghost here/);
    await expectStatus(world, 2, 'deploy', 'hello@3.0.0', '--force');
    match((await expectStatus(world, 0, 'ghosts', 'clear', 'hello@3.0.0')).stdout, /^cleared: hello@3\.0\.0 may be deployed/);
    equal((await world.ctl('ghosts')).stdout, 'no ghosts\n');
    await deploy(world, '3.0.0', 2);
    await settledOn(world, '2.0.0', 2);
  });

  it('a release hook that fails ends it with nothing changed, and shows what it wrote', async () => {
    const { stderr } = await deploy(world, '4.0.0', 4);
    match(stderr, /^release on h\d \| no database$/m);
    match(stderr, /refused: hello 4\.0\.0 in production; nothing was changed/);
    match(stderr, /its hook failed: release: exited with status 3 .*\n {2}where +host h\d\n/);
    match(stderr, /its last line:\n {2}\| no database\n/);
    const { number = 0 } = (await newestDeployment(world)) ?? {};
    match(stderr, new RegExp(`next: ctl logs hello --replica task-${number}-release`));
    match((await expectStatus(world, 0, 'deployments', 'show', String(number))).stdout, /\| no database/);
    match((await expectStatus(world, 0, 'logs', 'hello', '--replica', `task-${number}-release`)).stdout, /no database/);
    await settledOn(world, '2.0.0', 2);
  });

  it('a host says why it is as it is', async () => {
    match((await expectStatus(world, 0, 'why', 'h1')).stdout, /^h1 in production\n[\s\S]*nothing is wrong that is known of\n$/);
    await expectStatus(world, 4, 'why', 'nobody');
  });
});
