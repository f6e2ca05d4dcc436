// Where a request is passed on to: a replica, or a server outside.
export interface Destination {
  /** What has the same key shares its kept connections: everything below is in it. */
  key: string;
  /** One of ours; connections to it end when it leaves the table. */
  replica?: string;
  /** Address or name. */
  address: string;
  port: number;
  /** Spoken to by TLS. `ca`: authorities in PEM instead of those of the system. */
  tls?: { servername: string; verify: boolean; ca?: string | undefined };
  /** Goes on as Host in place of what the client sent. */
  authority?: string;
  /** Goes before the request's path; without a slash at its end. */
  path?: string;
}
