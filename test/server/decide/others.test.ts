// How the others were when something failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { othersOf } from '../../../server/decide/others.ts';
import { change, failure, report, story } from './facts.ts';

const counted = (...[slots, serving, notWell]: number[]) => ({ slots, serving, notWell });

test('the others of a slot are all but itself; away, failed too and failed just now are not well', () => {
  const told = story(['h1', 'h2', 'h3', 'h4']);
  const exited = failure('h1/web/1', 1, 'exited');
  assert.deepEqual(othersOf([exited], told.fleet), [counted(7, 7, 0)]);
  report(told, 'h1/web/2', { serving: 0, move: 'moving' });
  assert.deepEqual(othersOf([exited], told.fleet), [counted(7, 6, 0)]);
  report(told, 'h2/web/1', { move: 'failed' });
  change(told, 'h3', { state: 'unreachable' });
  change(told, 'h4', { state: 'lost' });
  assert.deepEqual(othersOf([exited], told.fleet), [counted(7, 1, 5)]);
  const late = failure('h2/web/2', 1);
  assert.deepEqual(othersOf([exited, late], told.fleet), [counted(7, 0, 6), counted(7, 0, 6)]);
});

test('of a failure that is no slot’s all are others, also what serves and is not wished for any more', () => {
  const told = story(['h1', 'h2']);
  told.fleet.wishes = told.fleet.wishes.filter(({ index }) => index === 1);
  const whole = { ...failure('h1//0', 1, 'hook-failed'), process: '', index: 0 };
  assert.deepEqual(othersOf([whole], told.fleet), [counted(4, 4, 0)]);
  report(told, 'h1/web/1', { move: 'failed', deployment: 0 });
  assert.deepEqual(othersOf([whole], told.fleet), [counted(4, 4, 0)], 'what was said of an earlier wish counts');
  assert.deepEqual(othersOf([], told.fleet), []);
});
