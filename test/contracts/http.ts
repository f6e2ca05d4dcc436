// What any proxy must do with HTTP, whichever it is: the same cases for each, and in words where one differs by its nature.
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { RouteEntry } from '../../agent/decide/types.ts';
import type { Router } from '../../agent/router/router.ts';
import { ask } from '../agent/router/client.ts';
import type { Replica } from '../agent/router/replica.ts';
import { startReplica } from '../agent/router/replica.ts';
import { bodies } from './http/bodies.ts';
import { flow } from './http/flow.ts';
import { heads } from './http/heads.ts';
import { otherClients } from './http/other-clients.ts';
import { refused } from './http/refused.ts';
import { routing } from './http/routing.ts';
import { appHost, type Case, type HttpWorld, type ProxyKind } from './http/types.ts';
import { upgrades } from './http/upgrades.ts';
import { route } from './router.ts';

export interface ProxyUnderTest {
  router: Pick<Router, 'apply'>;
  /** Where clients come in. */
  port: number;
  end(): Promise<void>;
}

const parts = { heads, bodies, flow, upgrades, routing, refused, otherClients } satisfies Record<string, Case[]>;

export function httpContract(kind: ProxyKind, start: () => Promise<ProxyUnderTest>): void {
  describe(`HTTP through ${kind}`, () => {
    let proxy: ProxyUnderTest;
    let revision = 0;
    let replicas: Replica[] = [];

    before(async () => {
      proxy = await start();
    });
    after(async () => {
      await endReplicas();
      await proxy?.end();
    });

    async function endReplicas(): Promise<void> {
      for (const replica of replicas) {
        replica.release();
        await replica.close();
      }
      replicas = [];
    }

    async function startReplicas(...handlers: (RequestListener | undefined)[]): Promise<Replica[]> {
      const started: Replica[] = [];
      for (const handler of handlers) started.push(await startReplica(handler));
      replicas.push(...started);
      return started;
    }

    async function apply(...routes: RouteEntry[]): Promise<void> {
      revision += 1;
      await proxy.router.apply({ revision, routes }, AbortSignal.timeout(60_000));
    }

    const world = (): HttpWorld => ({
      kind,
      port: proxy.port,
      apply,
      start: startReplicas,
      serve: async (...handlers) => {
        const started = await startReplicas(...handlers);
        await apply(
          route(
            started.map(({ target }) => target),
            { host: appHost },
          ),
        );
        return started;
      },
      ask: (options = {}) => ask(proxy.port, { ...options, headers: { host: appHost, ...options.headers } }),
    });

    for (const [part, cases] of Object.entries(parts)) {
      describe(part, () => {
        for (const one of cases) it(titleOf(one, kind), () => run(one, kind, world()).finally(endReplicas));
      });
    }
  });
}

function titleOf({ name, differs }: Case, kind: ProxyKind): string {
  const other = differs?.[kind];
  return other ? `${name} — differs: ${other.because}` : name;
}

/** A difference that is none any more is told too: the table says what is, and nothing else. */
async function run({ holds, differs }: Case, kind: ProxyKind, world: HttpWorld): Promise<void> {
  const other = differs?.[kind];
  if (!other) return holds(world);
  if (other.instead) return other.instead(world);
  await assert.rejects(holds(world), `this holds for ${kind} by now, and its difference is to be taken out of the table`);
}
