import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PreflightFacts, preflight } from '../../../agent/decide/preflight.ts';
import { aSpec, aWish } from './replicas.ts';

const accept = { slots: 1000, users: [], envFolders: ['/'] };
const other = { ...aWish, app: 'other', spec: { ...aSpec, routes: [{ host: 'other.example', path: '/' }] } };
const newer = { ...aWish, release: 2, fingerprint: 'f2', deployment: 2 };
const facts: PreflightFacts = {
  prospects: { wishes: [newer], warm: [], inPlace: [], unreadable: [] },
  wishes: [aWish, other],
  admit: {
    known: null,
    accept,
    routerPorts: [80],
    held: new Map(),
    unstartable: new Map(),
    deaf: '',
    unable: '',
    unproven: new Map(),
  },
  found: [],
  filled: new Set(['hello/production/web/1', 'other/production/web/1']),
  portsLeft: 10,
};
const prospects = (more: Partial<PreflightFacts['prospects']>) => ({ prospects: { ...facts.prospects, ...more } });
const admit = (more: Partial<PreflightFacts['admit']>) => ({ admit: { ...facts.admit, ...more } });
const spec = (more: object) => prospects({ wishes: [{ ...newer, spec: { ...aSpec, ...more } }] });
const name = 'hello/production/web';
const fixed = { ...aSpec, ports: { http: 8080 } };
const fixedBesideFixed = prospects({ wishes: [{ ...newer, spec: fixed }], warm: [{ ...aWish, spec: fixed }] });

describe('what a deployment is about to ask for', () => {
  it('can be run here, beside what other apps have', () => deepEqual(preflight(facts), []));

  const cases: [string, Partial<PreflightFacts>, string][] = [
    [
      'a route of another app',
      spec({ routes: [{ host: 'other.example', path: '/' }] }),
      `route other.example/ is wanted by ${name} and other/production/web; give one of them another host name or path`,
    ],
    [
      'a port that somebody holds',
      admit({ held: new Map([[8080, 'pid 7 (nginx)']]) }),
      'port 8080 is held by pid 7 (nginx); stop that program, or choose another port',
    ],
    [
      'a fixed port of another app',
      { ...spec({ ports: { http: 8080 } }), wishes: [aWish, { ...other, spec: { ...other.spec, ports: { http: 8080 } } }] },
      'port 8080 is wanted by hello/production/web/1 and other/production/web/1; write auto, or give one of them another port',
    ],
    [
      'a user that is not there',
      { ...spec({ user: 'www' }), ...admit({ unstartable: new Map([['www', ['user www does not exist on this host']]]) }) },
      `${name}: user www does not exist on this host; create that user, or change user in the manifest`,
    ],
    [
      'more slots than the host takes, those of other apps among them',
      admit({ accept: { ...accept, slots: 1 } }),
      '2 slots are more than the 1 that this host takes; raise accept.slots in its settings, or add hosts',
    ],
    [
      'a change in place that the runtime cannot make',
      { ...prospects({ inPlace: [`${name}/1`] }), ...admit({ unable: 'the runtime exec cannot change a version in place' }) },
      `${name}: the runtime exec cannot change a version in place; use another strategy`,
    ],
    [
      'a fixed port for what is to be kept warm',
      fixedBesideFixed,
      `${name}: port 8080 is fixed, and cannot be held by a second replica that is kept warm; write auto for it, or use another strategy`,
    ],
    [
      'more ports than are left',
      { ...prospects({ wishes: [2, 3, 4].map((index) => ({ ...newer, index })) }), portsLeft: 2 },
      `${name}: 3 ports are needed, and 2 of this host’s range are left; widen ports in its settings, or ask for fewer replicas`,
    ],
    [
      'what it would not find',
      { found: [{ what: `${name}: no-such: not found in PATH`, remedy: 'put it there' }] },
      `${name}: no-such: not found in PATH; put it there`,
    ],
  ];
  for (const [what, more, reason] of cases) {
    it(`cannot be run for ${what}`, () => deepEqual(preflight({ ...facts, ...more }), [reason]));
  }

  it('needs no second port for a slot that is only replaced, one after the other', () => {
    const wishes = [1, 2, 3].map((index) => ({ ...newer, index }));
    const filled = new Set(wishes.map(({ index }) => `${name}/${index}`));
    deepEqual(preflight({ ...facts, ...prospects({ wishes }), filled, portsLeft: 1 }), []);
    const warm = wishes.map((wish) => ({ ...wish, fingerprint: 'f1' }));
    deepEqual(preflight({ ...facts, ...prospects({ wishes, warm }), filled, portsLeft: 3 }).length, 1);
    deepEqual(preflight({ ...facts, ...prospects({ wishes, warm: wishes }), filled, portsLeft: 3 }), []);
  });

  it('is not blamed for what is wrong with other apps already', () => {
    const unstartable = new Map([['gone', ['user gone does not exist on this host']]]);
    const wishes = [aWish, { ...other, spec: { ...other.spec, user: 'gone' } }];
    deepEqual(preflight({ ...facts, wishes, ...admit({ unstartable }) }), []);
  });

  it('is told every reason at once', () => {
    const found = [{ what: 'no room', remedy: 'make room there' }];
    deepEqual(preflight({ ...facts, ...spec({ ports: { http: 80 } }), found }).length, 2);
  });
});
