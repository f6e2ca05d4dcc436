// A router that runs out of file descriptors: what does not fit is turned away or waits, and then all is as before.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { route } from '../../contracts/router.ts';
import { ask, until } from './client.ts';
import { soon, startProcess } from './process-of-router.ts';
import { startReplica } from './replica.ts';

const clients = 300;

describe('a router that runs out of descriptors', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'castellan-descriptors-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  // With 400 it turns connections away before there are too many; with 50 the system says no.
  for (const descriptors of [400, 50]) {
    it(`of which it has ${descriptors} serves again as soon as it can, without a restart`, async () => {
      const node = join(folder, `node-${descriptors}`);
      writeFileSync(node, `#!/bin/sh\nulimit -n ${descriptors}\nexec '${process.execPath}' "$@"\n`);
      chmodSync(node, 0o700);
      const started = await startProcess({ node });
      const replica = await startReplica();
      await started.router.apply({ revision: 1, routes: [route([replica.target])] }, soon());
      const { pid } = await started.router.hello(soon());

      const flood = Array.from({ length: clients }, () => waits(started.port));
      const isFull = () => replica.requests.length >= 5 && flood.some(({ isOver }) => isOver());
      await until('as many are let in as there is room for', isFull, 60_000);
      assert.equal((await started.router.hello(soon())).pid, pid, 'the agent is heard all the same');
      replica.release();
      const ends = await Promise.all(flood.map(({ end }) => end()));
      assert.ok(ends.includes('answered'), 'those that were let in were answered');
      assert.ok(ends.includes('turned away'), 'there was no room for all');
      assert.ok(!ends.includes('in part'), 'what was begun was ended');

      // Clients hear the end a moment before the router has it.
      const used = () => readdirSync(`/proc/${pid}/fd`).length;
      await until('it has descriptors again', () => used() <= descriptors - 5, 60_000);
      for (let turn = 0; turn < 50; turn += 1) assert.equal((await ask(started.port)).status, 200);
      const hello = await started.router.hello(soon());
      assert.deepEqual([hello.pid, hello.revision], [pid, 1]);
      await started.router.apply({ revision: 2, routes: [] }, soon());
      await started.end();
      await replica.close();
    });
  }
});

/** A request that is held at the replica, if it gets there. */
function waits(port: number): { end(): Promise<'answered' | 'turned away' | 'in part'>; isOver(): boolean } {
  const socket: Socket = connect(port, '127.0.0.1');
  let said = '';
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    said += text;
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write('GET /wait HTTP/1.1\r\nHost: any.test\r\nConnection: close\r\n\r\n');
  return {
    isOver: () => socket.closed,
    end: async () => {
      await closed;
      if (/^HTTP\/1\.1 200 [\s\S]*done\n/.test(said)) return 'answered';
      return said === '' || /^HTTP\/1\.1 50[23] /.test(said) ? 'turned away' : 'in part';
    },
  };
}
