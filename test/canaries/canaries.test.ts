// X32: the search for secrets finds them in each kind of place, and in none where they belong.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { makeCertificates } from '../../certs/make.ts';
import { newToken, writeToken } from '../../certs/token.ts';
import { writeKeyFile } from '../../lib/key-file.ts';
import { type Canaries, expectNoLeaks, openCanaries } from './canaries.ts';
import { leftSecrets, printedSecrets } from './left.ts';
import { filesWith, formsOf, newCanary, secretPartOf } from './needles.ts';

/** What a leak is made of. */
interface Place {
  folder: string;
  at(...path: string[]): string;
  canaries: Canaries;
  /** A process that waits. */
  start(args: string[], variables: Record<string, string>): void;
}

const value = newCanary();
const app = { CASTELLAN_APP: 'hello', CASTELLAN_ENVIRONMENT: 'production', CANARY: value };
const hostKey = 'certs/hosts/h1/key.pem';

/** One for each kind of place: how it comes there, and what is said of it. */
const leaks: Record<string, [leak: (place: Place) => unknown, said: RegExp]> = {
  'a line of a log': [({ at }) => appendFileSync(at('h1.out'), `{"msg":"set CANARY to ${value}"}\n`), /hello is in h1\.out/],
  'an event, in base64 after other text': [
    ({ at }) => writeFileSync(at('server/events'), Buffer.from(`xy${value}z`).toString('base64')),
    /hello is in server\/events/,
  ],
  'hexadecimal digits': [({ at }) => writeFileSync(at('h1/dump'), Buffer.from(value).toString('hex')), /hello is in h1\/dump/],
  'the arguments of a program': [({ start }) => start([value], app), /hello is in the arguments of process \d+/],
  'the variables of another replica': [
    ({ start }) => start([], { ...app, CASTELLAN_APP: 'other' }),
    /hello is in the variables of sh -c/,
  ],
  'the variables of the same app elsewhere': [
    ({ start }) => start([], { ...app, CASTELLAN_ENVIRONMENT: 'staging' }),
    /hello is in the variables/,
  ],
  'a column of the records': [
    ({ at }) => inRecords(at('server/castellan.sqlite'), value),
    /hello is in server\/castellan\.sqlite/,
  ],
  'a column, cut by the end of a page': [cutInRecords, /hello is in the records in server\/castellan\.sqlite/],
  'what ctl said': [
    ({ canaries }) => canaries.heard('ctl status', { stdout: '', stderr: `API_KEY is "${value}"` }),
    /hello is in what ctl status said/,
  ],
  'a key that ctl said': [
    ({ canaries }) => canaries.heard('ctl certs list', { stdout: newKey('ec'), stderr: '' }),
    /a private key is in what ctl certs list said/,
  ],
  'a token that is said again': [
    ({ canaries }) => {
      const token = writeToken(newToken('p'.repeat(43)));
      for (const command of ['ctl hosts add', 'ctl hosts list'])
        canaries.heard(command, { stdout: `run: ctl agent join ${token}`, stderr: '' });
    },
    /^the secret of a token is in what ctl hosts list said$/,
  ],
  'a token in a log': [
    ({ canaries, at }) => {
      const token = newToken('p'.repeat(43));
      canaries.heard('ctl hosts add', { stdout: writeToken(token), stderr: '' });
      appendFileSync(at('server.out'), token.secret);
    },
    /^the secret of a token is in server\.out$/,
  ],
  'a key that others can read': [({ at }) => chmodSync(at(hostKey), 0o640), /others can read certs\/hosts\/h1\/key\.pem/],
  'a key of one host on another': [
    ({ at }) => copyFileSync(at(hostKey), at('certs/hosts/h2/key.pem')),
    /the key in certs\/hosts\/h1\/key\.pem is in certs\/hosts\/h2\/key\.pem/,
  ],
  'a part of a key that was replaced meanwhile': [
    ({ at }) => {
      appendFileSync(at('h1.out'), secretPartOf(readFileSync(at(hostKey), 'utf8')).toString('hex'));
      writeFileSync(at(hostKey), newKey('ec'));
    },
    /the key in certs\/hosts\/h1\/key\.pem is in h1\.out/,
  ],
  'a key that nobody knew of, in JSON': [
    ({ at }) => writeFileSync(at('h1/state.json'), JSON.stringify({ key: newKey('ec') })),
    /a private key is in h1\/state\.json/,
  ],
  'a key of another kind': [({ at }) => writeFileSync(at('h1/signing'), newKey('ed25519')), /a private key is in h1\/signing/],
  'the key that secrets are sealed with': [
    ({ at }) => writeFileSync(at('server/backup'), Buffer.from(readFileSync(at('server/secrets.key'), 'utf8').trim(), 'hex')),
    /the key in server\/secrets\.key is in server\/backup/,
  ],
};

