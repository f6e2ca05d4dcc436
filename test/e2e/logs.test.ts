// What replicas write arrives at ctl: every line once, in order, over restarts of agent and server.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deploy, expectStatus, push, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const flood = 20_000;

describe('ctl logs', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await push(world, '1.0.0', { replicas: 1, template: 'flood-logs', env: { LINES: String(flood) } });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  it('has every line of a flood once and in order, from each host', async () => {
    for (const host of world.hosts) {
      const expected = Array.from({ length: flood }, (_, index) => `line ${index + 1} of the flood`);
      const lines = await world.until(`all lines of ${host} have arrived`, async () => {
        const found = (await linesOf('--host', host)).filter((line) => line.includes('of the flood'));
        return found.length >= flood ? found : undefined;
      });
      deepEqual(
        lines.map((line) => line.slice(line.indexOf('line '))),
        expected,
      );
    }
  });

  it('goes on after the agent and the server were killed, without a line lost or doubled', async () => {
    await say('before');
    await world.kill('server');
    await say('while the server is away');
    await world.kill('h1');
    await say('while both are away');
    await world.start('server');
    await world.start('h1');
    await say('after');
    const said = await world.until('the last words have arrived', async () => {
      const found = (await linesOf('--host', 'h1')).filter((line) => line.includes('said:'));
      return found.some((line) => line.includes('after')) ? found : undefined;
    });
    deepEqual(
      said.map((line) => line.slice(line.indexOf('said:'))),
      ['said:before', 'said:while the server is away', 'said:while both are away', 'said:after'],
    );
  });

  it('follows, and ends when it is interrupted', async () => {
    const { child, ended } = world.ctlStart('logs', 'hello', '-f', '--tail', '5');
    let seen = '';
    child.stdout?.on('data', (data) => {
      seen += data;
    });
    await world.until('the follower has begun', () => seen.includes('\n'));
    await say('to the follower');
    await world.until('the follower has heard it', () => seen.includes('said:to the follower'));
    child.kill('SIGINT');
    await ended;
    equal(seen.split('said:to the follower').length, 2);
  });

  it('says which host and replica wrote a line', async () => {
    const { stdout } = await expectStatus(world, 0, 'logs', 'hello', '--host', 'h2', '--tail', '1');
    match(stdout, /h2/);
  });

  it('says so when a host, a process or a replica is not there', async () => {
    for (const [what, name] of [
      ['host', 'nope'],
      ['process', 'worker'],
      ['replica', 'web/7'],
    ] as const) {
      const { stdout, stderr } = await expectStatus(world, 4, 'logs', 'hello', `--${what}`, name);
      equal(stdout, '');
      match(stderr, new RegExp(`there is no ${what} ${name}`));
    }
  });

  async function linesOf(...filter: string[]): Promise<string[]> {
    const { stdout } = await expectStatus(world, 0, 'logs', 'hello', ...filter);
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** The replica on h1 writes it. */
  async function say(text: string): Promise<void> {
    await whoAnswers(world.routerPorts[0] ?? 0, `/say?text=${encodeURIComponent(`said:${text}`)}`);
  }
});
