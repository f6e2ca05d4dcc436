// An agent reads what a newer and an older one have written: whichever comes back, nothing that runs is touched.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host } from '../../agent/host.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import { type ChildAgent, startChildAgent } from './child-agent.ts';
import { assignment, isRunning, openTestHost, temporaryFolder, until, wish } from './host-world.ts';

const root = resolve(import.meta.dirname, '../..');

let folder: ReturnType<typeof temporaryFolder>;
let agent: ChildAgent | undefined;
let host: Host | undefined;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  await agent?.kill();
  host ??= openTestHost(folder.path).host;
  await host.assign(assignment());
  const last = host;
  await until('everything has ended', () => last.replicas().length === 0, last.report);
  host.close();
  host = undefined;
  folder.remove();
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What agents of now have running, with all their files; the agent itself has been killed. */
async function leftBehind(wanted: Assignment = assignment(wish(), wish({ index: 2 }))) {
  agent = startChildAgent(folder.path, { wanted });
  const { settled, report } = agent;
  await settled(wanted.slots[0]?.release ?? 1);
  await until('all serve', () => report()?.slots.every(({ move }) => move === 'SETTLED'), report);
  const before = replicasIn(report());
  await agent.kill();
  return before;
}

function comeBack(): Host {
  host = openTestHost(folder.path).host;
  return host;
}

function replicasIn(report: { slots?: { replicas?: { id?: string; pid?: number; restarts?: number }[] }[] } | undefined) {
  return (report?.slots ?? []).flatMap(({ replicas = [] }) => replicas.map(({ id, pid, restarts }) => ({ id, pid, restarts })));
}

function stateFiles(): string[] {
  const all = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  return all.filter((name) => name.endsWith('.json') && name !== 'wanted.json').map((name) => join(folder.path, name));
}

function rewrite(file: string, change: (content: Json) => Json): void {
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Json)));
}

describe('A14: an agent that is rolled back', () => {
  it('passes over what a newer one has added anywhere in its files', async () => {
    const before = await leftBehind();
    const files = stateFiles();
    for (const name of ['assignment.json', 'bundles.json', 'probation.json', '/replicas/', '/log-owners/'])
      ok(
        files.some((file) => file.includes(name)),
        `${name} is not among ${files}`,
      );
    for (const file of files) rewrite(file, withMore);
    const back = comeBack();
    deepEqual(replicasIn(back.report()), before);
    equal(back.accepted().revision, agent?.report()?.revision);
    await until('it is settled', () => back.report().slots?.every(({ move }) => move === 'SETTLED'), back.report);
    deepEqual(back.report().refusals, []);
    ok(!readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.unreadable')));
  });

  for (const [what, change] of [
    ['is in a phase', (replica) => ({ ...replica, phase: { name: 'hibernating', since: 1 } })],
    [
      'has a check',
      (replica) => ({ ...replica, spec: { ...(replica.spec as object), ready: { kind: 'telepathy', everyMs: 1 } } }),
    ],
  ] as [string, (replica: Record<string, Json>) => Json][]) {
    it(`takes a replica on that ${what} which it has never heard of: same process, not doubled`, async () => {
      const before = await leftBehind();
      for (const file of stateFiles().filter((name) => name.includes('/replicas/')))
        rewrite(file, (content) => ({ ...(content as object), replica: change((content as { replica: never }).replica) }));
      const back = comeBack();
      await until('it is settled', () => back.report().slots?.every(({ move }) => move === 'SETTLED'), back.report);
      deepEqual(replicasIn(back.report()), before);
    });
  }

  it('puts files of a newer format aside, touches nothing until it hears what is wanted, and goes on with the same processes', async () => {
    const wanted = assignment(wish(), wish({ index: 2 }));
    const before = await leftBehind(wanted);
    for (const file of stateFiles()) rewrite(file, (content) => ({ ...(content as object), format: 2 }));
    const back = comeBack();
    ok(before.every(({ pid }) => isRunning(pid ?? 0)));
    deepEqual(await back.assign(wanted), []);
    await until('it is settled', () => back.report().slots?.every(({ move }) => move === 'SETTLED'), back.report);
    deepEqual(replicasIn(back.report()), before);
  });

  const oldest = git('log', '--diff-filter=A', '--format=%H', '--', 'test/agent/host-child.ts').split('\n').at(-1);

  it('to the first one that there was: it runs what today’s runs, and today’s takes it back', {
    skip: !oldest && 'needs the history of the repository',
  }, async () => {
    const before = await leftBehind();
    const first = checkedOut(oldest ?? '');
    agent = startChildAgent(folder.path, { root: first.path });
    await agent.settled(1);
    deepEqual(replicasIn(agent.report()), before);
    await agent.kill();
    first.remove();
    const back = comeBack();
    await until('it is settled', () => back.report().slots?.every(({ move }) => move === 'SETTLED'), back.report);
    deepEqual(replicasIn(back.report()), before);
  });
});

/** Keys that no agent knows, in every object that is not a map; in the text of a process too. */
function withMore(content: Json, key = ''): Json {
  if (Array.isArray(content)) return content.map((each) => withMore(each));
  if (key === 'processJson') return JSON.stringify(withMore(JSON.parse(content as string) as Json));
  if (typeof content !== 'object' || content === null || ['ports', 'env', 'secrets', 'apps'].includes(key)) return content;
  const more = Object.fromEntries(Object.entries(content).map(([name, value]) => [name, withMore(value, name)]));
  return { ...more, novelty: { since: 'the next release' } };
}

function checkedOut(commit: string) {
  const copy = temporaryFolder();
  mkdirSync(copy.path, { recursive: true });
  const tar = spawnSync('sh', ['-c', `git archive ${commit} | tar x -C "${copy.path}"`], { cwd: root, encoding: 'utf8' });
  equal(tar.status, 0, tar.stderr);
  symlinkSync(join(root, 'node_modules'), join(copy.path, 'node_modules'));
  return copy;
}

function git(...args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}
