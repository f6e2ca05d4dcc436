// What a case of the HTTP suite is, and what it works with.
import type { RequestListener, RequestOptions } from 'node:http';
import type { RouteEntry } from '../../../agent/decide/types.ts';
import type { Answer } from '../../agent/router/client.ts';
import type { Replica } from '../../agent/router/replica.ts';

export type ProxyKind = 'builtin' | 'haproxy' | 'nginx';

export interface Case {
  name: string;
  holds(world: HttpWorld): Promise<void>;
  /** Proxies that are made otherwise. Without `instead`, what is said must not hold. */
  differs?: Partial<Record<ProxyKind, Difference>>;
}

interface Difference {
  because: string;
  instead?: (world: HttpWorld) => Promise<void>;
}

export interface HttpWorld {
  kind: ProxyKind;
  /** Where clients come in. */
  port: number;
  /** Replicas with these handlers (by default: test/agent/router/replica.ts) that no route leads to yet. */
  start(...handlers: (RequestListener | undefined)[]): Promise<Replica[]>;
  /** The same, as targets of the one route, for `appHost`. */
  serve(...handlers: (RequestListener | undefined)[]): Promise<Replica[]>;
  /** These are all routes from now on. */
  apply(...routes: RouteEntry[]): Promise<void>;
  /** A request to `appHost` on a connection of its own; an error when the answer is not whole. */
  ask(options?: Asking): Promise<Answer>;
}

export type Asking = Omit<RequestOptions, 'headers'> & { body?: string; headers?: Record<string, string | number> };

/** Used in all cases, so that a proxy that has to be told names is told once. */
export const appHost = 'app.test';
