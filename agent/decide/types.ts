// What the pure parts of the agent speak in. Plain data; time is milliseconds since the epoch.

export type Ms = number;

/** Which requests go to which replicas: everything that the router should do, complete. */
export interface RouteTable {
  revision: number;
  routes: RouteEntry[];
  /** For TLS; the one whose name fits best is shown, the first where none does. */
  certificates?: Certificate[];
  /** Of ACME's HTTP-01: token -> what is answered under /.well-known/acme-challenge/. */
  challenges?: Record<string, string>;
  /** Networks whose word about the client is believed (X-Forwarded-For, -Proto, -Host, Forwarded, X-Request-Id). */
  trusted?: string[];
  /** Files of the host for requests that no route is for, and for routes without a page of their own. */
  pages?: Pages;
}

export interface Certificate {
  name: string;
  /** Of the certificate, in lower case; `*` only as the first label. */
  hosts: string[];
  /** Files in PEM, with the chain; read again when they change. */
  certFile: string;
  keyFile: string;
}

/** Status, or `maintenance` -> absolute path of a file. */
export type Pages = Partial<Record<'404' | '429' | '502' | '503' | '504' | 'maintenance', string>>;

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
  /** Without it: http. tcp has a port of its own. */
  protocol?: 'http' | 'tcp';
  /** Without it: the targets themselves. */
  serves?: Serves;
  /** What holds on the way; what is not there does not. */
  rules?: RouteRules;
}

/** One ready replica. Of a route that serves files each also says where its release has them. */
export interface RouteTarget {
  replica: string;
  release: number;
  address: string;
  /** 0: it has none (files are all that it has to give). */
  port: number;
  /** Share of a full one's requests, in percent; without it 100. */
  weight?: number;
  /** Absolute path of its release's folder. */
  folder?: string;
}

export type Serves =
  | {
      kind: 'static';
      /** Within the target's folder. */
      root: string;
      index: string;
      listing: boolean;
      precompressed: boolean;
      fallback?: string | undefined;
      cache?: string | undefined;
    }
  | {
      kind: 'redirect';
      to?: string | undefined;
      host?: string | undefined;
      scheme?: 'http' | 'https' | undefined;
      port?: number | undefined;
      status: 301 | 302 | 303 | 307 | 308;
    }
  | {
      kind: 'upstream';
      url: string;
      preserveHost: boolean;
      verify: boolean;
      /** Within the target's folder. */
      ca?: string | undefined;
      rewriteRequest: Rewrite[];
      rewriteResponse: Rewrite[];
    }
  | { kind: 'maintenance' };

export interface Rewrite {
  header: string;
  /** Regular expression. */
  from: string;
  to: string;
}

export interface RouteRules {
  stripPath?: boolean;
  tls?: { required: boolean; hstsMs: Ms | null };
  affinity?: { cookie: string };
  timeouts?: { connectMs: Ms; headersMs: Ms; idleMs: Ms };
  limits?: { headBytes: number | null; bodyBytes: number | null; inFlight: number | null; queue: number; queueMs: Ms };
  rateLimits?: RateLimit[];
  basicAuth?: { realm: string; users: BasicUser[] };
  /** Networks; empty: all. */
  allow?: string[];
  headers?: { request: HeaderChanges; response: HeaderChanges };
  compress?: ('zstd' | 'gzip')[];
  methodOverride?: ('header' | 'query')[];
  /** Within the folder of the release of a target. */
  pages?: Pages;
}

export interface RateLimit {
  by:
    | 'address'
    | 'everyone'
    | 'address+path'
    | 'address+agent'
    | { header: string; and?: 'address' | undefined }
    | { cookie: string };
  algorithm: 'fixed-window' | 'sliding-window' | 'token-bucket' | 'leaky-bucket';
  limit: number;
  periodMs: Ms;
}

/** hash: sha256 of salt and password, in hex. */
export interface BasicUser {
  name: string;
  salt: string;
  hash: string;
}

export interface HeaderChanges {
  set: Record<string, string>;
  remove: string[];
}
