import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AdmitFacts, refusals, type Wanted } from '../../../agent/decide/admit.ts';
import { aSpec, aWish } from './replicas.ts';

const accept = { slots: 1000, users: ['agent', 'www'], envFolders: ['/etc/apps'] };
const facts: AdmitFacts = {
  known: null,
  accept,
  routerPorts: [80],
  held: new Map(),
  unstartable: new Map(),
  deaf: '',
  unable: '',
  unproven: new Map(),
};
const wanted: Wanted = { epoch: 2, revision: 5, wishes: [aWish], warm: [], inPlace: [], unreadable: [] };
const second = { ...aWish, index: 2 };
const fixed = (port: number) => ({ spec: { ...aSpec, ports: { http: port } } });
const reading = (path: string) => ({ wishes: [{ ...aWish, spec: { ...aSpec, envFiles: [path] } }] });
const onPort = (port: number) => ({ spec: { ...aSpec, routes: [{ path: '/', port }] } });

describe('an assignment', () => {
  it('is accepted, also a second time', () => {
    deepEqual(refusals(wanted, facts), []);
    deepEqual(refusals(wanted, { ...facts, known: { epoch: 2, revision: 5 } }), []);
    deepEqual(refusals(wanted, { ...facts, known: { epoch: 1, revision: 9 } }), []);
  });

  const cases: [string, Partial<Wanted>, Partial<AdmitFacts>, string][] = [
    [
      'an older revision',
      {},
      { known: { epoch: 2, revision: 6 } },
      'assignment 2.5 is older than 2.6, which was accepted before',
    ],
    ['an older epoch', {}, { known: { epoch: 3, revision: 1 } }, 'assignment 2.5 is older than 3.1, which was accepted before'],
    ['what cannot be read', { unreadable: ['slot x: not a process'] }, {}, 'slot x: not a process'],
    ['too many slots', {}, { accept: { ...accept, slots: 0 } }, '1 slots are more than the 0 that this host takes'],
    ['a slot twice', { wishes: [aWish, { ...aWish, release: 2 }] }, {}, 'slot hello/production/web/1 is in it twice'],
    [
      'a route of two apps',
      { wishes: [aWish, { ...second, app: 'other' }] },
      {},
      'route hello.example/ is wanted by hello/production/web and other/production/web',
    ],
    [
      'a fixed port of two slots',
      {
        wishes: [
          { ...aWish, ...fixed(8080) },
          { ...second, ...fixed(8080) },
        ],
      },
      {},
      'port 8080 is wanted by hello/production/web/1 and hello/production/web/2',
    ],
    [
      'a port of the router',
      { wishes: [{ ...aWish, ...fixed(80) }] },
      {},
      'port 80 is wanted by hello/production/web/1 and the router',
    ],
    [
      'a port that a route listens on',
      {
        wishes: [
          { ...aWish, ...fixed(8080) },
          { ...second, ...onPort(8080) },
        ],
      },
      {},
      'port 8080 is wanted by hello/production/web/1 and the router',
    ],
    [
      'a user that is not there',
      { wishes: [{ ...aWish, spec: { ...aSpec, user: 'www' } }] },
      { unstartable: new Map([['www', ['user www does not exist on this host']]]) },
      'hello/production/web: user www does not exist on this host',
    ],
    ['a port that is taken', {}, { held: new Map([[8080, 'pid 7 (nginx)']]) }, 'port 8080 is held by pid 7 (nginx)'],
  ];
  const users: typeof cases = [
    [
      'a user that the host does not allow',
      { wishes: [{ ...aWish, spec: { ...aSpec, user: 'root' } }] },
      {},
      'runs nothing as root',
    ],
    ['the agent’s own user', {}, { accept: { ...accept, users: ['www'] } }, 'runs nothing as the agent’s own user'],
    ['an env file elsewhere', reading('-/etc/shadow'), {}, 'reads no env file /etc/shadow'],
    ['an env file beside the folder', reading('/etc/apps-too/env'), {}, 'reads no env file /etc/apps-too/env'],
    ['an env file by a detour', reading('/etc/apps/../shadow'), {}, 'reads no env file /etc/apps/../shadow'],
    ['an env file that leads out of the bundle', reading('../../env'), {}, 'reads no env file ../../env'],
  ];
  for (const [what, changed, known, reason] of users) {
    it(`A13: is refused for ${what}`, () =>
      deepEqual(refusals({ ...wanted, ...changed }, { ...facts, ...known }), [`hello/production/web: this host ${reason}`]));
  }

  it('may name env files of the bundle and of the allowed folders', () => {
    for (const path of ['prod.env', '-conf/prod.env', '/etc/apps/hello/env'])
      deepEqual(refusals({ ...wanted, ...reading(path) }, facts), []);
  });

  for (const [what, changed, known, reason] of cases) {
    it(`is refused for ${what}`, () => deepEqual(refusals({ ...wanted, ...changed }, { ...facts, ...known }), [reason]));
  }

  it('is told every reason at once', () => {
    const wishes = [
      { ...aWish, ...fixed(80) },
      { ...second, app: 'other' },
    ];
    deepEqual(refusals({ ...wanted, wishes }, { ...facts, known: { epoch: 3, revision: 1 } }).length, 3);
  });
});
