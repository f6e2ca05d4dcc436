// Certificates that the server gives to this host: fetched, kept sealed so that a restart needs no server, laid out for the router.
import { createHash } from 'node:crypto';
import { lchownSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, pause } from '../../lib/clock.ts';
import { makeFolder, writeDurable } from '../../lib/durable-file.ts';
import { keyFile } from '../../lib/key-file.ts';
import { isSha256 } from '../../lib/names.ts';
import { seal, Unsealable, unseal } from '../../lib/seal.ts';
import type { CertificateRef } from '../../proto/generated/castellan/v1/CertificateRef.ts';
import type { Certificate } from '../decide/types.ts';
import type { Log } from '../replica.ts';

export interface Pair {
  /** PEM */
  chain: string;
  key: string;
}

export interface DeliveredOptions {
  /** Of the sealed ones. */
  folder: string;
  /** Made when it is first needed. */
  keyFile: string;
  /** Where the router reads them: nobody else can. */
  laidOut: string;
  /** Its folder: whose this is, theirs are the files. */
  router: string;
  fetch(digest: string, signal: AbortSignal): Promise<Pair>;
  clock: Clock;
  log: Log;
  /** There is another one for the table. */
  changed(): void;
}

export interface Delivered {
  /** What is asked for here, complete. */
  assign(refs: CertificateRef[]): void;
  /** For the table. One that is on its way is stood in for by the one before it. */
  all(): Certificate[];
  /** The router has a table with these, and needs no others any more. */
  used(certificates: Certificate[]): void;
  troubles(): string[];
  close(): void;
}

const [firstMs, mostMs] = [1000, 60_000];

export function openDelivered(options: DeliveredOptions): Delivered {
  const { folder, laidOut, fetch, clock, log } = options;
  const life = new AbortController();
  const ready = new Map<string, Certificate>();
  const reasons = new Map<string, string>();
  const fetching = new Set<string>();
  let refs: CertificateRef[] = [];
  let shown: Certificate[] = [];
  let opened: Buffer | undefined;
  const key = () => {
    opened ??= keyFile(options.keyFile);
    return opened;
  };

  function assign(next: CertificateRef[]): void {
    refs = next.filter(isSound);
    for (const ref of refs) if (!ready.has(ref.digest)) takeUp(ref);
    for (const digest of [...reasons.keys()]) if (!isWanted(digest)) reasons.delete(digest);
    show();
  }

  /** From the disk, or else from the server. */
  function takeUp(ref: CertificateRef): void {
    const kept = read(ref.digest);
    if (kept) return void ready.set(ref.digest, layOut(ref, kept));
    if (fetching.has(ref.digest)) return;
    fetching.add(ref.digest);
    void fetchUntilHad(ref).finally(() => fetching.delete(ref.digest));
  }

  async function fetchUntilHad(ref: CertificateRef): Promise<void> {
    for (let restMs = firstMs; isWanted(ref.digest) && !life.signal.aborted; restMs = Math.min(2 * restMs, mostMs)) {
      try {
        const pair = await fetch(ref.digest, life.signal);
        if (digestOf(pair.chain) !== ref.digest) throw new Error('the server sent another one');
        keep(ref.digest, pair);
        ready.set(ref.digest, layOut(ref, pair));
        reasons.delete(ref.digest);
        return show();
      } catch (error) {
        if (life.signal.aborted) return;
        if (!reasons.has(ref.digest))
          log.warn({ certificate: ref.name, reason: (error as Error).message }, 'certificate not fetched');
        reasons.set(ref.digest, `the certificate ${ref.name} could not be had: ${(error as Error).message}`);
        await pause(clock, restMs, life.signal);
      }
    }
  }

  function isWanted(digest: string): boolean {
    return refs.some((ref) => ref.digest === digest);
  }

  function show(): void {
    const next = refs.flatMap(({ name, digest }) => ready.get(digest) ?? shown.find((before) => before.name === name) ?? []);
    if (JSON.stringify(next) === JSON.stringify(shown)) return;
    shown = next;
    options.changed();
  }

  function keep(digest: string, pair: Pair): void {
    makeFolder(folder);
    writeDurable(join(folder, digest), seal(key(), JSON.stringify(pair), aboutOf(digest)));
  }

  /** undefined: it is not here, or nobody can open it any more, and it is fetched again. */
  function read(digest: string): Pair | undefined {
    try {
      return JSON.parse(unseal(key(), readFileSync(join(folder, digest)), aboutOf(digest))) as Pair;
    } catch (error) {
      if (error instanceof Unsealable) log.warn({ digest }, 'a certificate that was kept cannot be opened and is fetched again');
      else if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn({ err: error }, 'a kept certificate cannot be read');
      return undefined;
    }
  }

  /** Under a name of its own for each: what a router reads is always a pair that fits. */
  function layOut({ name, digest, hosts }: CertificateRef, pair: Pair): Certificate {
    giveToRouter(makeFolder(laidOut));
    const [certFile, keyFile] = [join(laidOut, `${digest}.crt`), join(laidOut, `${digest}.key`)];
    writeIfOther(keyFile, pair.key);
    writeIfOther(certFile, pair.chain);
    for (const file of [keyFile, certFile]) giveToRouter(file);
    return { name, hosts, certFile, keyFile };
  }

  /** A router that is a unit has a user of its own. */
  function giveToRouter(path: string): void {
    const owner = statSync(options.router, { throwIfNoEntry: false });
    if (process.getuid?.() === 0 && owner && owner.uid !== 0) lchownSync(path, owner.uid, owner.gid);
  }

  function used(certificates: Certificate[]): void {
    const names = new Set(certificates.map(({ certFile }) => certFile));
    const stays = (digest: string) => isWanted(digest) || names.has(join(laidOut, `${digest}.crt`));
    for (const digest of [...ready.keys()]) if (!stays(digest)) ready.delete(digest);
    for (const place of [folder, laidOut]) removeFrom(place, stays);
  }

  function removeFrom(where: string, stays: (digest: string) => boolean): void {
    for (const file of filesIn(where)) {
      const digest = file.split('.', 1)[0] as string;
      if (isSha256(digest) && !stays(digest)) rmSync(join(where, file), { force: true });
    }
  }

  return { assign, all: () => shown, used, troubles: () => [...reasons.values()], close: () => life.abort() };
}

/** One that a router would refuse must not keep a table from it. */
function isSound({ name, digest, hosts }: CertificateRef): boolean {
  const named = /^[\x21-\x7e]{1,256}$/.test(name) && hosts.length <= 1000;
  return isSha256(digest) && named && hosts.every((host) => host.length >= 1 && host.length <= 253);
}

function writeIfOther(path: string, text: string): void {
  try {
    if (readFileSync(path, 'utf8') === text) return;
  } catch {
    // It is not there.
  }
  writeDurable(path, text, 0o600);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function digestOf(chain: string): string {
  return createHash('sha256').update(chain).digest('hex');
}

function aboutOf(digest: string): string {
  return `certificate:${digest}`;
}
