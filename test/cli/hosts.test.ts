// What ctl hosts says: labels as they are typed, a host with all that is known of it, what a drain has yet to be rid of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLabels } from '../../cli/hosts/label.ts';
import { hostDetails, remains } from '../../cli/show/host.ts';
import { noPaint } from '../../cli/show/screen.ts';
import { whyHost } from '../../cli/show/why.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';

const now = Date.UTC(2026, 0, 31, 12);
const host: Host = {
  ...{ name: 'web-1', environment: 'production', state: 'CONNECTED', lastSeenMs: now - 2000, agentVersion: '0.1.0' },
  ...{ bootMs: now - 86_400_000, assignment: 7, accepted: 7, slots: 2, address: '10.0.0.1', troubles: [], routerPorts: [80] },
  ...{ sinceMs: now - 60_000, labels: { zone: 'eu-1', gpu: 'yes' }, empty: false, removedBy: '', removedMs: 0, bootId: 'b' },
  draining: { sinceMs: now - 10_000, untilMs: now + 60_000, reason: 'new \u001b[31mkernel', by: 'ann' },
  apps: [{ app: 'hello', environment: 'production', slots: 1, replicas: 2 }],
  held: '',
};

test('labels: k=v sets, k- takes away; whatever is neither is refused', () => {
  assert.deepEqual(readLabels(['zone=eu-1.a', 'gpu-']), { set: { zone: 'eu-1.a' }, unset: ['gpu'] });
  for (const wrong of ['zone', '=x', 'Zone=x', 'zone=', 'zone=a b', '-', 'zone=a;b'])
    assert.throws(() => readLabels([wrong]), /label/, wrong);
});

test('a host in full, and nothing of what it was told moves the cursor', () => {
  assert.deepEqual(hostDetails(host, { now, columns: 120, paint: noPaint }), [
    'web-1 in production',
    '  state       connected for 1m',
    '  seen        2s ago',
    '  labels      gpu=yes, zone=eu-1',
    '  draining    under way, asked for 10s ago by ann, until 2026-01-31T12:01:00.000Z at the latest: new \\x1b[31mkernel',
    '  address     10.0.0.1',
    '  routes on   80',
    '  agent       0.1.0',
    '  booted      1d ago',
    '  assignment  7 of 7',
    '  hello in production: 1 slot, 2 replicas',
  ]);
  for (const line of hostDetails(host, { now, columns: 80, paint: noPaint })) assert.ok(line.length <= 80);
  assert.equal(remains(host), 'hello in production: 1 slot, 2 replicas');
});

test('why nothing is sent to a host, and what to do: adopt it, unless the reason says something else', () => {
  const told = (held: string) => whyHost({ ...host, held }, [], { now, columns: 400, paint: noPaint }).slice(11);
  assert.deepEqual(told('these records are an old copy'), [
    'nothing is sent to it: these records are an old copy',
    '  next: ctl hosts adopt web-1',
  ]);
  const clones = 'two machines keep calling with its certificate: ctl hosts revoke web-1';
  assert.deepEqual(told(clones), [`nothing is sent to it: ${clones}`]);
});
