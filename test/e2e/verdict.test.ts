// A canary that answers worse than the release before: judged by what the routers saw, turned back, and told with the figures.
import { match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deploy, expectStatus, newestDeployment, push, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const steps = [{ share: 1, bake: '1s' }];
const canary = { strategy: 'canary', steps, healthy: '50ms', bake: '0s', verdict: { min_requests: 5, more_errors: '10%' } };

/** Healthy, and of no use. */
const useless = `require('node:http').createServer((request, answer) => {
  answer.writeHead(request.url === '/healthz' ? 200 : 500).end();
}).listen(process.env.PORT, '127.0.0.1');
`;

describe('a verdict', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2'] });
    await push(world, '1.0.0', { replicas: 1, deploy: canary });
    await push(world, '2.0.0', { replicas: 1, deploy: canary, files: { 'server.js': useless, 'package.json': '{}' } });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
  });

  after(() => world?.close());

  it('without requests is none: it waits and says so; with them it is bad, and everything goes back', async () => {
    const watching = world.ctlStart('deploy', 'hello@2.0.0');
    await world.until('it waits for traffic', async () => (await newestDeployment(world))?.phase === 'HOLDING');
    const why = await expectStatus(world, 0, 'why', 'hello');
    match(
      why.stdout,
      /holding, step \d of \d\n {2}0 requests to the new release are too few to tell \(5 are needed\); go on all the/,
    );
    const asking = new AbortController();
    const asked = ask(world, asking.signal);
    const { status, stderr } = await watching.ended;
    asking.abort();
    await asked;
    match(`${status} ${stderr}`, /^2 [\s\S]*verdict: inconclusive, waiting: 0 requests/);
    match(stderr, /what +v2 does worse than v1: \d+\.\d % of its requests failed, of the old one's 0\.0 %/);
    match(
      stderr,
      /what routers saw of both:\n {2}\| v2: \d+ requests, \d+\.\d % failed, 95 % took.*\n {2}\| v1: \d+ requests, 0\.0 % failed/,
    );
    match(stderr, /! hello@2\.0\.0 is a ghost in production now/);
    await settledOn(world, '1.0.0', 2);
  });
});

async function ask({ routerPorts }: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) for (const port of routerPorts) await whoAnswers(port);
}
