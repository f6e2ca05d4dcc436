// Beside Node's parser: what the router takes for a message, llhttp takes for the same one; what it refuses, the router never
// passes on. A million of each by PROPERTY_RUNS.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAnswer, readByNode, readRequest } from './reading.ts';
import { answers, mangled, randomFrom, requests } from './shapes.ts';

const runs = Number(process.env.PROPERTY_RUNS ?? 20_000);
const seed = Number(process.env.PROPERTY_SEED ?? 1);

describe('read by llhttp too', () => {
  for (const [good, kind] of [
    [requests, 'REQUEST'],
    [answers, 'RESPONSE'],
  ] as const) {
    const byUs = (bytes: Buffer) => (kind === 'REQUEST' ? readRequest(bytes) : readAnswer(bytes));

    it(`every good ${kind.toLowerCase()} is the same to both`, () => {
      for (const text of good) same(Buffer.from(text, 'latin1'));
    });

    it(`${runs} spoilt ones are read the same, or refused`, () => {
      const random = randomFrom(seed);
      let whole = 0;
      for (let run = 0; run < runs; run += 1) whole += same(mangled(good, random)) ? 1 : 0;
      assert.ok(whole > runs / 50, `only ${whole} of ${runs} were messages: the test tries nothing`);
    });

    function same(bytes: Buffer): boolean {
      const ours = byUs(bytes);
      if (typeof ours === 'string') return false;
      // One empty line before a request is of nobody.
      const theirs = readByNode(bytes.subarray(0, ours.end), kind);
      assert.deepEqual(theirs, ours, `not the same to llhttp: ${JSON.stringify(bytes.toString('latin1'))}`);
      const short = kind === 'REQUEST' && readByNode(bytes.subarray(0, ours.end - 1), kind);
      if (short) assert.notEqual(typeof short, 'object', `ends earlier to llhttp: ${JSON.stringify(bytes.toString('latin1'))}`);
      return true;
    }
  }
});
