// One call on the server: the wrapper around every handler. Whatever a handler does, the caller gets a status and the
// server lives on.
import {
  type Deadline,
  status as grpcStatus,
  Metadata,
  type ServerInterceptingCallInterface,
  type ServerMethodDefinition,
} from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { Caller, Identity } from '../certs/identity.ts';
import { Failure, fail, type Status, toStatus } from './failure.ts';
import { tellToFollow } from './follow.ts';
import { notAllowed } from './gate.ts';
import { openInbox } from './inbox.ts';
import { type Outlet, openOutlet } from './outlet.ts';
import { withinParts } from './parts.ts';
import type { Pace } from './quotas.ts';
import type { Rights } from './rights.ts';
import type { Context } from './rpc.ts';

export type AnyRpc = ServerMethodDefinition<object, object>;
export type AnyHandler = (request: object, context: Context) => Promise<object> | AsyncIterable<object>;

export interface RunningCall {
  /** Goes on until somebody ends it: a server that closes does not wait for it. */
  streams: boolean;
  /** Who makes it, as soon as that is known. */
  identity?: Identity;
  /** Ends it for the caller at once, and tells the handler. */
  end(failure: Failure): void;
  /** Resolves when the handler has come to its end too; never rejects. */
  done: Promise<void>;
}

export interface Work {
  rpc: AnyRpc;
  handler: AnyHandler;
  /** Who is calling; throws what the caller is told when they may not. */
  admit(): { identity: Identity | null; rights: Rights | null; address: string; pace?: Pace | undefined };
  /** What was found out only in the call itself: its caller may not. */
  denied(identity: Identity, address: string, failure: Failure): void;
  /** The caller is to look whom it trusts (follow.ts). */
  isBehind(identity: Identity): boolean;
  /** Resolves when all that the caller had sent until now has been received. */
  caughtUp(): Promise<void>;
  log: Pick<Logger, 'error'>;
}

// Others of the same caller may have taken what there was meanwhile: it is looked at again.
const longestRestMs = 1000;

/** Takes the call over from grpc-js. `begin` is given the call when its head has arrived. */
export function handleCall(call: ServerInterceptingCallInterface, work: Work, begin: (running: RunningCall) => void): void {
  const life = new AbortController();
  const inbox = openInbox<object>(() => readNext());
  const replies = openOutlet((bytes, taken) => call.sendMessage(bytes, taken));

  let stopWatch = () => {};
  let stopLimit = () => {};
  let pace: Pace | undefined;
  let resting: NodeJS.Timeout | undefined;

  // What is not read stays with the sender.
  const readNext = () => {
    const restMs = pace?.restMs() ?? 0;
    if (restMs === 0) call.startRead();
    else resting = setTimeout(readNext, Math.min(Math.ceil(restMs), longestRestMs));
  };
  const over = (why: Failure) => {
    stopWatch();
    stopLimit();
    clearTimeout(resting);
    inbox.fail(why);
    replies.close();
    life.abort(why);
  };
  const end = (status: Status, why: Failure) => {
    if (!replies.open()) return;
    replies.close();
    if (running.identity && work.isBehind(running.identity)) tellToFollow(status.metadata);
    call.sendStatus(status);
    over(why);
  };
  const endWith = (failure: Failure) => end(toStatus(failure), failure);

  const running: Omit<RunningCall, 'done'> = { streams: work.rpc.requestStream || work.rpc.responseStream, end: endWith };

  // grpc-js ends the stream behind all that waits to be sent, and tells nobody until it is read: the handler would write on.
  stopLimit = within(call.getDeadline(), () => endWith(fail('timeout', 'the time limit of the call is over')));

  call.start({
    onReceiveMetadata: () => begin(Object.assign(running, { done: run() })),
    onReceiveMessage: (bytes: Buffer) => {
      try {
        const message = withinParts(() => work.rpc.requestDeserialize(bytes));
        pace?.took(message, bytes.length);
        inbox.push(message);
      } catch {
        endWith(fail('bad-input', 'the request cannot be read'));
      }
    },
    onReceiveHalfClose: () => (work.rpc.requestStream ? void endOfRequests(call, work.caughtUp, inbox.end) : inbox.end()),
    onCancel: () => over(fail('cancelled', 'the caller has gone')),
  });

  async function run(): Promise<void> {
    let from = '';
    try {
      const { identity, rights, address, pace: own } = work.admit();
      pace = own;
      from = address;
      if (identity) {
        running.identity = identity;
        stopWatch = at(identity.notAfterMs, () => endWith(fail('unauthenticated', notAllowed)));
      }
      const context = { caller: identity ? callerOf(identity) : newcomer, rights, address, signal: life.signal };
      const request = work.rpc.requestStream ? inbox.messages : await onlyRequest(inbox.messages);
      await replyWith(work.handler(request, context), work.rpc, replies);
      end(ok(), fail('cancelled', 'the call has ended'));
    } catch (error) {
      if (error instanceof Failure && error.code === 'forbidden' && running.identity && replies.open())
        work.denied(running.identity, from, error);
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

async function replyWith(answer: ReturnType<AnyHandler>, rpc: AnyRpc, replies: Outlet): Promise<void> {
  const send = (reply: object) => replies.send(rpc.responseSerialize(reply));
  if (!rpc.responseStream) return void (await send(await (answer as Promise<object>)));
  for await (const reply of answer as AsyncIterable<object>) if (!(await send(reply))) return;
}

/**
 * A caller that is killed, cut off or cancels ends its stream of requests just as one does that is through, and only then
 * the call is cancelled (grpc/grpc-node#2583). So the end is passed on when what was sent after it has come too; asked to
 * send the head of the reply, grpc-js looks whether the call still stands, and if not cancels it on the next tick.
 */
async function endOfRequests(
  call: ServerInterceptingCallInterface,
  caughtUp: () => Promise<void>,
  passOn: () => void,
): Promise<void> {
  await caughtUp();
  call.sendMetadata(new Metadata());
  setImmediate(passOn);
}

const newcomer: Caller = { kind: 'newcomer', name: '', cluster: '', fingerprint: '' };

function callerOf({ kind, name, cluster, fingerprint }: Identity): Caller {
  return { kind, name, cluster, fingerprint };
}

/** Calls `then` at that time, however far away it is; keeps no process alive. Returns what stops it. */
function at(ms: number, then: () => void): () => void {
  const longest = 2 ** 31 - 1;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = Math.max(ms - Date.now(), 0);
    timer = setTimeout(left > longest ? wait : then, Math.min(left, longest)).unref();
  };
  wait();
  return () => clearTimeout(timer);
}

/** Calls `then` just before grpc-js would end the call by itself. Returns what stops it. */
function within(deadline: Deadline, then: () => void): () => void {
  if (deadline === Number.POSITIVE_INFINITY) return () => {};
  return at(Number(deadline) - 1, then);
}

function ok(): Status {
  return { code: grpcStatus.OK, details: '', metadata: new Metadata() };
}
