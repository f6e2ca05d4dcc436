// ctl ends as soon as it has said what it has to say, and not before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fail } from '../../proto/failure.ts';
import { makePlace, startControl, startCtl } from './control.ts';

test('all of a long answer arrives', async (t) => {
  const place = await makePlace();
  t.after(() => place.remove());
  const troubles = Array.from({ length: 40_000 }, (_, at) => `trouble ${at} of a host that has many of them`);
  const status = async () => ({ hosts: [{ name: 'h1', troubles }] });
  const server = await startControl(place, { status });
  t.after(() => server.close(0));

  const { ended } = startCtl(place, ['status', '--json'], { port: server.port });
  const { status: code, out } = await ended;
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out).hosts[0].troubles, troubles);
});

test('who may not is told how to see what they may', async (t) => {
  const place = await makePlace();
  t.after(() => place.remove());
  const status = async () => {
    throw fail('forbidden', 'not allowed');
  };
  const server = await startControl(place, { status });
  t.after(() => server.close(0));

  const { ended } = startCtl(place, ['status'], { port: server.port });
  const { status: code, err } = await ended;
  assert.equal(code, 4);
  assert.match(err, /^ctl: not allowed\nnext: ctl whoami /);
});
