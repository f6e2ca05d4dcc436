// The router's table: what is to be in it, sent until it is taken up, one at a time, and what the one in force says.
import { type Clock, pause } from '../lib/clock.ts';
import { failpoint } from '../lib/failpoint.ts';
import type { Certificates } from './certificates/certificates.ts';
import { targetsOf } from './decide/routes.ts';
import type { RouteEntry, RouteTable } from './decide/types.ts';
import type { Log } from './replica.ts';
import type { Router } from './router/router.ts';

export interface RouteTablesOptions {
  router: Router;
  /** Of the router's table in force: the next one must be newer. */
  tableRevision: number;
  /** What its table says besides routes. */
  table?: Pick<RouteTable, 'trusted' | 'pages'>;
  certificates?: Certificates | undefined;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** The router has taken up another one. */
  taken(): void;
  /** `troubles` are others. */
  changed(): void;
}

export interface RouteTables {
  /** Sent if that makes another table. Before the first call nothing is: what the router has is right. */
  route(routes: RouteEntry[]): void;
  /** That routes are to come in at, besides the router's own. */
  ports(): number[];
  /** What is answered for HTTP-01 from now on: token -> answer. */
  challenge(answers: Record<string, string>): void;
  /** Replicas that requests reach by the table in force. */
  reached(): ReadonlySet<string>;
  /** Tokens that it answers. */
  answered(): string[];
  /** What is wrong with the one in force, which serves all the same. */
  troubles(): string[];
  /** Resolves when the one in force leads to this replica no more. */
  without(replica: string): Promise<void>;
}

const retryMs = 1000;

export function openRouteTables(options: RouteTablesOptions): RouteTables {
  const { router, certificates, clock, log, signal } = options;
  let routes: RouteEntry[] | undefined;
  let challenges: Record<string, string> = {};
  let revision = options.tableRevision;
  let sending = false;
  let inForce = '';
  let reached: ReadonlySet<string> = new Set();
  let answered: string[] = [];
  let troubles: string[] = [];
  let looking = false;
  const waiting: (() => void)[] = [];

  function wanted(): Omit<RouteTable, 'revision'> {
    const known = certificates?.all() ?? [];
    return {
      ...options.table,
      routes: routes ?? [],
      ...(known.length > 0 ? { certificates: known } : {}),
      ...(Object.keys(challenges).length > 0 ? { challenges } : {}),
    };
  }

  /** What changed meanwhile goes into the next. */
  async function send(): Promise<void> {
    if (sending || !routes) return;
    sending = true;
    while (!signal.aborted && JSON.stringify(wanted()) !== inForce) {
      const table = wanted();
      revision += 1;
      try {
        await router.apply({ ...table, revision }, signal);
        failpoint('routes.applied');
        take(table);
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, 'the router did not take the routes; trying again');
        tell([`the router did not take the routes, and is asked again: ${(error as Error).message}`]);
        await pause(clock, retryMs, signal);
      }
    }
    sending = false;
  }

  /** Until there are none any more. */
  async function lookForTroubles(): Promise<void> {
    if (looking || !router.troubles) return;
    looking = true;
    do {
      tell(await router.troubles(signal).catch(() => troubles));
      if (troubles.length > 0) await pause(clock, retryMs, signal);
    } while (troubles.length > 0 && !signal.aborted);
    looking = false;
  }

  function tell(found: string[]): void {
    const isNew = found.join() !== troubles.join();
    troubles = found;
    if (isNew && !signal.aborted) options.changed();
  }

  function take(table: ReturnType<typeof wanted>): void {
    inForce = JSON.stringify(table);
    reached = targetsOf(table.routes);
    answered = Object.keys(table.challenges ?? {});
    certificates?.used(table.certificates ?? []);
    for (const resolve of waiting.splice(0)) resolve();
    options.taken();
    if (router.troubles) void lookForTroubles();
    else tell([]);
  }

  return {
    route: (next) => {
      routes = next;
      void send();
    },
    challenge: (answers) => {
      challenges = sound(answers);
      void send();
    },
    ports: () => (routes ?? []).flatMap(({ port }) => port ?? []),
    reached: () => reached,
    answered: () => answered,
    troubles: () => troubles,
    without: async (replica) => {
      while (reached.has(replica)) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

/** Base64url all of it (RFC 8555, 8.1): one that a router would refuse must not keep a table from it. */
function sound(answers: Record<string, string>): Record<string, string> {
  const all = Object.entries(answers);
  return Object.fromEntries(all.filter(([token, answer]) => /^[\w-]{1,256}$/.test(token) && /^[\w.-]{1,1024}$/.test(answer)));
}
