// A bundle that somebody packed without ctl: files that its routes name are looked for before there is a version.
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import type { UploadPart } from '../../proto/generated/castellan/v1/UploadPart.ts';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { receiveBundle } from '../../server/push.ts';
import { openRecords, type Records } from '../../server/records/records.ts';

const manifest = `app: hello
processes:
  site:
    routes:
      - { host: www.example.com, static: { root: public, fallback: index.html }, pages: { '404': errors/404.html } }
      - { host: api.example.com, upstream: { url: 'https://api.internal', ca: ca.pem } }
`;

describe('a bundle that was packed elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'named-files-'));
  let records: Records;
  before(async () => {
    records = await openRecords(join(folder, 'server.sqlite'));
  });
  after(async () => {
    await records.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused with each file that its routes name and that is not there', async () => {
    await rejects(push('1', { 'public/other.html': '', 'errors/404.html/x': '' }), (failure: Failure) => {
      const at = 'castellan.yaml: processes.site.routes';
      equal(failure.code, 'bad-input');
      deepEqual(failure.details, [
        `${at}.0.static.fallback: "public/index.html" is not in the bundle`,
        `${at}.0.pages.404: "errors/404.html" is a folder, not a file`,
        `${at}.1.upstream.ca: "ca.pem" is not in the bundle`,
      ]);
      return true;
    });
  });

  it('becomes a version when they are there, also by a link, and when it names none', async () => {
    const all = { 'public/index.html': 'hello', 'pages/404.html': '', 'ca.pem': '' };
    equal((await push('2', all, { errors: 'pages' })).version.name, '2');
    equal(
      (await push('3', { 'run.sh': '' }, {}, 'app: hello\nprocesses: { web: { command: [sh, run.sh] } }\n')).version.name,
      '3',
    );
  });

  async function push(version: string, files: Record<string, string>, links: Record<string, string> = {}, text = manifest) {
    const from = join(folder, version);
    for (const [path, content] of Object.entries({ ...files, 'castellan.yaml': text })) {
      mkdirSync(dirname(join(from, path)), { recursive: true });
      writeFileSync(join(from, path), content);
    }
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(from, path));
    execFileSync('tar', ['-czf', `${from}.tgz`, '-C', from, '.']);
    const data = readFileSync(`${from}.tgz`);
    const of = { sha256: createHash('sha256').update(data).digest('hex'), length: data.length };
    const parts = async function* (): AsyncGenerator<UploadPart> {
      yield { data, part: 'data' } as UploadPart;
      yield { commit: of, part: 'commit' } as UploadPart;
    };
    const open = { app: 'hello', version, ...of, offset: 0 } as never;
    return receiveBundle({ records, blobs: diskBlobs(folder), now: () => 1 }, open, parts(), 'anna');
  }
});
