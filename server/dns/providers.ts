// The kinds of DNS providers that the server's configuration can name.
import { z } from 'zod';
import { commandDns, commandShape } from './command.ts';
import type { DnsProvider } from './provider.ts';
import { rfc2136Dns, rfc2136Shape } from './rfc2136.ts';

export const providerShape = z.discriminatedUnion('kind', [commandShape, rfc2136Shape]);

export type ProviderConfig = z.output<typeof providerShape>;

interface Around {
  pause(ms: number, signal: AbortSignal): Promise<void>;
  now(): number;
}

const kinds = {
  command: (config, { pause }) => commandDns(config, pause),
  rfc2136: (config, { pause, now }) => rfc2136Dns(config, pause, now),
} satisfies {
  [Kind in ProviderConfig['kind']]: (config: Extract<ProviderConfig, { kind: Kind }>, around: Around) => DnsProvider;
};

export function openDns(config: ProviderConfig, around: Around): DnsProvider {
  const open: (config: never, around: Around) => DnsProvider = kinds[config.kind];
  return open(config as never, around);
}
