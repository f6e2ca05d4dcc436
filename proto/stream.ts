// The caller's side of the contract: each RPC as a function over promises and async iteration.
import { Channel, type ChannelOptions, status as grpcStatus, Metadata } from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type { ClientCredentials } from '../certs/credentials.ts';
import { fromStatus } from './failure.ts';
import { isToldToFollow } from './follow.ts';
import { openInbox } from './inbox.ts';
import { channelOptionsFor } from './limits.ts';
import { type Outlet, openOutlet } from './outlet.ts';
import { patiently } from './patience.ts';
import type { CallOptions, Client } from './rpc.ts';

export interface Connection {
  /** `host:port`; any name or address, since the server's certificate is checked for its logical name. */
  address: string;
  credentials: Pick<ClientCredentials, 'serverName' | 'forChannel'>;
  /** The server says that authorities are being exchanged (follow.ts). */
  behind?: () => void;
  /** Overrides of the channel's options, for tests and benches. */
  options?: ChannelOptions;
}

/**
 * A connection of its own, made when the first call needs it and again after it was lost. Control and bulk each open one,
 * so that an assignment never waits behind a bundle.
 */
export function openClient<S extends object>(service: S, { address, credentials, behind, options }: Connection): Client<S> {
  const channel = new Channel(address, credentials.forChannel(), { ...channelOptionsFor(credentials), ...options });
  const methods = Object.entries(service).map(
    ([name, rpc]) => [uncapitalized(name), methodFor({ channel, behind }, rpc)] as const,
  );
  return { ...Object.fromEntries(methods), close: () => channel.close() } as Client<S>;
}

interface Line {
  channel: Channel;
  behind: (() => void) | undefined;
}

type AnyRpc = MethodDefinition<object, object>;
type Requests = AsyncIterable<object>;

const unaryDeadlineMs = 60_000;

function methodFor(line: Line, rpc: AnyRpc) {
  if (rpc.requestStream && rpc.responseStream)
    return (requests: Requests, how?: CallOptions) => exchange(line, rpc, requests, how);
  const ask = (request: object, how: CallOptions = {}) =>
    patiently((attempt) => exchange(line, rpc, only(request), attempt), how);
  if (rpc.responseStream) return ask;
  if (rpc.requestStream) return (requests: Requests, how?: CallOptions) => oneReply(exchange(line, rpc, requests, how));
  return (request: object, how?: CallOptions) => oneReply(ask(request, { deadlineMs: unaryDeadlineMs, ...how }));
}

async function* only(request: object): AsyncGenerator<object> {
  yield request;
}

async function oneReply(replies: AsyncGenerator<object>): Promise<object> {
  let reply: object | undefined;
  for await (const one of replies) reply = one;
  if (reply) return reply;
  throw fromStatus({ code: grpcStatus.INTERNAL, details: 'the server ended the call without a reply' });
}

/** All four kinds are this one, with one message or many on either side. */
async function* exchange(line: Line, rpc: AnyRpc, requests: Requests, how: CallOptions = {}): AsyncGenerator<object> {
  const call = startCall(line, rpc, how);
  try {
    void sendAll(call, requests, rpc);
    yield* call.replies;
  } finally {
    call.cancel();
  }
}

interface Call {
  replies: AsyncGenerator<object, void, undefined>;
  requests: Outlet;
  halfClose(): void;
  cancel(): void;
  /** Our own trouble: the reader hears this instead of what the peer says. */
  fail(error: unknown): void;
  onOver(then: () => void): void;
}

function startCall({ channel, behind }: Line, rpc: AnyRpc, { signal, deadlineMs = Number.POSITIVE_INFINITY }: CallOptions): Call {
  if (signal?.aborted) throw cancelled(signal);
  const call = channel.createCall(rpc.path, Date.now() + deadlineMs, null, null, null);
  const inbox = openInbox<object>(() => call.startRead());
  const whenOver: (() => void)[] = [];
  let over = false;
  const requests = openOutlet((bytes, taken) => call.sendMessageWithContext({ callback: taken }, bytes));

  const cancel = () => {
    if (!over) call.cancelWithStatus(grpcStatus.CANCELLED, 'cancelled by the caller');
  };
  const fail = (error: unknown) => {
    inbox.fail(error);
    cancel();
  };
  const onAbort = () => fail(cancelled(signal));

  call.start(new Metadata(), {
    onReceiveMetadata: () => {},
    onReceiveMessage: (bytes: Buffer) => {
      try {
        inbox.push(rpc.responseDeserialize(bytes));
      } catch (error) {
        fail(fromStatus({ code: grpcStatus.INTERNAL, details: `a reply that cannot be read (${(error as Error).message})` }));
      }
    },
    onReceiveStatus: (status) => {
      over = true;
      signal?.removeEventListener('abort', onAbort);
      if (isToldToFollow(status.metadata)) behind?.();
      if (status.code === grpcStatus.OK) inbox.end();
      else inbox.fail(fromStatus(status));
      requests.close();
      for (const then of whenOver) then();
    },
  });
  signal?.addEventListener('abort', onAbort, { once: true });

  return {
    replies: inbox.messages,
    requests,
    halfClose: () => call.halfClose(),
    cancel,
    fail,
    onOver: (then) => (over ? then() : whenOver.push(then)),
  };
}

async function sendAll(call: Call, requests: Requests, rpc: AnyRpc): Promise<void> {
  const iterator = requests[Symbol.asyncIterator]();
  // The producer may be waiting for something to send when the call ends. What it says to being stopped interests nobody.
  call.onOver(() => void iterator.return?.().catch(() => {}));
  try {
    while (true) {
      const { done, value } = await iterator.next();
      const goesOn = await (done ? call.requests.sent() : call.requests.send(rpc.requestSerialize(value)));
      if (!goesOn) return;
      if (done) return call.halfClose();
    }
  } catch (error) {
    call.fail(error);
  }
}

function cancelled(signal: AbortSignal | undefined) {
  const failure = fromStatus({ code: grpcStatus.CANCELLED, details: '' });
  failure.cause = signal?.reason;
  return failure;
}

function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
