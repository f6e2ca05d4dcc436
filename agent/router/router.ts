// What the agent asks of a router. One file beside this one for each kind.
import type { RouteFigures } from '../decide/release-figures.ts';
import type { RouteTable } from '../decide/types.ts';

export interface Router {
  /** Resolves when every new request is served by this table. It survives the agent, and the router's restart unless `troubles` says otherwise. */
  apply(table: RouteTable, signal: AbortSignal): Promise<void>;
  /** Resolves with 0 when the last request that this replica was answering has ended, or with what is left when the signal aborts. */
  drained(replica: string, signal: AbortSignal): Promise<number>;
  /** What it saw since its start, of each route. */
  figures(signal: AbortSignal): Promise<RouteFigures[]>;
  /** Of what was applied last: what is not as it should be, though it serves. Without it: none are known. */
  troubles?(signal: AbortSignal): Promise<string[]>;
  /** Lets go of the router, which goes on by itself. */
  close(): Promise<void>;
}
