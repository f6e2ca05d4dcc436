// The server's end of the contract: who may connect, who may call what, and how it comes to an end.
import type { ServerHttp2Session } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import {
  type Server as GrpcServer,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  type ServerOptions,
} from '@grpc/grpc-js';
import type { Logger } from 'pino';
import type { ServerCredentials } from '../certs/credentials.ts';
import type { Identity } from '../certs/identity.ts';
import { type Failure, fail } from './failure.ts';
import { type FrontLimits, frontLimits, openFront, type Peer } from './front.ts';
import { type AuthorizeTable, type Denial, type Judge, notAllowed, openGate } from './gate.ts';
import { type AnyHandler, type AnyRpc, handleCall, type RunningCall } from './handle.ts';
import { serverOptionsWith } from './limits.ts';
import { openQuotas, type Quota } from './quotas.ts';
import type { Handlers } from './rpc.ts';
import { ServerTls, serverWithSessions } from './sessions.ts';

/** A service and its handlers, made by `serve`. */
export interface Served {
  service: Record<string, AnyRpc>;
  handlers: Record<string, AnyHandler | undefined>;
}

export function serve<S extends object>(service: S, handlers: Handlers<S>): Served {
  return { service: service as unknown as Served['service'], handlers: handlers as unknown as Served['handlers'] };
}

export interface ListenOptions {
  services: Served[];
  credentials: ServerCredentials;
  /** Nobody is asked for a certificate: for newcomers. Whatever is served there has to know them in another way. */
  open?: boolean;
  address: string;
  /** 0: any free one. */
  port: number;
  log: Pick<Logger, 'warn' | 'error'>;
  /** `satisfies Record<Rpc, ...>` keeps a literal table complete; `listen` makes sure of it. */
  authorize: AuthorizeTable;
  /** What the records say of a caller whose kind the table names. Without it: everything. */
  judge?: Judge;
  /** Those who are told to look whom they trust, with each answer. */
  isBehind?: (identity: Identity) => boolean;
  /** Told of each call that was denied. */
  denied?: (denial: Denial) => void;
  /** How much each caller may ask for. Without it: everything. */
  quota?: Quota;
  limits?: Partial<FrontLimits>;
  /** Overrides of grpc-js's options, for tests and benches. */
  options?: ServerOptions;
}

