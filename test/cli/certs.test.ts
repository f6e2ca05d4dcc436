// ctl certs against a scripted server: what is sent, what is shown, and that a key is never said again.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fail } from '../../proto/failure.ts';
import type { Certificate } from '../../proto/generated/castellan/v1/Certificate.ts';
import { ctl, makePlace, type Place, type Ran, type Script, startControl } from './control.ts';

let place: Place;
let files: string[];
before(async () => {
  place = await makePlace();
  const [cert, key] = [join(place.folder, 'www.crt'), join(place.folder, 'www.key')];
  writeFileSync(cert, 'the chain');
  writeFileSync(key, 'hunter2-key');
  files = ['--cert', cert, '--key', key];
});
after(() => place.remove());

async function against(script: Script, ...args: string[]): Promise<Ran> {
  const server = await startControl(place, script);
  try {
    return await ctl(place, ['certs', ...args], { port: server.port });
  } finally {
    await server.close(0);
  }
}

const certificate: Certificate = {
  ...{ environment: 'production', name: 'www', source: 'ADDED', hosts: ['www.example.com'], issuer: 'Test authority' },
  ...{
    notBeforeMs: Date.now(),
    notAfterMs: Date.now() + 90.5 * 86_400_000,
    digest: 'a'.repeat(64),
    createdMs: 1,
    createdBy: 'anna',
  },
  ...{ usedBy: ['hello/web'], nextMs: 0, troubles: [] },
};

test('add sends both files, and says what it is for, until when, who uses it, and how to undo it', async () => {
  const asked: unknown[] = [];
  const addCertificate: Script['addCertificate'] = async (request) => {
    asked.push(request);
    return certificate;
  };
  const { status, out, err } = await against({ addCertificate }, 'add', 'www', ...files, '--env', 'staging');
  equal(status, 0, err);
  deepEqual(asked, [{ environment: 'staging', name: 'www', chain: 'the chain', key: 'hunter2-key' }]);
  match(out, /www in staging: for www.example.com, until .*Z; used by hello\/web\nundo: ctl certs remove www --env staging\n/);
});

test('what is refused is said with every reason, and never with the key', async () => {
  const addCertificate = async () => {
    throw fail('bad-input', 'this certificate cannot be used; nothing was changed', {
      details: ['it expired', 'it names no host'],
    });
  };
  const { status, out, err } = await against({ addCertificate }, 'add', 'www', ...files);
  equal(status, 1);
  match(err, /it expired\n.*it names no host/);
  ok(!(out + err).includes('hunter2'));
  const missing = await against({}, 'add', 'www', '--cert', 'none', '--key', 'none');
  match(missing.err, /none cannot be read/);
  match((await against({}, 'add', 'www')).err, /say which files: --cert FILE --key FILE/);
});

test('list shows hosts, end, origin and use, what is not right below, and whom an environment gets them from', async () => {
  const acme: Certificate = {
    ...{ ...certificate, name: 'acme:api.example.com', source: 'ACME', hosts: ['api.example.com'], notAfterMs: 0 },
    troubles: ['api.example.com could not be had: no such name \u001b[31m(tried once)'],
  };
  const account = { environment: 'production', directory: 'https://ca.example/dir', email: 'ops@example.com' };
  const more = { challenge: 'dns-01', dns: 'main', url: 'https://ca.example/1', terms: '', setMs: 1, setBy: 'anna' };
  const listCertificates = async () => ({ certificates: [certificate, acme], accounts: [{ ...account, ...more }] });
  const { status, out, err } = await against({ listCertificates }, 'list');
  equal(status, 0, err);
  match(
    out,
    /^CERTIFICATE +ENVIRONMENT +HOSTS +ENDS +FROM +USED BY\nwww +production +www\.example\.com +in 90d12h +added by anna +hello\/web\n/,
  );
  match(out, /acme:api\.example\.com +production +api\.example\.com +none yet +acme/);
  match(out, /! acme:api.example.com in production: api.example.com could not be had: no such name/);
  ok(!out.includes('\u001b'));
  match(out, /production gets certificates from https:\/\/ca.example\/dir by dns-01 through main, as ops@example.com\n$/);
});

test('remove, by force where it is used; acme set, with all that it needs', async () => {
  const asked: unknown[] = [];
  const removeCertificate: Script['removeCertificate'] = async (request) => {
    asked.push(request);
    return certificate;
  };
  equal((await against({ removeCertificate }, 'remove', 'www', '--force')).out, 'www is gone from production\n');
  deepEqual([...asked], [{ environment: 'production', name: 'www', force: true }]);
  const setAcme: Script['setAcme'] = async (request) => {
    asked.push(request);
    return { ...request, url: 'https://ca.example/1' };
  };
  const words = ['acme', 'set', '--directory', 'https://ca.example/dir', '--email', 'ops@example.com', '--agree'];
  equal((await against({ setAcme }, ...words)).status, 0);
  const sent = { environment: 'production', directory: 'https://ca.example/dir', email: 'ops@example.com', agreed: true };
  deepEqual(asked[1], { ...sent, challenge: '', dns: '', ca: '', bindingId: '', bindingKey: '' });
  const key = join(place.folder, 'binding');
  writeFileSync(key, 'c2VjcmV0\n');
  equal((await against({ setAcme }, ...words, '--binding', 'customer-1', '--binding-key', key)).status, 0);
  deepEqual(asked[2], { ...sent, challenge: '', dns: '', ca: '', bindingId: 'customer-1', bindingKey: 'c2VjcmV0' });
  match((await against({ setAcme }, ...words, '--binding', 'customer-1')).err, /needs both/);
  match((await against({}, 'acme', 'set')).err, /needs --directory URL and --email ADDRESS/);
  match((await against({}, 'borrow')).err, /there is add, list, remove, acme/);
});
