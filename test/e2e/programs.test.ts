// Programs that behave badly when it matters: just after they took over, and while they are replaced.
import { deepEqual, equal, match } from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { appHost } from './apps.ts';
import { answers, deploy, push, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('a program that', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'] });
    await push(world, '1.0.0', { replicas: 1 });
    await push(world, '1.1.0', { replicas: 1, template: 'crashes-after', deploy: { healthy: '300ms', bake: '15s' } });
    await push(world, '1.2.0', { replicas: 1, stop: { drain: '10s', timeout: '5s' } });
    await push(world, '1.3.0', { replicas: 1 });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 1);
  });

  after(() => world?.close());

  it('P11: is ready and dies right after it took over is found out while it is watched, and turned back', async () => {
    const { stdout, stderr } = await deploy(world, '1.1.0', 2);
    match(stdout + stderr, /exited with status 7/);
    await settledOn(world, '1.0.0', 1);
    deepEqual(await answers(world), ['1.0.0']);
  });

  it('P15: answers long when it is replaced finishes what it has begun, and gets nothing new meanwhile', async () => {
    await deploy(world, '1.2.0');
    await settledOn(world, '1.2.0', 1);
    const [port = 0] = world.routerPorts;
    const long = whole(port, '/slow?ms=6000');
    const stream = whole(port, '/stream?ms=6000');
    const deployed = deploy(world, '1.3.0');
    await world.until('new requests go to the new one', async () => (await whoAnswers(port)) === '1.3.0');
    let over = false;
    const both = Promise.all([long, stream]).finally(() => {
      over = true;
    });
    while (!over) equal(await whoAnswers(port), '1.3.0', 'a request reached the one that drains');
    const [slow, streamed] = await both;
    equal(slow, '1.2.0\n');
    match(streamed, /^1\.2\.0 0\n[\s\S]*\nend\n$/);
    await deployed;
    await settledOn(world, '1.3.0', 1);
  });
});

/** The whole answer; a connection that is cut rejects. */
function whole(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get({ host: '127.0.0.1', port, path, headers: { host: appHost }, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(text)).on('error', reject);
    });
    asked.on('error', reject);
  });
}
