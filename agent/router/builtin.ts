// The built-in router, as the agent sees it: a process of its own, found or started, and started again when it died.
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../lib/durable-file.ts';
import type { RouteTable } from '../decide/types.ts';
import type { Figure } from './figures.ts';
import type { Link } from './link.ts';
import { LinkLost, openLink } from './link.ts';
import type { Log } from './log.ts';
import type { Program, RouterSettings } from './program.ts';
import { startRouter, thisCode, thisProgram } from './program.ts';
import { Refused } from './refused.ts';
import type { Router } from './router.ts';
import type { Asking, ReplyTo, RouterHello } from './wire.ts';
import { protocolVersion, socketPath } from './wire.ts';

export interface BuiltinRouter extends Router {
  /** The process as it is now; `revision` is where the next table must continue. */
  hello(signal?: AbortSignal): Promise<RouterHello>;
  figures(signal?: AbortSignal): Promise<Figure[]>;
  troubles(signal?: AbortSignal): Promise<string[]>;
  /** From now on it has to be what is wanted (`asItIs`). */
  renew(): Promise<void>;
}

interface Options extends Pick<RouterSettings, 'stateDir' | 'listen'> {
  /** By default one. */
  workers?: number;
  /** false: somebody else starts it, and starts it again; it is waited for. By default it is started here. */
  start?: boolean;
  /** One of another release, or of another number of processes, is left until `renew`: who asks may have to go again itself. */
  asItIs?: boolean;
  /** What it is to run, by default this release. */
  program?: Program & { code: string };
  log: Log;
}

const startMs = 10_000;
const maxBackoffMs = 5000;
const maxLogBytes = 10 * 1024 * 1024;

/**
 * Finds the router that runs in this folder, or starts one. One of another release, or with other settings, is replaced
 * without a gap; one that cannot be is asked to leave.
 * @throws Error with the end of the router's log when it cannot be started, and when one cannot listen where it is to.
 */
export async function startBuiltin(options: Options): Promise<BuiltinRouter> {
  const { stateDir, listen, workers = 1, start = true, program = { ...thisProgram, code: thisCode }, log } = options;
  const settings = { stateDir, listen, workers };
  const path = socketPath(makeFolder(stateDir));
  const life = new AbortController();
  let code = options.asItIs ? undefined : program.code;
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
    let replaced = false;
    while (true) {
      const found = (await openLink(path)) ?? (await begin());
      try {
        const hello = await found.ask({ ask: 'hello' });
        if (!(await fits(found, hello))) continue;
        const { pid, revision } = hello;
        if (newest && revision < newest.revision) {
          log.error({ revision, newest: newest.revision }, 'the router has an older table, or none; it is given the newest');
          await found.ask({ ask: 'apply', table: newest }).catch(unlessRefused);
        }
        log.info({ pid, revision }, 'connected to the router');
        return found;
      } catch (error) {
        // Another one has taken over meanwhile.
        if (!(error instanceof LinkLost)) throw error;
      }
    }

    /** False: it is on its way out. */
    async function fits(found: Link, hello: RouterHello): Promise<boolean> {
      const same = hello.protocol === protocolVersion && hello.listen === listen;
      if (same && (code === undefined || (hello.workers === workers && hello.code === code))) return true;
      if (replaced && same) return true;
      const { node, main } = program;
      const replacing = hello.code !== undefined && !replaced;
      replaced = true;
      try {
        await found.ask(replacing ? { ask: 'replace', node, main, listen, workers } : { ask: 'leave' });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        if (!same) throw error;
        log.error({ reason: error.message }, 'the router was not replaced, and goes on as it is');
        return true;
      }
      await found.lost;
      return false;
    }
  }

  async function begin(): Promise<Link> {
    log.info({}, start ? 'the router is started' : 'the router is waited for');
    return start ? startProcess(program, settings, path) : appearing(path);
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

  /** By connecting again. */
  async function renew(): Promise<void> {
    if (code !== undefined) return;
    code = program.code;
    (await link.catch(() => undefined))?.close();
  }

  async function close(): Promise<void> {
    life.abort(new Error('the router was let go of'));
    (await link.catch(() => undefined))?.close();
  }

  return {
    apply,
    drained,
    close,
    renew,
    hello: (signal) => ask({ ask: 'hello' }, signal),
    figures: async (signal) => (await ask({ ask: 'figures' }, signal)).figures,
    troubles: async (signal) => (await ask({ ask: 'hello' }, signal)).troubles,
  };
}

/** A router that nobody starts for so long is told, by the error that this ends with. */
async function appearing(path: string): Promise<Link> {
  for (const deadline = performance.now() + startMs; performance.now() < deadline; await sleep(10)) {
    const link = await openLink(path);
    if (link) return link;
  }
  throw new Error(`no router answers on ${path}: is castellan-router.service running?`);
}

async function startProcess(program: Program, settings: RouterSettings, path: string): Promise<Link> {
  const logPath = join(settings.stateDir, 'router.log');
  keepSmall(logPath);
  const out = openSync(logPath, 'a', 0o600);
  const child = startRouter('first', program, settings, {
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
