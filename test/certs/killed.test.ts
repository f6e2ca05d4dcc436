// Certificates and authorities that are being replaced, killed after each file that is written: what is there works, and what was
// begun can be ended.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { clientCredentials } from '../../certs/credentials.ts';
import { makeCertificates } from '../../certs/make.ts';
import { finishTakingPlace, layBeside } from '../../certs/renewal.ts';
import { advance, type Phase, readSet } from '../../certs/rotation.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';

const child = resolve(import.meta.dirname, 'killed-child.ts');

describe('killed after each file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-killed-'));
  const made = join(folder, 'made');

  before(async () => {
    const authorities = await makeAuthorities(made);
    for (const name of ['web-1', 'web-2']) await issueInto(made, authorities, { kind: 'host', name });
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A copy for each kill; how many files were written until it went through. */
  async function eachFile(
    what: string,
    copy: (place: string) => void,
    look: (place: string, nth: number) => void,
  ): Promise<number> {
    for (let nth = 1; ; nth += 1) {
      const place = join(folder, `${what}-${nth}`, 'place');
      mkdirSync(place, { recursive: true });
      copy(place);
      const env = { CASTELLAN_FAILPOINT: `file-in-place:${nth}` };
      const { exitCode, signal, stderr } = await execa('node', [child, place, what], { env, reject: false });
      ok(exitCode === 0 || signal === 'SIGKILL', stderr);
      look(place, nth);
      if (exitCode === 0) return nth - 1;
    }
  }

  it('a renewed certificate: the old one or the new one, whole', async () => {
    const copy = (place: string) => {
      cpSync(join(made, 'hosts/web-1'), place, { recursive: true });
      cpSync(join(made, 'hosts/web-2'), join(place, '../successor'), { recursive: true });
    };
    const found: string[] = [];
    const files = await eachFile('renew', copy, (place) => {
      const beside = finishTakingPlace(place);
      const { name } = clientCredentials(place).identity;
      found.push(beside ? `${name}, ${clientCredentials(beside).identity.name} to be proven` : name);
      equal(existsSync(join(place, 'next')), beside !== undefined);
    });
    const [old, next] = ['web-1', 'web-2'];
    deepEqual([files, found], [7, [old, old, 'web-1, web-2 to be proven', next, next, next, next, next]]);
  });

  it('one whose place is being cleared needs no more than what is there', () => {
    for (const gone of [['ca.pem'], ['cert.pem', 'key.pem'], ['proven']]) {
      const place = join(folder, `cleared-${gone.join()}`);
      cpSync(join(made, 'hosts/web-1'), place, { recursive: true });
      const { cert, key, ca } = clientCredentials(place).tls;
      const beside = layBeside(place, { certificate: String(cert), key: String(key), authorities: String(ca) });
      cpSync(join(place, 'cert.pem'), join(beside, 'proven'));
      for (const name of gone) rmSync(join(beside, name));
      equal(finishTakingPlace(place), gone.includes('proven') ? beside : undefined);
      equal(clientCredentials(place).identity.name, 'web-1');
    }
  });

  for (const [from, to, files] of [
    ['steady', 'announced', 5],
    ['issuing', 'steady', 5],
  ] as const) {
    it(`authorities from ${from} to ${to}: in one phase or the next, and the same pairs`, async () => {
      const start = join(folder, `start-${from}`);
      cpSync(join(made, 'authorities'), join(start, 'authorities'), { recursive: true });
      for (const phase of ['steady', 'announced'] as Phase[]) if (from === 'issuing') await advance(start, phase);
      const before = readSet(start);
      const written = await eachFile(
        from,
        (place) => cpSync(start, place, { recursive: true }),
        (place) => {
          const set = readSet(place);
          ok([from, to].includes(set.phase as typeof from), set.phase);
          const signs = set.phase === from ? before.issuing : (before.next ?? before.old);
          deepEqual(set.issuing, signs);
          const { cert } = set.old['server-ca'];
          ok(new X509Certificate(cert).verify(new X509Certificate(cert).publicKey));
        },
      );
      equal(written, files);
    });
  }

  it('what is made with the authorities is made anew when its key is another’s; without an authority’s key nothing is', async () => {
    const out = join(folder, 'half');
    const options = { out, hosts: ['web-1'], operators: [], addresses: [] };
    await makeCertificates(options);
    cpSync(join(made, 'hosts/web-1/key.pem'), join(out, 'hosts/web-1/key.pem'));
    deepEqual(
      (await makeCertificates(options)).map(({ fresh }) => fresh),
      [false, true],
    );
    const kept = readFileSync(join(out, 'authorities/client-ca.pem'), 'utf8');
    rmSync(join(out, 'authorities/client-ca.key.pem'));
    const refused = await makeCertificates(options).catch((error: Error) => error.message);
    ok(String(refused).includes('client-ca.key.pem is not there'));
    equal(readFileSync(join(out, 'authorities/client-ca.pem'), 'utf8'), kept);
  });
});
