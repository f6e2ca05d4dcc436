// A server, hosts and operators with certificates of their own, for tests of the contract over real sockets.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import type { Wanted } from '../../certs/issue.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { fail } from '../../proto/failure.ts';
import { type AgentsService, agentsService, type ControlService, controlService, type Rpc } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { type Listener, type ListenOptions, listen, serve } from '../../proto/server.ts';
import { openClient } from '../../proto/stream.ts';

export const everybody = Object.fromEntries(
  [...Object.values(controlService), ...Object.values(agentsService)].map(({ path }) => [path, ['host', 'operator']]),
) as Record<Rpc, ('host' | 'operator')[]>;

export interface Logged {
  level: string;
  fields: Record<string, unknown>;
  text: string;
}

export type Peers = Awaited<ReturnType<typeof openPeers>>;

/** Authorities and one holder of each kind, in a folder that `close` removes, and what was opened with them. */
export async function openPeers() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-peers-'));
  const authorities = await makeAuthorities(folder);
  const issue = (wanted: Wanted) => issueInto(folder, authorities, wanted);
  const folders = {
    server: await issue({ kind: 'server', name: 'main', addresses: ['127.0.0.1'] }),
    host: await issue({ kind: 'host', name: 'web-1' }),
    operator: await issue({ kind: 'operator', name: 'ann' }),
  };
  const opened: { close(): unknown }[] = [];
  const keep = <T extends { close(): unknown }>(one: T): T => {
    opened.push(one);
    return one;
  };

  return {
    folder,
    folders,
    authorities,
    issue,
    logged: [] as Logged[],
    async listen(handlers: Some, overrides: Partial<ListenOptions> = {}): Promise<Listener> {
      const services = [serve(controlService, all(handlers)), serve(agentsService, all(handlers))];
      const credentials = serverCredentials(folders.server);
      const log = logTo(this.logged);
      return keep(
        await listen({ services, credentials, address: '127.0.0.1', port: 0, log, authorize: everybody, ...overrides }),
      );
    },
    control: ({ port }: { port: number }, from = folders.operator, options = {}) =>
      keep(openClient(controlService, { address: `127.0.0.1:${port}`, credentials: clientCredentials(from), options })),
    agents: ({ port }: { port: number }, from = folders.host, options = {}) =>
      keep(openClient(agentsService, { address: `127.0.0.1:${port}`, credentials: clientCredentials(from), options })),
    async close(): Promise<void> {
      for (const one of opened.reverse()) await one.close();
      rmSync(folder, { recursive: true });
    },
  };
}

type Some = Partial<Handlers<ControlService> & Handlers<AgentsService>>;

/** The handlers that a test does not speak of are there, and refuse. */
function all<H>(some: Some): H {
  const absent = () => {
    throw fail('unsupported', 'not part of this test');
  };
  return new Proxy(some, { get: (target, name) => Reflect.get(target, name) ?? absent }) as H;
}

export function logTo(lines: Logged[]): ListenOptions['log'] {
  const at = (level: string) => (fields: Record<string, unknown>, text: string) => void lines.push({ level, fields, text });
  return { warn: at('warn'), error: at('error') } as ListenOptions['log'];
}
