// The way to the server: its addresses in turn, a connection for control and one for bulk, each made anew after the way was lost.
import type { ChannelOptions } from '@grpc/grpc-js';
import type { ClientCredentials } from '../certs/credentials.ts';
import type { HostMessageInput } from '../proto/generated/castellan/v1/HostMessage.ts';
import type { ServerMessage } from '../proto/generated/castellan/v1/ServerMessage.ts';
import { type AgentsService, agentsService } from '../proto/load.ts';
import type { CallOptions, Client } from '../proto/rpc.ts';
import { openClient } from '../proto/stream.ts';

// When the server is back, the logs that waited for it should not wait for much longer: what is over their limit goes.
const soonAgain = { 'grpc.max_reconnect_backoff_ms': 4000 };

const proveMs = 20_000;

export interface ServerLink {
  /** One session, on a connection of its own: names are looked up again, and what is left of a dead connection is nobody's way. */
  session(messages: AsyncIterable<HostMessageInput>, options: CallOptions): AsyncGenerator<ServerMessage>;
  /** For small calls: the connection of the session, while there is one. */
  control(): Client<AgentsService>;
  /** Makes one call with these. @throws Failure */
  prove(next: ClientCredentials): Promise<unknown>;
  /** There are newer credentials: the session begins anew with them. */
  renewed(): void;
  /** For bundles and logs, so that they never delay control; to the server that the newest session is with. */
  bulk(): Client<AgentsService>;
  close(): void;
}

interface Options {
  addresses: string[];
  /** The newest ones. */
  credentials(): ClientCredentials;
}

export function openServerLink({ addresses, credentials }: Options): ServerLink {
  let at = 0;
  let bulk: Client<AgentsService> | undefined;
  let current: Client<AgentsService> | undefined;

  async function* session(messages: AsyncIterable<HostMessageInput>, options: CallOptions): AsyncGenerator<ServerMessage> {
    const control = open();
    current = control;
    let heard = false;
    try {
      for await (const message of control.session(messages, options)) {
        if (!heard) renewBulk();
        heard = true;
        yield message;
      }
    } finally {
      control.close();
      if (current === control) current = undefined;
      if (!heard) at = (at + 1) % addresses.length;
    }
  }

  function open(options: ChannelOptions = {}, as = credentials()): Client<AgentsService> {
    return openClient(agentsService, { address: addresses[at] as string, credentials: as, options });
  }

  /** Calls that are under way on the older one go on to their end. */
  function renewBulk(): void {
    bulk?.close();
    bulk = open(soonAgain);
  }

  function forBulk(): Client<AgentsService> {
    bulk ??= open(soonAgain);
    return bulk;
  }

  return {
    session,
    control: () => current ?? forBulk(),
    prove: async (next) => {
      const client = open({}, next);
      try {
        return await client.renew({ trusted: next.trusted }, { deadlineMs: proveMs });
      } finally {
        client.close();
      }
    },
    renewed: () => {
      current?.close();
      renewBulk();
    },
    bulk: forBulk,
    close: () => bulk?.close(),
  };
}
