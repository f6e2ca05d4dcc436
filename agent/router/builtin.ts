// The built-in router, as the agent sees it: a process of its own, found or started, and started again when it died.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../../lib/durable-file.ts';
import type { RouteTable } from '../decide/types.ts';
import { Refused } from './control.ts';
import type { Figure } from './figures.ts';
import type { Link } from './link.ts';
import { LinkLost, openLink } from './link.ts';
import type { Router } from './router.ts';
import type { Asking, ReplyTo, RouterHello } from './wire.ts';
import { protocolVersion, socketPath } from './wire.ts';

export interface BuiltinRouter extends Router {
  /** The process as it is now; `revision` is where the next table must continue. */
  hello(signal?: AbortSignal): Promise<RouterHello>;
  figures(signal?: AbortSignal): Promise<Figure[]>;
}

interface Options {
  /** Of the router alone: its socket, table and log. */
  stateDir: string;
  /** `8080`, `127.0.0.1:8080`, several with commas. */
  listen: string;
  /** false: somebody else starts it, and starts it again; it is waited for. By default it is started here. */
  start?: boolean;
  log: Log;
}

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const startMs = 10_000;
const maxBackoffMs = 5000;
const maxLogBytes = 10 * 1024 * 1024;

/**
 * Finds the router that runs in this folder, or starts one. One that listens elsewhere, or speaks another protocol, is
 * asked to leave: it frees its ports at once and finishes what it has in flight.
 * @throws Error with the end of the router's log when it cannot be started.
 */
export async function startBuiltin({ stateDir, listen, start = true, log }: Options): Promise<BuiltinRouter> {
  const life = new AbortController();
  let newest: RouteTable | undefined;
  let link = connectOrStart();
  await link;
  void keep();

  // While the agent lives, so does the router.
  async function keep(): Promise<void> {
    while (!life.signal.aborted) {
      const current = await link.catch(() => undefined);
      await current?.lost;
      if (life.signal.aborted) return;
      log.error({}, start ? 'the router is gone, starting it again' : 'the router is gone, waiting for it');
      link = again();
    }
  }

  async function again(): Promise<Link> {
    for (let backoffMs = 50; ; backoffMs = Math.min(2 * backoffMs, maxBackoffMs)) {
      try {
        return await connectOrStart();
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'the router cannot be started');
      }
      await sleep(backoffMs, undefined, { signal: life.signal });
    }
  }

  async function connectOrStart(): Promise<Link> {
    const path = socketPath(makeFolder(stateDir));
    const running = await openLink(path);
    const found =
      (running && (await fitting(running, listen))) ?? (await (start ? startProcess(stateDir, listen, path) : appearing(path)));
    const { pid, revision } = await found.ask({ ask: 'hello' });
    if (newest && revision < newest.revision) await found.ask({ ask: 'apply', table: newest }).catch(unlessRefused);
    log.info({ pid, revision }, 'connected to the router');
    return found;
  }

  /** Asked again of the next router when this one goes away before its answer. */
  async function ask<Ask extends Asking['ask']>(
    asking: Extract<Asking, { ask: Ask }>,
    signal?: AbortSignal,
  ): Promise<ReplyTo<Ask>> {
    while (true) {
      life.signal.throwIfAborted();
      const current = await orAborted(link, signal);
      try {
        return await orAborted(current.ask(asking), signal);
      } catch (error) {
        if (!(error instanceof LinkLost)) throw error;
        await Promise.race([current.lost.then(() => sleep(1)), aborted(life.signal)]);
      }
    }
  }

  async function apply(table: RouteTable, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await ask({ ask: 'apply', table }, signal);
    if (!newest || newest.revision <= table.revision) newest = table;
  }

  async function drained(replica: string, signal: AbortSignal): Promise<number> {
    try {
      await ask({ ask: 'drained', replica }, signal);
      return 0;
    } catch (error) {
      if (!signal.aborted || life.signal.aborted) throw error;
      return (await ask({ ask: 'cut', replica })).left;
    }
  }

  async function close(): Promise<void> {
    life.abort(new Error('the router was let go of'));
    (await link.catch(() => undefined))?.close();
  }

  return {
    apply,
    drained,
    close,
    hello: (signal) => ask({ ask: 'hello' }, signal),
    figures: async (signal) => (await ask({ ask: 'figures' }, signal)).figures,
  };
}

/** The link, if this router is what is wanted; else it is on its way out when this resolves. */
async function fitting(link: Link, listen: string): Promise<Link | undefined> {
  const hello = await link.ask({ ask: 'hello' }).catch(() => undefined);
  if (hello?.protocol === protocolVersion && hello.listen === listen) return link;
  await link.ask({ ask: 'leave' }).catch(() => {});
  await link.lost;
  return undefined;
}

/** A router that nobody starts for so long is told, by the error that this ends with. */
async function appearing(path: string): Promise<Link> {
  for (const deadline = performance.now() + startMs; performance.now() < deadline; await sleep(10)) {
    const link = await openLink(path);
    if (link) return link;
  }
  throw new Error(`no router answers on ${path}: is castellan-router.service running?`);
}

async function startProcess(stateDir: string, listen: string, path: string): Promise<Link> {
  const logPath = join(stateDir, 'router.log');
  keepSmall(logPath);
  const out = openSync(logPath, 'a', 0o600);
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, '--state', stateDir, '--listen', listen], {
    detached: true,
    stdio: ['ignore', out, out],
    env: { PATH: process.env.PATH },
  });
  closeSync(out);
  child.unref();
  let end: string | undefined;
  child.once('exit', (code, killedBy) => {
    end = `it ended with ${killedBy ?? `status ${code}`}`;
  });
  child.once('error', (error) => {
    end = error.message;
  });
  for (const deadline = performance.now() + startMs; performance.now() < deadline && end === undefined; await sleep(10)) {
    const link = await openLink(path);
    if (link) return link;
  }
  throw new Error(`the router did not start: ${end ?? 'no answer in time'}\n${lastLines(logPath)}`);
}

/** A router that fails at every start must not fill the disk with its reasons. */
function keepSmall(path: string): void {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > maxLogBytes) renameSync(path, `${path}.1`);
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-3).join('\n');
}

function unlessRefused(error: unknown): void {
  // The router serves the table that it kept; whoever applies the next one hears the reason.
  if (!(error instanceof Refused)) throw error;
}

async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work;
  const waiting = new AbortController();
  try {
    return await Promise.race([work, aborted(signal, waiting.signal)]);
  } finally {
    waiting.abort();
  }
}

function aborted(signal: AbortSignal, over?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over });
  });
}
