// The agent replaces itself through its own release channel: good releases stay, broken ones are back by themselves, and
// neither replicas nor the requests to them notice any of it.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeAgentBundle } from '../../agent/upgrade/make-bundle.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { agentOf, agentsOf, replicaPids, routerPids } from './agents.ts';
import { appHost } from './apps.ts';
import { deploy, expectStatus, push, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import type { Process } from './processes.ts';
import { startWorld, type World } from './world.ts';

const root = resolve(import.meta.dirname, '../..');
const more = { skip: process.env.LAB === 'all' ? false : 'takes its time: make lab' };

/** What stands in agent/main.ts of a release; `real.ts` is the agent as it is. */
const good = `await import('./real.ts');`;
const broken = {
  exits: `console.error('this release is broken'); process.exit(3);`,
  hangs: `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`,
  lost: `process.argv.push('--server', '127.0.0.1:1'); ${good}`,
};

describe('the agent upgrades itself', () => {
  let world: World;
  let load: Load;
  let pids: Record<string, number>;
  const digests = new Map<string, string>();

  before(async () => {
    world = await startWorld({ supervised: true, agent: { upgrade: { timeout: '20s' } } });
    await push(world, '1.0.0');
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 6);
    // Before there is load: whoever copies so much answers nobody meanwhile.
    makeAgentBundle({ root, out: agentBundle(), node: false });
    copyFileSync(join(root, 'agent/main.ts'), join(agentBundle(), 'agent/real.ts'));
    await release('0.2.0', good);
    pids = await replicaPids(world);
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('one host after the other, the next one only when the one before has reported in', async () => {
    const { stdout, stderr } = await expectStatus(world, 0, 'hosts', 'upgrade', '--all');
    match(stdout, /3 hosts run agent 0\.2\.0/);
    const moments = ['h1: fetches', 'h1: the new agent stays', 'h2: fetches', 'h2: the new agent stays', 'h3: fetches'];
    const places = moments.map((moment) => stderr.indexOf(moment));
    deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      stderr,
    );
    ok(!places.includes(-1), stderr);
    deepEqual(await agentVersions(), ['0.2.0', '0.2.0', '0.2.0']);
    await nothingElseHappened();
  });

  it('a release that ends at once is turned back and reported with its last lines; the other hosts are not touched', async () => {
    await release('0.3.0-exits', broken.exits);
    const agents = ['h2', 'h3'].map((host) => agentOf(world, host).pid);
    const { stderr } = await expectStatus(world, 2, 'hosts', 'upgrade', '--all', '--to', '0.3.0-exits');
    match(stderr, /turned back on h1: it ended before it had reported in/);
    match(stderr, /\| this release is broken/);
    match(stderr, /not touched: h2, h3/);
    deepEqual(await agentVersions(), ['0.2.0', '0.2.0', '0.2.0']);
    deepEqual(
      ['h2', 'h3'].map((host) => agentOf(world, host).pid),
      agents,
    );
    await nothingElseHappened();
  });

  it('what was turned back is not tried again by a restarted agent', async () => {
    const before = handOvers('h1');
    const { pid } = agentOf(world, 'h1');
    process.kill(pid, 'SIGTERM');
    await world.until('h1 has another agent', () => agentsOf(world, 'h1').some((agent) => agent.pid !== pid));
    await connectedWith('h1', '0.2.0');
    equal(handOvers('h1'), before);
    await nothingElseHappened();
  });

  it('a release that hangs is ended by the starter', more, async () => {
    await release('0.3.0-hangs', broken.hangs);
    const { stderr } = await expectStatus(world, 2, 'hosts', 'upgrade', 'h2', '--to', '0.3.0-hangs');
    match(stderr, /turned back on h2: it neither reported in nor gave up in time, and was killed/);
    deepEqual(await agentVersions(), ['0.2.0', '0.2.0', '0.2.0']);
    await nothingElseHappened();
  });

  it('a release that cannot connect gives up by itself', more, async () => {
    await release('0.3.0-lost', broken.lost);
    const { stderr } = await expectStatus(world, 2, 'hosts', 'upgrade', 'h3', '--to', '0.3.0-lost');
    match(stderr, /turned back on h3: the server has not taken a report of it in time/);
    match(stderr, /cannot reach the server/);
    await nothingElseHappened();
  });

  it('with the server down during the trial it is turned back, and nothing is ended', more, async () => {
    await release('0.4.0', waiting('go-1'));
    await expectStatus(world, 0, 'hosts', 'upgrade', 'h1', '--to', '0.4.0', '--detach');
    await trialOf('h1', '0.4.0');
    await world.kill('server');
    letGo('go-1');
    await world.until('the one before is back', () =>
      agentsOf(world, 'h1').some(({ command }) => !command.includes(treeOf('0.4.0'))),
    );
    await world.start('server');
    await connectedWith('h1', '0.2.0');
    await nothingElseHappened();
  });

  it('kill -9 of the trial: it is started again, and stays when it reports in', async () => {
    await release('0.5.0', waiting('go-2'));
    const ctl = world.ctlStart('hosts', 'upgrade', 'h1', '--to', '0.5.0');
    const first = await trialOf('h1', '0.5.0');
    process.kill(first.pid, 'SIGKILL');
    const second = await world.until('it is started again', () => agentsOf(world, 'h1').find(({ pid }) => pid !== first.pid));
    ok(second.command.includes(treeOf('0.5.0')), second.command);
    letGo('go-2');
    const { status, stderr } = await ctl.ended;
    equal(status, 0, stderr);
    await connectedWith('h1', '0.5.0');
    await nothingElseHappened();
  });

  it('kill -9 of the trial each time: the one before is back', more, async () => {
    await release('0.6.0', waiting('go-3'));
    const ctl = world.ctlStart('hosts', 'upgrade', 'h1', '--to', '0.6.0');
    const first = await trialOf('h1', '0.6.0');
    process.kill(first.pid, 'SIGKILL');
    const second = await world.until('it is started again', () => agentsOf(world, 'h1').find(({ pid }) => pid !== first.pid));
    process.kill(second.pid, 'SIGKILL');
    equal((await ctl.ended).status, 2);
    await connectedWith('h1', '0.5.0');
    await nothingElseHappened();
  });

  it('asked anew, a release that was turned back is tried again', more, async () => {
    letGo('go-3');
    await expectStatus(world, 0, 'hosts', 'upgrade', 'h1', '--to', '0.6.0');
    await connectedWith('h1', '0.6.0');
    await nothingElseHappened();
  });

  it('what is no release of the agent is refused, and no agent is restarted', async () => {
    const { pid } = agentOf(world, 'h2');
    const folder = bundle(good);
    const start = join(folder, 'agent/start.sh');
    renameSync(start, `${start}.away`);
    await expectStatus(world, 0, 'push', folder, '--version', '0.7.0');
    renameSync(`${start}.away`, start);
    const { stderr } = await expectStatus(world, 2, 'hosts', 'upgrade', 'h2', '--to', '0.7.0');
    match(stderr, /this bundle is no release of the agent: it has no agent\/start\.sh/);
    await expectStatus(world, 4, 'push', bundle(`${good} // other content`), '--version', '0.2.0');
    await expectStatus(world, 4, 'hosts', 'upgrade', '--all', '--to', '9.9.9');
    await expectStatus(world, 4, 'hosts', 'upgrade', 'h9');
    await expectStatus(world, 1, 'hosts', 'upgrade');
    match((await expectStatus(world, 4, 'deploy', 'castellan-agent@0.2.0')).stderr, /ctl hosts upgrade --all --to 0\.2\.0/);
    equal(agentOf(world, 'h2').pid, pid);
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
  });

  /** A folder to push whose agent/main.ts says this. */
  function bundle(main: string): string {
    writeFileSync(join(agentBundle(), 'agent/main.ts'), `${main}\n`);
    return agentBundle();
  }

  function agentBundle(): string {
    return join(world.folder, 'agent-bundle');
  }

  async function release(version: string, main: string): Promise<void> {
    const pushed = await expectStatus(world, 0, 'push', bundle(`// ${version}\n${main}`), '--version', version, '--json');
    const { bundle: digest } = JSON.parse(pushed.stdout) as { bundle: string };
    digests.set(version, digest);
  }

  function treeOf(version: string): string {
    return join('trees', digests.get(version) ?? 'none');
  }

  function handOvers(host: string): number {
    return world.printed(host).split('makes room for its successor').length - 1;
  }

  /** The agent begins when a file is there, and says each time that it is started. */
  function waiting(name: string): string {
    return `import { existsSync } from 'node:fs';
while (!existsSync(${JSON.stringify(join(world.folder, name))})) await new Promise((done) => setTimeout(done, 20));
${good}`;
  }

  function letGo(name: string): void {
    writeFileSync(join(world.folder, name), '');
  }

  async function nothingElseHappened(): Promise<void> {
    await settledOn(world, '1.0.0', 6);
    deepEqual(await replicaPids(world), pids, 'every replica has the process that it had');
    await world.until('each router is of its agent’s release', () => world.hosts.every(routerFollows));
    for (const host of world.hosts) equal(agentsOf(world, host).length, 1, `one agent on ${host}`);
    equal(load.failures.length, 0, loadSummary(load));
  }

  /** Without a gap: no request has failed. Those that were replaced may still end what they had. */
  function routerFollows(host: string): boolean {
    const [, tree] = /(\S+)agent\/main\.ts/.exec(agentsOf(world, host)[0]?.command ?? '') ?? [];
    return Object.keys(routerPids(world)).some(
      (command) => command.includes(`${tree}agent/router/main.ts`) && command.includes(join(world.folder, host)),
    );
  }

  function trialOf(host: string, version: string): Promise<Process> {
    return world.until(`${version} is on trial on ${host}`, () =>
      agentsOf(world, host).find(({ command }) => command.includes(treeOf(version))),
    );
  }

  async function agentVersions(): Promise<string[]> {
    return (await world.ask<Host>('hosts', 'list')).map(({ agentVersion }) => agentVersion);
  }

  async function connectedWith(host: string, version: string): Promise<void> {
    await world.until(`${host} is connected with agent ${version}`, async () => {
      const found = (await world.ask<Host>('hosts', 'list')).find(({ name }) => name === host);
      return found?.state === 'CONNECTED' && found.agentVersion === version;
    });
  }
});
