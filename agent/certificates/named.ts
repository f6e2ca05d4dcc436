// Certificates that this host's own settings name: files that somebody else keeps up to date. Names are read from them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTraffic, type TrafficCertificate } from '../../certs/traffic.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Certificate } from '../decide/types.ts';
import type { Log } from '../replica.ts';

export interface Files {
  cert: string;
  key: string;
}

export interface NamedOptions {
  /** Pairs of files; or folders with NAME.crt (or .pem) and NAME.key, or with NAME/fullchain.pem and NAME/privkey.pem. */
  certificates: (Files | string)[];
  clock: Clock;
  log: Log;
  /** Other names, or other files. That the same files say something new is the router's to see. */
  changed(): void;
}

export interface Named {
  all(): Certificate[];
  troubles(): string[];
  close(): void;
}

interface Seen {
  /** State of both files when they were read last. */
  state: string;
  /** The last that could be used. */
  good: TrafficCertificate | undefined;
  reason: string;
}

const everyMs = 2000;
const day = 86_400_000;

export function openNamed({ certificates, clock, log, changed }: NamedOptions): Named {
  let seen = new Map<string, Seen & { files: Files }>();
  let reasons: string[] = [];
  let cancel = () => {};
  look();

  function look(): void {
    if (certificates.length === 0) return;
    const before = JSON.stringify(all());
    const found = certificates.map((one) => (typeof one === 'string' ? pairsIn(one) : { pairs: [one], reason: '' }));
    reasons = found.flatMap(({ reason }) => (reason ? [reason] : []));
    seen = new Map(
      found.flatMap(({ pairs }) => pairs).map((files) => [files.cert, { files, ...refreshed(files, seen.get(files.cert)) }]),
    );
    if (JSON.stringify(all()) !== before) changed();
    cancel = clock.after(everyMs, look);
  }

  function refreshed(files: Files, before: Seen | undefined): Seen {
    const state = `${stateOf(files.cert)}, ${stateOf(files.key)}`;
    if (before?.state === state) return before;
    const read = readPair(files, clock.now());
    if ('certificate' in read) return { state, good: read.certificate, reason: '' };
    const reason = `the certificate ${files.cert} cannot be used: ${read.mistakes.join('; ')}`;
    log.warn({ reason }, before?.good ? 'what it said before is in use' : 'it is not used');
    return { state, good: before?.good, reason };
  }

  function all(): Certificate[] {
    return [...seen.values()].flatMap(({ files, good }) =>
      good ? [{ name: nameOf(files), hosts: good.hosts, certFile: files.cert, keyFile: files.key }] : [],
    );
  }

  function troubles(): string[] {
    const soon = [...seen.values()].flatMap(({ files, good }) => (good ? endTrouble(files, good, clock.now()) : []));
    return [...reasons, ...[...seen.values()].flatMap(({ reason }) => (reason ? [reason] : [])), ...soon];
  }

  return { all, troubles, close: () => cancel() };
}

/** The path, in characters that a table takes. */
function nameOf({ cert }: Files): string {
  return encodeURI(cert).slice(-256);
}

function readPair({ cert, key }: Files, now: number): ReturnType<typeof readTraffic> {
  try {
    return readTraffic(readFileSync(cert, 'utf8'), readFileSync(key, 'utf8'), now);
  } catch (error) {
    return { mistakes: [(error as Error).message] };
  }
}

function pairsIn(folder: string): { pairs: Files[]; reason: string } {
  try {
    const names = readdirSync(folder).sort();
    const beside = names.flatMap((name) => {
      const [, base] = /^(.+)\.(?:crt|pem)$/.exec(name) ?? [];
      return base && names.includes(`${base}.key`) ? [{ cert: join(folder, name), key: join(folder, `${base}.key`) }] : [];
    });
    const within = names
      .map((name) => ({ cert: join(folder, name, 'fullchain.pem'), key: join(folder, name, 'privkey.pem') }))
      .filter(({ cert }) => stateOf(cert) !== 'ENOENT' && stateOf(cert) !== 'ENOTDIR');
    return { pairs: [...beside, ...within], reason: '' };
  } catch (error) {
    return { pairs: [], reason: `the certificates in ${folder} cannot be read: ${(error as Error).message}` };
  }
}

function stateOf(file: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(file);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/** When it would long have been renewed, were somebody at it. */
function endTrouble({ cert }: Files, { notBeforeMs, notAfterMs }: TrafficCertificate, now: number): string[] {
  const soon = notAfterMs - Math.min(14 * day, (notAfterMs - notBeforeMs) / 4);
  if (now < soon) return [];
  return [`the certificate ${cert} ${now > notAfterMs ? 'expired' : 'ends'} at ${new Date(notAfterMs).toISOString()}`];
}
