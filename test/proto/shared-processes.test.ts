// What a process is travels once: an assignment of many slots with long variables fits into a message, and is read as it was meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssignmentInput } from '../../proto/generated/castellan/v1/Assignment.ts';
import { limits } from '../../proto/limits.ts';
import { agentsService } from '../../proto/load.ts';
import { sharingProcesses, withProcesses } from '../../proto/shared-processes.ts';

const { responseSerialize, responseDeserialize } = agentsService.Session;
const wire = (assignment: AssignmentInput) => Buffer.from(responseSerialize({ assignment }) as unknown as Uint8Array);

const processJson = (of: string) => JSON.stringify({ of, env: { LONG: 'x'.repeat(64 * 1024) } });
const slot = (index: number, to: string, before: string) => ({
  index,
  processJson: processJson(to),
  ...(index % 2 === 0 ? { warm: { release: 1, processJson: processJson(before) } } : {}),
});
const indexes = Array.from({ length: 200 }, (_, at) => at);
const assignment: AssignmentInput = {
  revision: 7,
  slots: indexes.map((index) => slot(index, 'web 2', 'web 1')),
  prospects: indexes.map((index) => slot(index, 'web 3', 'web 2')),
};

test('64 KiB of variables in 400 slots, half of them with another release kept warm, come to less than 1 MiB', () => {
  assert.ok(wire(assignment).length > 2 * limits.maxReplyBytes, 'each with its own would be too much');
  const sent = wire(sharingProcesses(assignment));
  assert.ok(sent.length < 1 << 20, `${sent.length} bytes`);
  const read = responseDeserialize(sent).assignment;
  assert.ok(read);
  assert.equal(read.processes.length, 3);
  assert.deepEqual(withProcesses(read), responseDeserialize(wire(assignment)).assignment);
});

test('one that was not shared is read as it is, and one that points to nothing has no process', () => {
  const plain = responseDeserialize(wire({ slots: [slot(0, 'web 2', 'web 1')] })).assignment;
  assert.ok(plain);
  assert.deepEqual(withProcesses(plain), plain);
  const astray = responseDeserialize(wire({ slots: [{ processAt: 3 }], processes: ['{}'] })).assignment;
  assert.ok(astray);
  assert.equal(withProcesses(astray).slots[0]?.processJson, '');
});
