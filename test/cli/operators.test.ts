// ctl operators: what is typed of a pipeline, and how operators are shown.
import { deepEqual, equal, match, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { pipelineFrom } from '../../cli/pipeline-options.ts';
import { loginLines, operatorDossier, operatorLines } from '../../cli/show/identities.ts';
import type { Operator } from '../../proto/generated/castellan/v1/Operator.ts';

const now = Date.parse('2026-01-31T12:00:00Z');
const certificate = {
  ...{ kind: 'operator', name: 'ci', fingerprint: 'ab'.repeat(32), notBeforeMs: now, notAfterMs: now + 600_000 },
  ...{ issuedMs: now, issuedBy: 'token of https://issuer.example', firstUsedMs: 0 },
};
const ci: Operator = {
  ...{
    name: 'ci',
    role: 'deployer',
    scopes: [{ app: 'hello', environment: 'staging' }],
    createdMs: now - 60_000,
    createdBy: 'ann',
  },
  certificates: Array.from({ length: 300 }, () => certificate),
  pipeline: {
    ...{ issuer: 'https://issuer.example', audience: 'castellan-1', lifeMs: 900_000, ca: '', keys: '' },
    claims: [{ name: 'ref', values: ['refs/heads/main', 'refs/heads/\u001b[2Jstable'] }],
    ...{ introduction: 'castellan-pipeline-1.ci.YQ.PIN', address: 'deploy.example.com:7401' },
  },
};

test('claims are NAME=VALUE, the first = ends the name, and a name again means any of its values', () => {
  const claim = ['repository=acme/hello', 'sub=repo:acme/hello:ref=x', 'ref=a', 'ref=b'];
  deepEqual(pipelineFrom({ env: '', oidcIssuer: 'https://issuer.example', claim, life: '10m' }), {
    ...{ issuer: 'https://issuer.example', audience: '', lifeMs: 600_000, ca: '', keys: '' },
    claims: [
      { name: 'repository', values: ['acme/hello'] },
      { name: 'sub', values: ['repo:acme/hello:ref=x'] },
      { name: 'ref', values: ['a', 'b'] },
    ],
  });
  throws(() => pipelineFrom({ env: '', claim: ['repository'] }), /is not NAME=VALUE, such as repository=acme\/hello/);
  throws(() => pipelineFrom({ env: '', claim: ['=x'] }), /is not NAME=VALUE/);
  throws(() => pipelineFrom({ env: '', ttl: '5m' }), /there is no --ttl/);
  throws(() => pipelineFrom({ env: '', oidcKeys: '/nowhere/keys.json' }), /cannot be read/);
});

test('of a pipeline the list says whose tokens it comes with, however many certificates it has', () => {
  const [, row = ''] = operatorLines([ci], now, 200);
  match(row, /^ci +deployer of hello in staging +300 now, with tokens of issuer\.example +1m ago by ann/);
});

test('all there is to know of it, with what its jobs type; nothing of others’ text does anything to a terminal', () => {
  const lines = operatorDossier({ ...ci, certificates: [certificate] }, now);
  equal(lines[0], 'ci: deployer of hello in staging; added 1m ago by ann');
  equal(lines[1], 'certificates: good for 10m');
  match(lines.join('\n'), /tokens of https:\/\/issuer.example\n {2}aud castellan-1\n {2}ref refs\/heads\/main or /);
  deepEqual(loginLines(ci), ['ctl login deploy.example.com:7401 castellan-pipeline-1.ci.YQ.PIN']);
  equal(lines.at(-1), loginLines(ci)[0]);
  ok(!lines.join('').includes('\u001b'));
});
