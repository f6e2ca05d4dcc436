// What the pure parts of the agent speak in. Plain data; time is milliseconds since the epoch.

export type Ms = number;

/** Which requests go to which replicas: everything that the router should do, complete. */
export interface RouteTable {
  revision: number;
  routes: RouteEntry[];
}

export interface RouteEntry {
  /** Listen on this port for it; null: on the router's own ports. */
  port: number | null;
  /** Host name in lower case, `*` for one label; null: any. An exact name beats a wildcard, a wildcard beats any. */
  host: string | null;
  /** Prefix of the path, at a `/`; the longest wins. */
  path: string;
  app: string;
  environment: string;
  process: string;
  /** Empty: known, but nothing is ready (503). */
  targets: RouteTarget[];
}

export interface RouteTarget {
  replica: string;
  release: number;
  address: string;
  port: number;
}
