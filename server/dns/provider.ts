// Who puts TXT records into a zone, for DNS-01. One file beside this one for each kind, and its row in providers.ts.

export interface DnsProvider {
  /** Beside what is there under the name; resolves when an authority may be told to look. @throws Error with the reason */
  publish(name: string, value: string, signal: AbortSignal): Promise<void>;
  /** Takes this value away, and no other. */
  withdraw(name: string, value: string, signal: AbortSignal): Promise<void>;
}
