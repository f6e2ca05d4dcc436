// Who waits for room at a replica: in the order of arrival, and no longer than it may, whatever tables come meanwhile.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RouteEntry } from '../../../agent/decide/types.ts';
import type { Waiter, Waiting } from '../../../agent/router/waiting.ts';
import { waitInTurn } from '../../../agent/router/waiting.ts';
import { route } from '../../contracts/router.ts';

function leading(to: string, { queue = 10, inFlight = 1 } = {}): RouteEntry {
  const limits = { headBytes: null, bodyBytes: null, inFlight, queue, queueMs: 1000 };
  return route([{ replica: to, release: 1, address: '127.0.0.1', port: 1 }], { rules: { limits } });
}

/** One that waits on, by the route of the table in force, as long as `hasRoom` says no. */
function waiter(waiting: Waiting, name: string, said: string[], inForce: { route: RouteEntry; hasRoom: boolean }): Waiter {
  const one: Waiter = {
    turn: () => {
      if (!inForce.hasRoom) waiting.join(inForce.route, one);
      else {
        waiting.leave(one);
        said.push(name);
      }
    },
    late: () => void said.push(`${name} is late`),
  };
  return one;
}

describe('who waits for a replica', () => {
  it('waits no longer for all the tables that come meanwhile', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = waitInTurn();
    const said: string[] = [];
    const inForce = { route: leading('a'), hasRoom: false };
    waiting.join(inForce.route, waiter(waiting, 'one', said, inForce));
    for (const part of [400, 400, 199]) {
      inForce.route = leading('a');
      waiting.all();
      t.mock.timers.tick(part);
    }
    assert.deepEqual([said, waiting.count()], [[], 1]);
    t.mock.timers.tick(1);
    assert.deepEqual([said, waiting.count()], [['one is late'], 0]);
  });

  it('keeps its place in a table that makes one route of two, though fewer may wait there', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = waitInTurn();
    const said: string[] = [];
    const routes = [leading('a'), leading('a')];
    const inForce = { route: leading('a', { queue: 1 }), hasRoom: false };
    for (const [at, name] of ['one', 'two', 'three'].entries())
      waiting.join(routes[at % 2] ?? assert.fail(), waiter(waiting, name, said, inForce));
    waiting.all();
    assert.equal(waiting.count(), 3);
    assert.equal(waiting.join(inForce.route, waiter(waiting, 'four', said, inForce)), false);
    inForce.hasRoom = true;
    for (const _ of [1, 2, 3]) waiting.next('a', 0);
    assert.deepEqual(said, ['one', 'two', 'three']);
  });

  it('one is called for each request that ends, of those whose route has room at its replica', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = waitInTurn();
    const said: string[] = [];
    const inForce = { route: leading('a'), hasRoom: true };
    const enter = (name: string, on: RouteEntry) => waiting.join(on, waiter(waiting, name, said, inForce));
    enter('elsewhere', leading('b'));
    enter('one', leading('a'));
    enter('two', leading('a', { inFlight: 3 }));
    enter('three', leading('a', { inFlight: 3 }));
    waiting.next('a', 3);
    assert.deepEqual(said, []);
    waiting.next('a', 2);
    assert.deepEqual(said, ['two']);
    waiting.next('a', 0);
    assert.deepEqual(said, ['two', 'one']);
  });

  it('another is called when the first cannot be served by this replica', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const waiting = waitInTurn();
    const said: string[] = [];
    const shared = leading('a');
    waiting.join(shared, waiter(waiting, 'one', said, { route: shared, hasRoom: false }));
    waiting.join(shared, waiter(waiting, 'two', said, { route: shared, hasRoom: true }));
    waiting.next('a', 0);
    assert.deepEqual([said, waiting.count()], [['two'], 1]);
  });
});
