// A host whose routes change: what answers is another table, and nothing that runs is touched.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openExec } from '../../agent/runtime/exec.ts';
import { withIdle } from '../../agent/runtime/idle.ts';
import { assignment, memoryRouter, openTestHost, temporaryFolder, until, wish } from './host-world.ts';

const files = { command: undefined, ports: {}, ready: undefined, routes: [{ host: 'files.example', static: { root: '.' } }] };

function openWithIdle(path: string, more: Parameters<typeof openTestHost>[1] = {}) {
  return openTestHost(path, { runtime: withIdle(openExec(join(path, 'runs')), Date.now), ...more });
}

describe('routes of a replica that stays', () => {
  it('become others without a restart, with their rules and their users', async () => {
    const folder = temporaryFolder();
    const secrets = () => ({
      ensure: async () => {},
      trouble: async () => '',
      values: () => ({ USERS: 'ann:secret\n' }),
      prune() {},
    });
    const table = { trusted: ['10.0.0.0/8'], pages: { '404': '/etc/404.html' } };
    const { host, router } = openWithIdle(folder.path, { secrets, table });
    try {
      await host.assign(assignment(wish()));
      await until('it serves', () => host.report().slots?.[0]?.move === 'SETTLED', host.report);
      const [before] = host.replicas();
      const routes = [{ host: 'new.example', allow: ['127.0.0.1'], basic_auth: { secret: 'USERS' } }];
      const next = { ...wish({ release: 2, process: { routes } }), fingerprint: 'f1' };
      await host.assign(assignment(next));
      await until(
        'the router has it',
        () => router.tables.at(-1)?.routes[0]?.host === 'new.example',
        () => router.tables,
      );
      await until('it is settled', () => host.report().slots?.[0]?.move === 'SETTLED', host.report);
      const [after] = host.replicas();
      deepEqual([after?.id, after?.run, after?.release], [before?.id, 1, 2]);
      const { routes: told, revision, ...rest } = router.tables.at(-1) ?? { routes: [], revision: 0 };
      deepEqual(rest, table);
      equal(told.length, 1);
      equal(told[0]?.targets[0]?.release, 2);
      const [user] = told[0]?.rules?.basicAuth?.users ?? [];
      equal(user?.name, 'ann');
      notEqual(user?.hash, 'secret');
      ok(revision > 0 && !JSON.stringify(router.tables).includes('secret\\n'));
      deepEqual(told[0]?.rules?.allow, ['127.0.0.1']);
    } finally {
      await host.assign(assignment());
      await until('it is empty', () => host.report().slots?.length === 0, host.report);
      host.close();
      folder.remove();
    }
  });
});

it('what is wrong with the table that serves is told for as long as it is', async () => {
  const folder = temporaryFolder();
  let wrong = ['it cannot be saved'];
  const router = { ...memoryRouter(), troubles: async () => wrong };
  const { host } = openTestHost(folder.path, { router });
  const told = () => host.report().troubles?.includes('it cannot be saved');
  try {
    await host.assign(assignment(wish()));
    await until('it is told', told, host.report);
    wrong = [];
    await until('it is not told any more', () => !told(), host.report);
    await host.assign(assignment());
    await until('it is empty', () => host.report().slots?.length === 0, host.report);
  } finally {
    host.close();
    folder.remove();
  }
});

describe('a replica without a program', () => {
  it('is ready as soon as its files are there, outlives its agent, is switched like any other, and goes', async () => {
    const folder = temporaryFolder();
    let { host, router } = openWithIdle(folder.path);
    try {
      await host.assign(assignment(wish({ process: files })));
      await until('it serves', () => host.report().slots?.[0]?.move === 'SETTLED', host.report);
      const target = router.tables.at(-1)?.routes[0]?.targets[0];
      ok(target?.folder?.startsWith('/') && target.port === 0);
      const [shown] = host.report().slots?.[0]?.replicas ?? [];
      deepEqual([shown?.phase, shown?.pid, shown?.detail], ['healthy', 0, 'no program: the router answers']);
      host.close();
      ({ host, router } = openWithIdle(folder.path));
      await until('it serves again', () => router.tables.at(-1)?.routes[0]?.targets[0]?.replica === target?.replica, host.report);
      await host.assign(assignment(wish({ release: 2, process: files })));
      await until(
        'the next one serves',
        () => host.report().slots?.[0]?.move === 'SETTLED' && targetRelease() === 2,
        host.report,
      );
      equal(host.replicas().filter(({ phase }) => phase.name === 'healthy').length, 1);
      await host.assign(assignment());
      await until('it is empty', () => host.report().slots?.length === 0, host.report);
    } finally {
      host.close();
      folder.remove();
    }

    function targetRelease(): number | undefined {
      return router.tables.at(-1)?.routes[0]?.targets[0]?.release;
    }
  });
});
