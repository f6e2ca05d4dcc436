import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { routesOf } from '../../../agent/decide/routes.ts';
import { aReplica, aSpec, aWish, healthy, unhealthy } from './replicas.ts';

const serving = aReplica(healthy, { promotedAt: 1 });
const target = { replica: serving.id, release: 1, address: '127.0.0.1', port: 20_000 };
const entry = { port: null, host: 'hello.example', path: '/', app: 'hello', environment: 'production', process: 'web' };

describe('the route table', () => {
  it('sends requests to what has taken over and is ready', () => {
    deepEqual(routesOf([aWish], [serving]), [{ ...entry, targets: [target] }]);
  });

  it('knows a route for which nothing is ready', () => {
    deepEqual(routesOf([aWish], [aReplica(healthy), aReplica(unhealthy, { promotedAt: 1 })]), [{ ...entry, targets: [] }]);
    deepEqual(routesOf([], []), []);
  });

  it('goes to the one that took over last while two of a slot could serve, and back when it cannot', () => {
    const next = aReplica(healthy, { id: 'next', promotedAt: 2, ports: { http: 20_001 } });
    equal(routesOf([aWish], [next, serving])[0]?.targets[0]?.replica, 'next');
    equal(routesOf([aWish], [{ ...next, phase: unhealthy }, serving])[0]?.targets[0]?.replica, serving.id);
  });

  it('goes to the port that the route names', () => {
    const spec = { ...aSpec, routes: [{ host: 'admin.example', path: '/', to: 'admin', port: 8081 }] };
    const replica = { ...serving, spec, ports: { http: 1, admin: 2 } };
    deepEqual(routesOf([{ ...aWish, spec }], [replica])[0]?.targets, [{ ...target, port: 2 }]);
  });

  it('leaves a route to the app that the newest wish gives it to', () => {
    const other = { ...aWish, app: 'other' };
    deepEqual(routesOf([other], [serving]), [{ ...entry, app: 'other', targets: [] }]);
  });

  it('says of a route what the newest replica that serves by it says, and goes by its share', () => {
    const rules = (allow: string[]) => ({ ...aSpec, routes: [{ host: 'hello.example', path: '/', allow }] });
    const [before, after] = [rules(['::1']), rules(['::2'])];
    const old = { ...serving, spec: before };
    const next = aReplica(healthy, { id: 'next', index: 2, promotedAt: 2, deployment: 2, release: 2, spec: after, weight: 5 });
    const wishes = [
      { ...aWish, spec: before },
      { ...aWish, index: 2, release: 2, deployment: 2, fingerprint: 'f2', spec: after },
    ];
    deepEqual(routesOf(wishes, [old])[0]?.rules, { allow: ['::1'] });
    const [both] = routesOf(wishes, [old, next]);
    deepEqual(both?.rules, { allow: ['::2'] });
    deepEqual(
      both?.targets.map(({ replica, weight = 100 }) => [replica, weight]),
      [
        [serving.id, 100],
        ['next', 5],
      ],
    );
    deepEqual(routesOf(wishes, [old, { ...next, phase: unhealthy }])[0]?.rules, { allow: ['::1'] });
  });

  it('has no target without a port for requests that are passed on', () => {
    const files = { ...aSpec, command: [], ports: {}, routes: [{ host: 'hello.example', path: '/', serves: null }] };
    deepEqual(routesOf([{ ...aWish, spec: files }], [{ ...serving, spec: files, ports: {} }])[0]?.targets, []);
  });

  it('is the same in whatever order the facts come', () => {
    const slots = [1, 2, 3, 4].map((index) => aReplica(healthy, { id: `r${index}`, index, promotedAt: index }));
    const wishes = slots.map(({ index }) => ({
      ...aWish,
      index,
      spec: { ...aSpec, routes: [{ path: `/${index}` }, { path: '/' }] },
    }));
    const expected = routesOf(wishes, slots);
    const shuffled = fc.tuple(fc.shuffledSubarray(slots, { minLength: 4 }), fc.shuffledSubarray(wishes, { minLength: 4 }));
    fc.assert(fc.property(shuffled, ([some, others]) => deepEqual(routesOf(others, some), expected)));
  });
});