export interface Listener {
  port: number;
  connections(): number;
  /** Calls that were refused because their caller asked for too much, and times that a stream was read later for it. */
  counted(): { refused: number; waits: number };
  /** Ends what these callers have under way at once, and with `connections` also the connections that they came by. Resolves when they have ended. */
  expel(whom: (identity: Identity) => boolean, connections: boolean): Promise<void>;
  /** For connections to come. @throws Error when they are not whole; the ones in use stay then */
  reload(next: Pick<ServerCredentials, 'tls'>): void;
  /** Takes nothing new, lets unary calls finish, ends streams so that their callers come back, and ends all after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

// For the last statuses to leave.
const farewellMs = 500;

/** @throws Error when an RPC has no handler or no row in `authorize`, a row names no RPC, or the address cannot be had. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { services, credentials, authorize, judge, denied, isBehind = () => false, log } = options;
  checkTable(services, authorize);
  const gate = openGate({ cluster: credentials.identity.cluster, authorize, judge, denied, log });
  const quotas = options.quota && openQuotas({ quota: options.quota, denied, log });
  const running = new Set<RunningCall>();
  let closing: Failure | undefined;

  const take = ({ rpc, handler }: Route, call: ServerInterceptingCallInterface) => {
    let ended = () => {};
    const admit = () => {
      if (closing) throw closing;
      const peer = call.getConnectionInfo();
      const address = peer.remoteAddress ?? '';
      if (options.open) return { identity: null, rights: null, address };
      const claimed = gate.identify(call.getAuthContext().sslPeerCertificate);
      // Before anything else is looked at: also one that is denied then costs something.
      if (claimed && quotas) ended = quotas.begin(rpc.path, claimed, address);
      const { identity, rights } = gate.admit(rpc.path, claimed, address);
      front.proven(peer);
      return { identity, rights, address, pace: quotas?.pace(rpc.path, identity) };
    };
    const denyLater = (identity: Identity, address: string, { message }: Failure) =>
      gate.deny(rpc.path, identity, address, message === notAllowed ? 'not within its scopes' : message);
    const caughtUp = () => roundTrip(call.getConnectionInfo());
    handleCall(call, { rpc, handler, admit, denied: denyLater, isBehind, caughtUp, log }, (one) => {
      running.add(one);
      void one.done.then(() => {
        running.delete(one);
        ended();
      });
    });
  };

  const interceptors = [takeOver(routesOf(services), take)];
  const connected = ({ socket }: ServerHttp2Session) => {
    const identity = gate.identify((socket as TLSSocket).getPeerCertificate());
    if (identity) front.shown(socket, identity);
  };
  const { server, roundTrip } = serverWithSessions(serverOptionsWith({ ...options.options, interceptors }), connected);
  for (const { service } of services) server.addService(rawService(service), {});
  const tls = new ServerTls(credentials.tls, !options.open);
  const injector = server.createConnectionInjector(tls);
  const front = await openFront({ ...options, limits: { ...frontLimits, ...options.limits } }, injector.injectConnection);

  return {
    port: front.port,
    connections: front.connections,
    counted: () => quotas?.counted() ?? { refused: 0, waits: 0 },
    expel: async (whom, connections) => {
      const expelled = [...running].filter(({ identity }) => identity && whom(identity));
      for (const call of expelled) call.end(fail('unauthenticated', notAllowed));
      // The last words are sent on the turn after this one.
      const told = async (peer: Peer) => {
        await new Promise(setImmediate);
        await roundTrip(peer);
      };
      if (connections) await front.expel(whom, told);
    },
    reload: (next) => tls.reload(next.tls),
    close: async (graceMs = 5_000) => {
      closing ??= fail('unavailable', 'the server is closing; try again');
      const drained = front.drained();
      for (const call of running) if (call.streams) call.end(closing);
      injector.drain(graceMs + farewellMs);
      await within(graceMs, Promise.all([drained, ...[...running].map((call) => call.done)]));
      for (const call of running) call.end(closing);
      await within(farewellMs, drained);
      server.forceShutdown();
      front.destroy();
      await drained;
    },
  };
}

interface Route {
  rpc: AnyRpc;
  handler: AnyHandler;
}

/** @throws Error that names every RPC without a handler. */
function routesOf(services: Served[]): Map<string, Route> {
  const all = services.flatMap(({ service, handlers }) =>
    Object.entries(service).map(([name, rpc]) => ({ rpc, handler: handlers[name.charAt(0).toLowerCase() + name.slice(1)] })),
  );
  const missing = all.filter(({ handler }) => !handler).map(({ rpc }) => rpc.path);
  if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
  return new Map(all.map((route) => [route.rpc.path, route as Route]));
}

function checkTable(services: Served[], authorize: AuthorizeTable): void {
  const rpcs = services.flatMap(({ service }) => Object.values(service).map(({ path }) => path));
  const missing = rpcs.filter((path) => !Object.hasOwn(authorize, path));
  const unknown = Object.keys(authorize).filter((path) => !rpcs.includes(path));
  if (missing.length > 0) throw new Error(`nobody is said to be allowed to call ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`no RPC of these services: ${unknown.join(', ')}`);
}

/** Stands where an interceptor would, and runs the call itself, so that bytes and not objects are counted and waited for. */
function takeOver(
  routes: Map<string, Route>,
  take: (route: Route, call: ServerInterceptingCallInterface) => void,
): ServerInterceptor {
  return ({ path }, call) => {
    const taken = new ServerInterceptingCall(call);
    taken.start = () => take(routes.get(path) as Route, call);
    return taken;
  };
}

/** Messages pass through grpc-js as bytes. */
function rawService(service: Served['service']): Parameters<GrpcServer['addService']>[0] {
  const asIs = (bytes: Buffer) => bytes;
  const raw = { requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs };
  return Object.fromEntries(Object.entries(service).map(([name, rpc]) => [name, { ...rpc, ...raw }]));
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
