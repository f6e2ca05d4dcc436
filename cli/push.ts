// From a folder to a version on the server: pack, send what is not there yet, and again from there if the connection breaks.
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Proof } from '../bundle/proof.ts';
import { BundleRefused } from '../bundle/refused.ts';
import { formatDuration, formatSize } from '../lib/durations.ts';
import type { UploadPartInput } from '../proto/generated/castellan/v1/UploadPart.ts';
import type { Version } from '../proto/generated/castellan/v1/Version.ts';
import { once, repeated } from './ask.ts';
import { type Call, Usage } from './command.ts';
import type { Client } from './connect.ts';
import { appName, versionName } from './names.ts';
import { openMeter } from './show/meter.ts';
import { plain } from './show/plain.ts';
import { signBundle, signingKey } from './sign.ts';
import { versionFor } from './version.ts';
import { mayPass } from './watch.ts';

/** A packed bundle, ready to send. Its file is gone when ctl ends. */
export interface Prepared {
  app: string;
  version: string;
  file: string;
  sha256: string;
  length: number;
  /** sha256 of the uncompressed tar. */
  bundle: string;
  /** Absent: it is not to be signed. */
  signature?: Proof;
}

const chunkBytes = 256 * 1024;
// In a row without a byte more on the server.
const attempts = 6;

/** @throws Usage with every mistake in castellan.yaml, or every reason why the folder cannot be a bundle */
export async function prepare(call: Call, path: string): Promise<Prepared> {
  const { version } = call.options;
  const named = version === undefined ? undefined : versionName(version);
  const key = await signingKey(call.options);
  try {
    const prepared = isFolder(path)
      ? await packed(call, path, named ?? versionName(await versionFor(path)))
      : await readyMade(path, named);
    return key ? { ...prepared, signature: signBundle(prepared, key, Date.now()) } : prepared;
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    throw new Usage(`${path} cannot be pushed:\n${error.reasons.map((reason) => `  ${reason}`).join('\n')}`, advice(error, path));
  }
}

/** Sends it and says what it has become. @throws Failure */
export async function send({ screen }: Call, client: Client, blob: Prepared): Promise<Version> {
  const meter = await openMeter(screen, `uploading ${blob.app}@${blob.version}`, blob.length);
  const started = Date.now();
  try {
    const { version, sent } = await upload(client, blob, meter.at);
    meter.close();
    report(screen, version, sent, Date.now() - started);
    return version;
  } finally {
    meter.close();
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new Usage(
      `${path}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such folder or file' : (error as Error).message}`,
    );
  }
}

function advice({ rule }: BundleRefused, path: string): string {
  return rule === 'manifest' ? `ctl init ${path} writes a first castellan.yaml` : 'ctl push --help';
}

async function packed({ screen }: Call, folder: string, version: string): Promise<Prepared> {
  const { pack } = await import('../bundle/pack.ts');
  const file = join(temporaryFolder(), 'bundle.tar.gz');
  const meter = await openMeter(screen, `packing ${folder}`, 0);
  try {
    const { manifest, bundle, blobSha256, blobBytes } = await pack(folder, file, {
      onProgress: ({ bytes, totalBytes }) => meter.at(bytes, totalBytes),
    });
    return { app: manifest.app, version, file, sha256: blobSha256, length: blobBytes, bundle };
  } finally {
    meter.close();
  }
}

/** A bundle that was packed before; the app's name is in its manifest. */
async function readyMade(file: string, version: string | undefined): Promise<Prepared> {
  if (version === undefined) throw new Usage('a packed bundle needs --version', `ctl push ${file} --version VERSION`);
  const [{ inspect }, { describeMistake, readManifest }, { hashFile }] = await Promise.all([
    import('../bundle/unpack.ts'),
    import('../bundle/manifest.ts'),
    import('./hash-file.ts'),
  ]);
  const { manifestText, bundle } = await inspect(file);
  const { manifest, mistakes } = readManifest(manifestText, `${file}: castellan.yaml`);
  if (!manifest) throw new Usage(mistakes.map(describeMistake).join('\n'));
  return { app: appName(manifest.app), version, file, bundle, ...(await hashFile(file)) };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-push-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  return folder;
}

type Tell = (bytes: number) => void;

async function upload(client: Client, blob: Prepared, tell: Tell): Promise<{ version: Version; sent: number }> {
  const { app, version, sha256, length } = blob;
  let there = -1;
  let first: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const { offset } = await repeated(() => client.prepareUpload({ app, version, sha256, length }, once));
    if (offset > there) attempt = 1;
    there = offset;
    first ??= offset;
    try {
      return { version: await client.upload(parts(blob, offset, tell)), sent: length - first };
    } catch (error) {
      if (!mayPass(error) || attempt >= attempts) throw error;
      await pause(100 * 2 ** attempt);
    }
  }
}

async function* parts(
  { app, version, file, sha256, length, signature }: Prepared,
  offset: number,
  tell: Tell,
): AsyncGenerator<UploadPartInput> {
  yield { open: { app, version, sha256, length, offset, ...(signature ? { signature } : {}) } };
  let at = offset;
  tell(at);
  if (offset < length) {
    for await (const data of createReadStream(file, { start: offset, highWaterMark: chunkBytes })) {
      yield { data };
      at += data.length;
      tell(at);
    }
  }
  yield { commit: { length, sha256 } };
}

function report(screen: Call['screen'], version: Version, sent: number, ms: number): void {
  if (screen.json) {
    screen.object(version);
    return;
  }
  const { app, name, bundle, files, unpackedBytes, packedBytes, existed, warnings, signedBy } = version;
  screen.out(`${existed ? 'was there already' : 'pushed'}: ${plain(`${app}@${name}`)}`);
  screen.out(`  bundle ${plain(bundle)}`);
  screen.out(`  ${formatSize(packedBytes)} packed, ${formatSize(unpackedBytes)} in ${files.toLocaleString('en')} files`);
  if (signedBy.length > 0) screen.out(`  signed with ${plain(signedBy.join(', '))}`);
  screen.note(`  sent ${formatSize(sent)} in ${formatDuration(ms)}`);
  for (const warning of warnings) screen.note(`${screen.paintNote('yellow', 'warning:')} ${plain(warning)}`);
}
