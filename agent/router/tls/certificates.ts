// The certificates that TLS is spoken with: read from files, read again when they change, found by the name that a client asks for.
import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import { createSecureContext } from 'node:tls';
import type { Certificate } from '../../decide/types.ts';
import { contextOptions } from './offer.ts';

export interface Certificates {
  /** Resolves when all of them were read, or told to be of no use. */
  use(certificates: Certificate[]): Promise<void>;
  /** The one whose name fits best; undefined: none does. */
  find(serverName: string): SecureContext | undefined;
  /** For clients that no other one is for; undefined: there is none at all. */
  first(): Pem | undefined;
  close(): void;
}

export interface Pem {
  cert: Buffer;
  key: Buffer;
}

interface Options {
  log: Log;
  /** The first one is another, or has other contents. */
  firstChanged: () => void;
  pollMs?: number;
}

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

interface Loaded {
  of: Certificate;
  /** State of the files when they were read last, whatever came of it. */
  seen: string;
  good: { pem: Pem; context: SecureContext } | undefined;
}

export function openCertificates({ log, firstChanged, pollMs = 2000 }: Options): Certificates {
  const life = new AbortController();
  let loaded: Loaded[] = [];
  let byName = new Map<string, SecureContext>();
  void keepFresh().catch((error) => {
    if (!life.signal.aborted) throw error;
  });

  async function use(certificates: Certificate[]): Promise<void> {
    const known = new Map(loaded.map((one) => [keyOf(one.of), one]));
    const next: Loaded[] = [];
    for (const of of certificates) {
      const before = known.get(keyOf(of)) ?? { seen: '', good: sameName(loaded, of)?.good };
      next.push(await refreshed({ ...before, of }));
    }
    loaded = next;
    index();
  }

  // Followed by looking, not by notices: those do not come for links, binds and network folders.
  async function keepFresh(): Promise<void> {
    for (let restMs = pollMs; ; ) {
      await sleep(restMs, undefined, { signal: life.signal, ref: false });
      const began = performance.now();
      for (const one of loaded) await refresh(one);
      restMs = Math.max(pollMs, 20 * (performance.now() - began));
    }
  }

  async function refresh(one: Loaded): Promise<void> {
    const next = await refreshed(one);
    // A table that came meanwhile has read them itself.
    const at = loaded.indexOf(one);
    if (next.seen === one.seen || at === -1) return;
    loaded[at] = next;
    index();
  }

  async function refreshed(one: Loaded): Promise<Loaded> {
    const seen = await stateOf(one.of);
    if (seen === one.seen) return one;
    const fields = { certificate: one.of.name, hosts: one.of.hosts };
    try {
      const good = await load(one);
      log.info({ ...fields, until: good.until }, one.good ? 'a certificate was replaced' : 'a certificate is in use');
      return { ...one, seen, good };
    } catch (error) {
      const meanwhile = one.good ? 'the one before stays in use' : 'nothing is shown for it';
      log.error({ ...fields, reason: (error as Error).message }, `a certificate cannot be used: ${meanwhile}`);
      return { ...one, seen };
    }
  }

  function index(): void {
    const before = byName.get('');
    byName = new Map();
    for (const { of, good } of loaded.toReversed()) {
      for (const name of good ? ['', ...of.hosts] : []) byName.set(name, (good as { context: SecureContext }).context);
    }
    if (byName.get('') !== before) firstChanged();
  }

  return {
    use,
    find: (serverName) => {
      const name = serverName.toLowerCase();
      return byName.get(name) ?? byName.get(`*${name.slice(name.indexOf('.'))}`);
    },
    first: () => loaded.find(({ good }) => good)?.good?.pem,
    close: () => life.abort(),
  };
}

// A key that does not fit, or a file that is still being written, is found here.
async function load({ of, good }: Loaded): Promise<{ pem: Pem; context: SecureContext; until: string }> {
  const pem = { cert: await readFile(of.certFile), key: await readFile(of.keyFile) };
  const context = createSecureContext({ ...contextOptions, ...pem });
  const { validTo, validToDate } = new X509Certificate(pem.cert);
  if (good && validToDate.getTime() < Date.now()) throw new Error(`it was valid until ${validTo}`);
  return { pem, context, until: validTo };
}

async function stateOf({ certFile, keyFile }: Certificate): Promise<string> {
  const states = await Promise.all(
    [certFile, keyFile].map((file) =>
      stat(file).then(
        ({ ino, size, mtimeMs, ctimeMs }) => `${ino} ${size} ${mtimeMs} ${ctimeMs}`,
        (error: NodeJS.ErrnoException) => String(error.code),
      ),
    ),
  );
  return states.join(', ');
}

// With other files under the same name, what those before said is shown until the new ones can be.
function sameName(loaded: Loaded[], { name }: Certificate): Loaded | undefined {
  return loaded.find(({ of }) => of.name === name);
}

function keyOf({ name, hosts, certFile, keyFile }: Certificate): string {
  return JSON.stringify([name, hosts, certFile, keyFile]);
}
