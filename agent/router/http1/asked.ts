// A request's head as rules see it; what they do not look at is never taken apart.

import type { Arrived } from '../arrived.ts';
import type { Asked, Client } from '../exchange.ts';
import { cameSecure, readClient } from '../forwarded.ts';
import type { Traffic } from '../traffic.ts';
import { kind } from './fields.ts';
import { joined, toldAnew } from './lines.ts';
import type { RequestHead } from './request-head.ts';

export class Http1Asked implements Asked {
  method: string;
  target: string;
  path: string;
  readonly host: string;
  readonly authority: string;
  readonly version: '1.0' | '1.1';
  readonly head: RequestHead;
  private readonly traffic: Traffic;
  private readonly arrived: Arrived;
  private ownHeaders: string[] | undefined;
  private knownClient: Client | undefined;

  constructor(traffic: Traffic, arrived: Arrived, head: RequestHead) {
    this.method = head.method;
    this.target = head.target;
    this.path = head.path;
    this.host = head.host;
    this.authority = head.authority;
    this.version = head.version;
    this.head = head;
    this.traffic = traffic;
    this.arrived = arrived;
  }

  get bodyLength(): number | null | undefined {
    const { framing } = this.head;
    return framing === 'none' ? null : framing === 'chunked' ? undefined : (framing as number);
  }

  get headBytes(): number {
    return this.head.fields.text.length;
  }

  get headers(): string[] {
    this.ownHeaders ??= this.head.fields.pairs(this.without, this.head.named);
    return this.ownHeaders;
  }

  set headers(headers: string[]) {
    this.ownHeaders = headers;
  }

  /** The same as lines, as they came unless somebody has asked for them apart. */
  get lines(): string {
    return this.ownHeaders ? joined(this.ownHeaders) : this.head.fields.lines(this.without, this.head.named);
  }

  get client(): Client {
    this.knownClient ??= readClient(this.traffic.trusts, this.arrived.from, (name) => this.header(name));
    return this.knownClient;
  }

  get secure(): boolean {
    return cameSecure(this.arrived.secure, this.client.trusted ? this.header('x-forwarded-proto') : undefined);
  }

  header(name: string): string | undefined {
    return this.head.fields.get(name);
  }

  private get without(): number {
    return this.version === '1.0' ? toldAnew | kind.expect | kind.trailer : toldAnew;
  }
}
