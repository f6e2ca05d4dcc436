// The control connection: the newest assignment in, the newest report out, heartbeats both ways; for ever.
import { setTimeout as sleep } from 'node:timers/promises';
import { makeWake } from '../lib/wake.ts';
import { Failure } from '../proto/failure.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { HelloInput } from '../proto/generated/castellan/v1/Hello.ts';
import type { HostMessageInput } from '../proto/generated/castellan/v1/HostMessage.ts';
import type { ReportInput } from '../proto/generated/castellan/v1/Report.ts';
import type { ServerMessage } from '../proto/generated/castellan/v1/ServerMessage.ts';
import type { Welcome } from '../proto/generated/castellan/v1/Welcome.ts';
import type { CallOptions } from '../proto/rpc.ts';
import { withProcesses } from '../proto/shared-processes.ts';
import type { Log } from './replica.ts';

export interface SessionOptions {
  /** One call of Session on the control connection. */
  open(messages: AsyncIterable<HostMessageInput>, options: CallOptions): AsyncIterable<ServerMessage>;
  hello(): HelloInput;
  report(): ReportInput;
  assign(assignment: Assignment): Promise<string[]>;
  /** What its router answers for HTTP-01 from now on. */
  challenge?(answers: Record<string, string>): void;
  /** The server is there. */
  connected?(): void;
  /** The server has taken a report of this connection. */
  reported?(): void;
  log: Log;
  /** 0 to 1: spreads the hosts that lost their server at the same time. */
  random(): number;
  limits?: Partial<SessionLimits>;
}

export interface SessionLimits {
  /** Reports are not sent more often. */
  throttleMs: number;
  /** Until the server has said otherwise. */
  heartbeatMs: number;
  /** Nothing heard for this long: the connection is given up. Three heartbeats, once the server has said how long they are. */
  silenceMs: number;
  retryMinMs: number;
  retryMaxMs: number;
}

export interface Session {
  /** Something to report is new. */
  changed(): void;
  isConnected(): boolean;
  close(): Promise<void>;
}

const defaults: SessionLimits = { throttleMs: 50, heartbeatMs: 5000, silenceMs: 15_000, retryMinMs: 200, retryMaxMs: 15_000 };
const missedHeartbeats = 3;
const leastSilenceMs = 1000;

/** Connects, and connects again, until it is closed. */
export function openSession(options: SessionOptions): Session {
  const { log } = options;
  const limits = { ...defaults, ...options.limits };
  const life = new AbortController();
  const news = makeWake();
  let reportDue = true;
  let isHeard = false;
  const done = keepConnected();

  async function keepConnected(): Promise<void> {
    for (let attempt = 0; !life.signal.aborted; attempt += 1) {
      const heard = await connectOnce();
      if (heard) attempt = 0;
      await rest(Math.min(limits.retryMaxMs, limits.retryMinMs * 2 ** Math.min(attempt, 20)) * (0.5 + options.random() / 2));
    }
  }

  /** One connection, to its end. True: the server was there. */
  async function connectOnce(): Promise<boolean> {
    const call = new AbortController();
    const signal = AbortSignal.any([call.signal, life.signal]);
    let heard = false;
    let silence = setTimeout(() => call.abort(), limits.silenceMs);
    reportDue = true;
    try {
      for await (const message of options.open(outgoing(signal), { signal })) {
        if (!heard) {
          log.info({}, 'connected to the server');
          options.connected?.();
        }
        heard = true;
        isHeard = true;
        if (message.welcome) keepPace(message.welcome);
        silence = again(silence, call);
        if (message.challenges) options.challenge?.(message.challenges.answers);
        if (message.assignment) await options.assign(withProcesses(message.assignment));
        if (message.heartbeat && message.heartbeat.reports > 0) options.reported?.();
      }
      log.warn({}, 'the server ended the session');
    } catch (error) {
      if (!life.signal.aborted) log.warn({ reason: reasonOf(error, call.signal) }, lostWords(error, heard));
    } finally {
      isHeard = false;
      clearTimeout(silence);
      call.abort();
    }
    return heard;
  }

  /** Known from then on: also how long the next connection may take, and the pause before it. */
  function keepPace({ heartbeatMs }: Welcome): void {
    if (heartbeatMs <= 0) return;
    limits.heartbeatMs = heartbeatMs;
    limits.silenceMs = Math.max(leastSilenceMs, missedHeartbeats * heartbeatMs);
    limits.retryMaxMs = Math.max(limits.retryMinMs, limits.silenceMs);
  }

  function again(timer: NodeJS.Timeout, call: AbortController): NodeJS.Timeout {
    clearTimeout(timer);
    return setTimeout(() => call.abort(), limits.silenceMs);
  }

  function reasonOf(error: unknown, call: AbortSignal): string {
    return call.aborted ? `nothing heard for ${limits.silenceMs / 1000} s` : (error as Error).message;
  }

  function lostWords(error: unknown, heard: boolean): string {
    if (error instanceof Failure && error.code === 'unauthenticated')
      return 'the server does not take this host’s certificate: revoked, replaced or ended; what runs here runs on';
    return heard ? 'lost the server' : 'cannot reach the server';
  }

  /** Hello, then the newest report whenever there is a new one, and a heartbeat when there is not. An unsent older one is never sent. */
  async function* outgoing(signal: AbortSignal): AsyncGenerator<HostMessageInput> {
    yield { hello: options.hello() };
    for (let sequence = 1; !signal.aborted; sequence += 1) {
      if (reportDue) {
        reportDue = false;
        yield { report: options.report() };
        await sleep(limits.throttleMs, undefined, { signal, ref: false }).catch(() => {});
      } else {
        yield { heartbeat: { sequence } };
      }
      if (!reportDue) await news.wait({ ms: limits.heartbeatMs, signal });
    }
  }

  async function rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: life.signal }).catch(() => {});
  }

  function changed(): void {
    reportDue = true;
    news();
  }

  async function close(): Promise<void> {
    life.abort();
    await done;
  }

  return { changed, isConnected: () => isHeard, close };
}
