// What comes in with a bundle: archives, patches, manifests, signatures.
import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gzipSync, type ZstdOptions, zstdCompressSync } from 'node:zlib';
import { readArchive } from '../../bundle/archive.ts';
import { defaultLimits } from '../../bundle/limits.ts';
import { describeMistake, readManifest } from '../../bundle/manifest.ts';
import { isSignedBy, readPublicKey, readSignature } from '../../bundle/minisign.ts';
import { readSecretKey } from '../../bundle/minisign-secret.ts';
import { readProcess } from '../../bundle/process.ts';
import { BundleRefused } from '../../bundle/refused.ts';
import { readStatement } from '../../bundle/statement.ts';
import { makeKey } from '../bundle/keys.ts';
import { entry, pax } from '../bundle/tar-entries.ts';
import type { Target } from './guided.ts';

export const fuzzFolder = mkdtempSync(join(tmpdir(), 'castellan-fuzz-'));
process.once('exit', () => rmSync(fuzzFolder, { recursive: true, force: true }));
/** Whatever a damaged header says: no archive of these may become large. */
const limits = { ...defaultLimits, maxUnpackedBytes: 2 ** 20, maxEntries: 500 };

const manifest = `app: hello
processes:
  web:
    command: [./start, "--port", "$PORT"]
    ports: { http: auto }
    replicas: 2
    ready: { http: /ready, every: 1s }
    routes: [{ host: hello.test, path: / }]
    limits: { memory: 512M }
    env: { LOG_LEVEL: info }
    secrets: [TOKEN]
deploy: { strategy: canary, healthy: 1s }
`;
const end = Buffer.alloc(1024);
const archives = [
  [entry({ name: 'castellan.yaml', data: manifest }), entry({ name: 'start', data: 'x'.repeat(700), mode: 0o755 }), end],
  [
    entry({ name: 'castellan.yaml', data: 'app: hello\n' }),
    entry({ name: 'd/', type: '5', mode: 0o755 }),
    pax({ path: `d/${'n'.repeat(120)}` }),
    entry({ data: 'deep' }),
    entry({ name: 'l', type: '2', target: 'd' }),
    entry({ name: '././@LongLink', type: 'L', data: `d/${'m'.repeat(150)}\0`, magic: 'ustar  \0' }),
    entry({ data: 'gnu' }),
    end,
  ],
].map((parts) => Buffer.concat(parts));
const [base] = archives as [Buffer];
const patch = (tar: Buffer) =>
  zstdCompressSync(tar, { dictionary: base, params: { [constants.ZSTD_c_checksumFlag]: 1 } } as ZstdOptions);

async function readBlob(blob: Buffer, from?: Buffer): Promise<void> {
  const path = join(fuzzFolder, 'blob');
  writeFileSync(path, blob);
  const fd = openSync(path, 'r');
  try {
    const contents = await readArchive(fd, limits, undefined, from);
    assert.ok(contents.tarBytes <= limits.maxUnpackedBytes);
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
  } finally {
    closeSync(fd);
  }
}

/** With the checksums of its headers made right again: else nearly all are refused for them. */
function summed(tar: Buffer): Buffer {
  const copy = Buffer.from(tar);
  for (let at = 0; at + 512 <= copy.length; at += 512) {
    const header = copy.subarray(at, at + 512);
    if (header.toString('latin1', 257, 262) !== 'ustar') continue;
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
  return copy;
}

const key = makeKey();
const statement = { app: 'hello', version: '1', bundle: 'a'.repeat(64) };
const signed = key.sign(statement);

export const bundleTargets: Target[] = [
  {
    name: 'the tar reader',
    seeds: archives,
    words: ['ustar\x0000', 'ustar  \0', '20 path=../../etc/x\n', '12 size=-5\n', '../', '\0', '77777777777\0'],
    decode: (input) => readBlob(gzipSync(summed(input), { level: 0 })),
  },
  { name: 'the gzip reader', seeds: archives.map((tar) => gzipSync(tar)), decode: (input) => readBlob(input) },
  { name: 'the patch reader', seeds: archives.map(patch), decode: (input) => readBlob(input, base) },
  {
    name: 'castellan.yaml',
    seeds: [manifest, 'app: a\nprocesses: { w: { command: x } }\n', '{"app": "a", "processes": {}}'],
    words: [
      '&a ',
      '*a',
      '<<: ',
      '!!binary ',
      '? ',
      '- ',
      ': ',
      '{',
      '[',
      '|\n',
      '"\\u0000"',
      '\t',
      '---\n',
      '0o777',
      '.inf',
      '~',
      '__proto__: ',
    ],
    decode: (input) => {
      const reading = readManifest(input.toString());
      if (reading.manifest) return;
      assert.ok(reading.mistakes.length > 0 && reading.mistakes.length <= 100);
      for (const mistake of reading.mistakes) {
        assert.ok(mistake.line >= 1 && mistake.column >= 1);
        assert.equal(typeof describeMistake(mistake), 'string');
      }
    },
  },
  {
    name: 'a process as it is sent',
    seeds: [JSON.stringify({ command: ['./start'], ports: { http: 'auto' }, replicas: 1, env: {} })],
    json: true,
    decode: (input) => mayThrow(() => readProcess(input.toString()), /^not a process/),
  },
  {
    name: 'signatures and keys',
    seeds: [signed.signature, key.line, signed.statement, `untrusted comment: x\n${key.line}\n`],
    words: ['untrusted comment: ', 'trusted comment: ', 'RW', 'RU', '\n', '='],
    decode: (input) => {
      const text = input.toString();
      const [signature, other] = [readSignature(text), readPublicKey(text)];
      if (signature) isSignedBy({ ...key.public, id: signature.id }, signature, signed.statement);
      if (signature && other) isSignedBy(other, signature, text);
      const read = readStatement(text);
      if (read) assert.match(read.bundle, /^[0-9a-f]{64}$/);
    },
  },
  {
    name: 'a secret key',
    seeds: [key.secret],
    decode: (input) =>
      mayThrow(() => {
        const secret = readSecretKey(input.toString());
        // A sealed one takes a gigabyte to open, which is what it is for.
        if (!secret.sealed) secret.open('');
      }, /no secret key|damaged/),
  },
];

export function mayThrow(read: () => unknown, so: RegExp): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error) || !so.test(error.message)) throw error;
  }
}
