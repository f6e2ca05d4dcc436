// One call on the server: the wrapper around every handler. Whatever a handler does, the caller gets a status and the
// server lives on.
import { Metadata, type ServerInterceptingCallInterface, type ServerMethodDefinition, status as grpcStatus } from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { Caller, Identity } from '../certs/identity.ts';
import { Failure, fail, type Status, toStatus } from './failure.ts';
import { openInbox } from './inbox.ts';
import { limits } from './limits.ts';
import type { Context } from './rpc.ts';

export type AnyRpc = ServerMethodDefinition<object, object>;
export type AnyHandler = (request: object, context: Context) => Promise<object> | AsyncIterable<object>;

export interface RunningCall {
  /** Goes on until somebody ends it: a server that closes does not wait for it. */
  streams: boolean;
  /** Ends it for the caller at once, and tells the handler. */
  end(failure: Failure): void;
  /** Resolves when the handler has come to its end too; never rejects. */
  done: Promise<void>;
}

export interface Work {
  rpc: AnyRpc;
  handler: AnyHandler;
  /** Who is calling; throws what the caller is told when they may not. */
  admit(): { identity: Identity; address: string };
  log: Pick<Logger, 'error'>;
}

/** Takes the call over from grpc-js. `begin` is given the call when its head has arrived. */
export function handleCall(call: ServerInterceptingCallInterface, work: Work, begin: (running: RunningCall) => void): void {
  const life = new AbortController();
  const inbox = openInbox<object>(() => call.startRead());
  const replies = openOutlet(call, work.rpc);

  let stopWatch = () => {};

  const over = (why: Failure) => {
    stopWatch();
    inbox.fail(why);
    replies.close();
    life.abort(why);
  };
  const end = (status: Status, why: Failure) => {
    if (!replies.open()) return;
    replies.close();
    call.sendStatus(status);
    over(why);
  };
  const endWith = (failure: Failure) => end(toStatus(failure), failure);

  call.start({
    onReceiveMetadata: () => begin({ streams: work.rpc.requestStream || work.rpc.responseStream, end: endWith, done: run() }),
    onReceiveMessage: (bytes: Buffer) => {
      try {
        inbox.push(work.rpc.requestDeserialize(bytes));
      } catch {
        endWith(fail('bad-input', 'the request cannot be read'));
      }
    },
    onReceiveHalfClose: () => (work.rpc.requestStream ? endOfRequests(call, inbox.end) : inbox.end()),
    onCancel: () => over(fail('cancelled', 'the caller has gone')),
  });

  async function run(): Promise<void> {
    try {
      const { identity, address } = work.admit();
      stopWatch = at(identity.notAfterMs, () => endWith(fail('unauthenticated', 'not allowed')));
      const context = { caller: callerOf(identity), address, signal: life.signal };
      const request = work.rpc.requestStream ? inbox.messages : await onlyRequest(inbox.messages);
      await replyWith(work.handler(request, context), work.rpc, replies.send);
      end(ok(), fail('cancelled', 'the call has ended'));
    } catch (error) {
      // A handler that was told to stop may stop in any way it likes.
      if (!(error instanceof Failure) && replies.open()) work.log.error({ err: error, rpc: work.rpc.path }, 'handler failed');
      endWith(error instanceof Failure ? error : fail('internal', 'the server failed on this call; its log says why'));
    }
  }
}

async function onlyRequest(messages: AsyncIterable<object>): Promise<object> {
  let request: object | undefined;
  for await (const message of messages) {
    if (request) throw fail('bad-input', 'more than one request');
    request = message;
  }
  if (!request) throw fail('bad-input', 'no request');
  return request;
}

async function replyWith(answer: ReturnType<AnyHandler>, rpc: AnyRpc, send: (reply: object) => Promise<boolean>): Promise<void> {
  if (!rpc.responseStream) {
    await send(await (answer as Promise<object>));
    return;
  }
  for await (const reply of answer as AsyncIterable<object>) if (!(await send(reply))) return;
}

/**
 * When a caller is killed or cuts the connection, its stream of requests ends just as if it had closed it, and only then
 * the call is cancelled (grpc/grpc-node#2583). Asking grpc-js to send the head of the reply makes it look whether anybody
 * is there; if not, it cancels on the next tick, before the end is passed on.
 */
function endOfRequests(call: ServerInterceptingCallInterface, passOn: () => void): void {
  call.sendMetadata(new Metadata());
  setImmediate(passOn);
}

interface Outlet {
  /** Resolves when the next reply may be made; false: there is nobody to send it to any more. */
  send(reply: object): Promise<boolean>;
  open(): boolean;
  close(): void;
}

function openOutlet(call: ServerInterceptingCallInterface, rpc: AnyRpc): Outlet {
  let open = true;
  let unsent = 0;
  let wake = () => {};

  return {
    send: (reply) =>
      new Promise((resolve) => {
        if (!open) return resolve(false);
        const bytes = rpc.responseSerialize(reply);
        unsent += bytes.length;
        wake = () => {
          if (!open || unsent <= limits.unsentBytes) resolve(open);
        };
        call.sendMessage(bytes, () => {
          unsent -= bytes.length;
          wake();
        });
        wake();
      }),
    open: () => open,
    close: () => {
      open = false;
      wake();
    },
  };
}

function callerOf({ kind, name, cluster, fingerprint }: Identity): Caller {
  return { kind, name, cluster, fingerprint };
}

/** A timer that keeps no process alive, for any time; returns what stops it. */
function at(ms: number, then: () => void): () => void {
  // setTimeout takes 31 bits.
  const arm = () => setTimeout(() => (Date.now() >= ms ? then() : again()), Math.min(Math.max(ms - Date.now(), 0), 2 ** 31 - 1)).unref();
  const again = () => {
    timer = arm();
  };
  let timer = arm();
  return () => clearTimeout(timer);
}

function ok(): Status {
  return { code: grpcStatus.OK, details: '', metadata: new Metadata() };
}
