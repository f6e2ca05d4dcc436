// The time of day of the server, of a host, or of both is set in the middle of a deployment: it ends as it would have.
import { doesNotMatch, equal } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, expectStatus, newestDeployment, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const hour = 3_600_000;
const tenYears = 10 * 365 * 24 * hour;
const short = { healthy: '500ms', bake: '500ms', progress_deadline: '30s' };

describe('clocks that jump', () => {
  let world: World;
  let turn = 0;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    const preload = resolve(import.meta.dirname, '../jumping-clock.ts');
    for (const name of ['server', 'h1']) {
      await world.kill(name);
      await world.start(name, { NODE_OPTIONS: `--import=${preload}`, CLOCK_OFFSET: offsetOf(name) });
    }
    for (const version of ['a', 'b']) await push(world, version, { replicas: 1, deploy: short });
    await deploy(world, 'b');
  });

  after(() => world?.close());

  for (const [what, names, jump] of [
    ['the server an hour forward', ['server'], hour],
    ['the server back by that hour', ['server'], 0],
    ['a host an hour forward', ['h1'], hour],
    ['a host an hour back', ['h1'], -hour],
    ['a host ten years forward', ['h1'], tenYears],
  ] as const) {
    it(`C01: ${what}`, async () => {
      const version = next();
      const ctl = world.ctlStart('deploy', `hello@${version}`);
      await world.until('the deployment moves slots', async () => (await newestDeployment(world))?.phase === 'MOVING');
      for (const name of names) writeFileSync(offsetOf(name), String(jump));
      const { status, stderr } = await ctl.ended;
      equal(status, 0, stderr);
      await settledOn(world, version, 2);
      equal((await answers(world)).join(), `${version},${version}`);
    });
  }

  it('C01: the server ten years forward: certificates have expired, it says by which clock, and goes on when that is right again', async () => {
    const version = next();
    await expectStatus(world, 0, 'deploy', `hello@${version}`, '--detach');
    await world.until('the deployment moves slots', async () => (await newestDeployment(world))?.phase === 'MOVING');
    writeFileSync(offsetOf('server'), String(tenYears));
    await world.until('the server says why it takes no calls', async () => {
      await world.ctl('status');
      return /certificate expired at .*, by this server's clock, which says 20[3-9]\d-/.test(world.printed('server'));
    });
    writeFileSync(offsetOf('server'), '0');
    await settledOn(world, version, 2);
    await world.until('the deployment is done', async () => (await newestDeployment(world))?.outcome === 'DONE');
  });

  it('C01: all the while no host was taken for unreachable', () => {
    doesNotMatch(world.printed('server'), /"to":"(unreachable|lost)"/);
  });

  function next(): string {
    turn += 1;
    return turn % 2 === 1 ? 'a' : 'b';
  }

  function offsetOf(name: string): string {
    return join(world.folder, `${name}.offset`);
  }
});
