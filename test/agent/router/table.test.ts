// A route table as it comes from outside: what is right in every part of it is taken, and each mistake is told with its path.
import { deepEqual, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkTable } from '../../../agent/router/table.ts';
import { route } from '../../contracts/router.ts';

const target = { replica: 'r1', release: 1, address: '127.0.0.1', port: 20_000 };
const plain = route([target]);

function mistakesOf(entry: object, more: object = {}): string[] {
  const checked = checkTable({ revision: 1, routes: [{ ...plain, ...entry }], ...more });
  return 'mistakes' in checked ? checked.mistakes : [];
}

describe('a route table', () => {
  const rules = {
    allow: ['10.0.0.0/8'],
    basicAuth: { realm: 'r', users: [{ name: 'ann', salt: 'ab', hash: '0'.repeat(64) }] },
    rateLimits: [{ by: { cookie: 'c' }, algorithm: 'token-bucket', limit: 1, periodMs: 1000 }],
    pages: { '503': 'busy.html' },
  };

  it('is taken with all that it can say', () => {
    deepEqual(
      mistakesOf({ rules, serves: { kind: 'maintenance' }, targets: [{ ...target, port: 0, weight: 5, folder: '/f' }] }),
      [],
    );
    const certificates = [{ name: 'www', hosts: ['*.a.b'], certFile: '/c/cert.pem', keyFile: '/c/key.pem' }];
    const more = { certificates, challenges: { token_1: 'token_1.thumb' }, trusted: ['::1'], pages: { '404': '/p/404.html' } };
    deepEqual(mistakesOf({ protocol: 'tcp', port: 5432, host: null }, more), []);
  });

  const wrong: [what: string, entry: object, expected: RegExp][] = [
    [
      'a folder that is not absolute',
      { targets: [{ ...target, folder: 'a/../b' }] },
      /^routes\.0\.targets\.0\.folder: must be an absolute path/,
    ],
    [
      'a folder with dots in it',
      { targets: [{ ...target, folder: '/a/../b' }] },
      /^routes\.0\.targets\.0\.folder: must be an absolute path/,
    ],
    [
      'a target without a port where bytes are passed on',
      { targets: [{ ...target, port: 0 }] },
      /^routes\.0\.targets: what is passed on needs a port/,
    ],
    ['a weight of more than all', { targets: [{ ...target, weight: 101 }] }, /^routes\.0\.targets\.0\.weight/],
    [
      'a page outside the folder',
      { rules: { pages: { '404': '../x' } } },
      /^routes\.0\.rules\.pages\.404: must be a path within the folder/,
    ],
    [
      'a password that is not hashed',
      { rules: { basicAuth: { realm: '', users: [{ name: 'a', salt: 'ab', hash: 'secret' }] } } },
      /^routes\.0\.rules\.basicAuth\.users\.0\.hash: must be a sha256 in hex$/,
    ],
    [
      'a regular expression that is none',
      {
        serves: {
          kind: 'upstream',
          url: 'http://a',
          preserveHost: false,
          verify: true,
          rewriteRequest: [{ header: 'X', from: '(', to: '' }],
          rewriteResponse: [],
        },
      },
      /^routes\.0\.serves\.rewriteRequest\.0\.from: must be a regular expression/,
    ],
    ['another kind of answer', { serves: { kind: 'magic' } }, /^routes\.0\.serves\.kind/],
    ['tcp by name', { protocol: 'tcp', port: 1, host: 'a.b' }, /^routes\.0: tcp goes by a port of its own alone/],
    [
      'tcp for files',
      { protocol: 'tcp', port: 1, host: null, serves: { kind: 'maintenance' } },
      /^routes\.0\.serves: tcp goes to replicas alone/,
    ],
    [
      'a network that is none',
      { rules: { allow: ['10.0.0.0/99'] } },
      /^routes\.0\.rules\.allow\.0: must be an address or a network/,
    ],
    ['a path that nobody could ask for', { path: '/a/../b' }, /^routes\.0\.path: must have no dot segments/],
    ['what it does not know', { rules: { colour: 'red' } }, /^routes\.0\.rules: Unrecognized key: "colour"/],
  ];
  for (const [what, entry, expected] of wrong)
    it(`is refused for ${what}`, () => {
      const mistakes = mistakesOf(entry);
      ok(
        mistakes.some((mistake) => expected.test(mistake)),
        mistakes.join('; ') || 'it was taken',
      );
    });

  it('is refused for two routes for the same requests, and for tcp and HTTP on one port', () => {
    const twice = checkTable({
      revision: 1,
      routes: [
        { ...plain, path: '/%61' },
        { ...plain, path: '/a/' },
      ],
    });
    match('mistakes' in twice ? twice.mistakes.join() : '', /^routes\.1: is for the same requests as routes\.0$/);
    const tcp = { ...plain, host: null, port: 5432, protocol: 'tcp' };
    const mixed = checkTable({ revision: 1, routes: [{ ...plain, host: 'a.b', port: 5432 }, tcp] });
    match('mistakes' in mixed ? mixed.mistakes.join() : '', /^routes\.0: is on port 5432, which routes\.1 has for tcp$/);
  });
});
