// What each RPC takes and gives, derived from the generated types, so that a wrong message does not compile.
import type { MethodDefinition } from '@grpc/proto-loader';
import type { Caller } from '../certs/identity.ts';
import type { Rights } from './rights.ts';

declare const serviceName: unique symbol;
declare const serviceHandlers: unique symbol;

/** A loaded service; its name and its generated handlers are known to the type alone. */
export type Service<Name extends string = string, Definition = object, Handlers = object> = Definition & {
  readonly [serviceName]?: Name;
  readonly [serviceHandlers]?: Handlers;
};

/** Full names: `/castellan.v1.Control/Deploy`. */
export type RpcOf<S> = S extends Service<infer Name, object, object> ? `/${Name}/${MethodsOf<S>}` : never;

export interface CallOptions {
  /** Aborted: the call is cancelled, and fails with `cancelled`. */
  signal?: AbortSignal;
  /** The whole call may take so long, then it fails with `timeout`. Unary calls have 60 s by default, streams no limit. */
  deadlineMs?: number;
}

/**
 * One method a RPC, all of which throw a `Failure` when the call fails. A call that gives a stream begins when its first
 * reply is asked for, and is cancelled by breaking out of the loop.
 */
export type Client<S> = { readonly [M in MethodsOf<S> as Uncapitalize<M>]: ClientMethod<S[M & keyof S], HandlerOf<S, M>> } & {
  /** Ends the connection, and the calls that are under way on it. */
  close(): void;
};

export interface Context {
  /** Who is calling, from its certificate. */
  caller: Caller;
  /** Of an operator; null: a host, which may speak for itself alone. */
  rights: Rights | null;
  /** Aborted when the caller has gone, its time is up or the server closes; and when the call has ended. */
  signal: AbortSignal;
  /** IP address of the caller. */
  address: string;
}

/**
 * One handler a RPC. What it throws ends the call: a `Failure` as it is, anything else is a bug, logged and answered
 * without detail. A stream of requests throws when the caller vanishes; it never merely ends then.
 */
export type Handlers<S> = Copy<{ readonly [M in MethodsOf<S> as Uncapitalize<M>]: Handler<S[M & keyof S], HandlerOf<S, M>> }>;

// Renamed keys give no types to the parameters of functions in a literal; a copy of them does.
type Copy<T> = T extends infer Same ? { [K in keyof Same]: Same[K] } : never;

// The generated interfaces extend open ones; only the names written there count.
type MethodsOf<S> = keyof {
  [K in keyof S as string extends K ? never : number extends K ? never : K extends string ? K : never]: 1;
} &
  string;

type HandlerOf<S, M extends string> = S extends Service<string, object, infer H> ? (M extends keyof H ? H[M] : never) : never;

type TakesStream<H> = H extends (call: infer Call, ...rest: never[]) => void
  ? Call extends { request: unknown }
    ? false
    : true
  : never;

type GivesStream<H> = H extends (...all: infer All) => void ? (All['length'] extends 1 ? true : false) : never;

type ClientMethod<M, H> =
  M extends MethodDefinition<infer RequestInput, infer _ReplyInput, infer _Request, infer Reply>
    ? (
        requests: TakesStream<H> extends true ? AsyncIterable<RequestInput> : RequestInput,
        options?: CallOptions,
      ) => Given<H, Reply>
    : never;

type Given<H, Reply> = GivesStream<H> extends true ? AsyncGenerator<Reply, void, undefined> : Promise<Reply>;

type Handler<M, H> =
  M extends MethodDefinition<infer _RequestInput, infer ReplyInput, infer Request, infer _Reply>
    ? (
        requests: TakesStream<H> extends true ? AsyncIterable<Request> : Request,
        context: Context,
      ) => GivesStream<H> extends true ? AsyncIterable<ReplyInput> : Promise<ReplyInput>
    : never;