describe('X32: secrets are searched for', () => {
  let whole: string;
  const started: ChildProcess[] = [];

  before(async () => {
    whole = mkdtempSync(join(tmpdir(), 'castellan-canaries-'));
    const out = join(whole, 'world/certs');
    await makeCertificates({ out, hosts: ['h1', 'h2'], operators: ['admin'], addresses: ['127.0.0.1'] });
    for (const name of ['server', 'h1']) writeKeyFile(join(whole, 'world', name, 'secrets.key'), Buffer.alloc(32, name));
    writeFileSync(join(whole, 'world/h1.out'), '{"msg":"connected"}\n');
    inRecords(join(whole, 'world/server/castellan.sqlite'), 'sealed');
  });
  after(() => {
    for (const child of started) child.kill();
    rmSync(whole, { recursive: true });
  });

  it('and not found in a world where all is as it should be', async () => {
    const place = another();
    place.start([], app);
    place.canaries.heard('ctl hosts add', { stdout: writeToken(newToken('p'.repeat(43))), stderr: '' });
    deepEqual(await found(place), []);
    expectNoLeaks(place.canaries);
  });

  for (const [name, [leak, said]] of Object.entries(leaks)) {
    it(`and found in ${name}, which is told without it`, async () => {
      const place = another();
      await leak(place);
      const [first = '', ...more] = await found(place);
      match(first, said);
      deepEqual(more, []);
      ok(!first.includes(value));
    });
  }

  it('and found in what tests print, whatever they are', () => {
    for (const form of formsOf(newCanary())) equal(printedSecrets('a.test.ts', `before ${form} after`).length, 1, String(form));
    match(printedSecrets('a.test.ts', newKey('ec')).join(), /a private key is in what a\.test\.ts printed/);
    deepEqual(printedSecrets('a.test.ts', 'castellan-canaries; no PRIVATE KEY here'), []);
  });

  it('and found in what they leave behind', async () => {
    const folder = mkdtempSync(join(whole, 'tmp-'));
    mkdirSync(join(folder, 'castellan-world-1'));
    writeFileSync(join(folder, 'castellan-world-1/key.pem'), newKey('ec'), { mode: 0o600 });
    deepEqual(await leftSecrets(0, folder, 0), []);
    writeFileSync(join(folder, 'castellan-world-1/h1.out'), value, { mode: 0o600 });
    match((await leftSecrets(0, folder, 0)).join(), /^a planted secret is in .*h1\.out$/);
    chmodSync(join(folder, 'castellan-world-1/key.pem'), 0o644);
    equal((await leftSecrets(0, folder, 0)).length, 2);
    deepEqual(await leftSecrets(Date.now() + 60_000, folder), []);
  });

  function another(): Place & { pids: number[] } {
    const folder = mkdtempSync(join(whole, 'world-'));
    cpSync(join(whole, 'world'), folder, { recursive: true });
    const canaries = openCanaries(folder);
    canaries.learnKeys();
    canaries.plant('the secret of hello', value, ['CASTELLAN_APP=hello', 'CASTELLAN_ENVIRONMENT=production']);
    const pids: number[] = [];
    const start = (args: string[], env: Record<string, string>) => {
      const child = spawn('sh', ['-c', 'read _', 'sh', ...args], { env, stdio: ['pipe', 'ignore', 'ignore'] });
      started.push(child);
      pids.push(child.pid ?? 0);
    };
    return { folder, at: (...path) => join(folder, ...path), canaries, start, pids };
  }

  async function found({ canaries, folder, pids }: Place & { pids: number[] }): Promise<string[]> {
    canaries.lookAtProcesses(pids);
    await canaries.lookAtFiles(folder);
    return canaries.leaks();
  }
});

function inRecords(path: string, text: string): void {
  const db = new DatabaseSync(path);
  db.exec('CREATE TABLE IF NOT EXISTS events (text TEXT)');
  db.prepare('INSERT INTO events VALUES (?)').run(text);
  db.close();
}

/** Of 12,000 bytes the first 3,816 stand in the row's own page: fileformat2.html, section 1.6. */
async function cutInRecords({ at, folder }: Place): Promise<void> {
  inRecords(at('server/castellan.sqlite'), 'x'.repeat(3796) + value + 'x'.repeat(12_000 - 3796 - value.length));
  deepEqual(await filesWith([Buffer.from(value)], [folder]), [], 'it is not cut');
}

function newKey(kind: 'ec' | 'ed25519'): string {
  const pair = kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
