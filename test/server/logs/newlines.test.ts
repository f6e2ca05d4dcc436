// How many lines a block has is known from the day that it came, however they lie in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openPiece } from '../../../server/logs/block.ts';
import { blockOf } from './wire.ts';

test('the newlines of a block are counted, near to each other and far apart', async () => {
  const stretch = fc.tuple(fc.constantFrom(0x0a, 0x78), fc.integer({ min: 1, max: 80 }));
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { maxLength: 40 }), async (stretches) => {
      const data = Buffer.concat(stretches.map(([byte, length]) => Buffer.alloc(length, byte)));
      const piece = await openPiece(blockOf({ data, length: data.length }), 0);
      const newlines = stretches.reduce((sum, [byte, length]) => sum + (byte === 0x0a ? length : 0), 0);
      assert.deepEqual([piece.newlines, piece.openEnd], [newlines, data.at(-1) !== 0x0a]);
    }),
  );
});
