// A certificate authority that speaks ACME (RFC 8555): what it is asked, and its answers, each checked.
import { z } from 'zod';
import { type Reply, type Transport, Unreachable } from './http.ts';
import { bound, signed } from './jws.ts';

/** It said no, in the words of RFC 8555, 6.7. */
export class Problem extends Error {
  /** Without `urn:ietf:params:acme:error:`. */
  readonly kind: string;
  /** Of Retry-After. */
  readonly waitMs: number | null;

  constructor({ type, detail, subproblems = [] }: z.output<typeof problem>, waitMs: number | null) {
    const kind = type.replace('urn:ietf:params:acme:error:', '');
    super([detail || kind, ...subproblems.map((one) => one.detail)].join('; ').slice(0, 500));
    this.kind = kind;
    this.waitMs = waitMs;
  }
}

const url = z.url({ protocol: /^https$/ });
const directory = z.object({
  newNonce: url,
  newAccount: url,
  newOrder: url,
  meta: z.object({ termsOfService: z.url().optional(), externalAccountRequired: z.boolean().optional() }).optional(),
});
const problem = z.object({
  type: z.string().default('about:blank'),
  detail: z.string().default(''),
  subproblems: z.array(z.object({ detail: z.string().default('') })).optional(),
});
const order = z.object({
  status: z.enum(['pending', 'ready', 'processing', 'valid', 'invalid']),
  authorizations: z.array(url).min(1).max(100),
  finalize: url,
  certificate: url.optional(),
  error: problem.optional(),
});
const challenge = z.object({
  type: z.string(),
  url,
  status: z.enum(['pending', 'processing', 'valid', 'invalid']),
  // RFC 8555, 8.1: base64url, with at least 128 bits of entropy. It becomes a path, and a file's or a record's content.
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/)
    .optional(),
  error: problem.optional(),
});
const authorization = z.object({
  status: z.enum(['pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked']),
  identifier: z.object({ type: z.string(), value: z.string() }),
  challenges: z.array(challenge),
});

export type Order = z.output<typeof order> & { url: string };
export type Authorization = z.output<typeof authorization>;
export type AcmeChallenge = z.output<typeof challenge>;

/** An account there, and its key. */
export interface Account {
  url: string;
  key: string;
}

/** What an authority has given a customer: an id, and a key in base64url. */
export interface Binding {
  id: string;
  key: string;
}

export interface Authority {
  /** Where its terms are, null: it has none; and whether it only takes accounts of customers. */
  conditions(): Promise<{ terms: string | null; needsBinding: boolean }>;
  /** Its name for the account of this key, which is made when it is new. */
  register(key: string, email: string, binding?: Binding | null): Promise<string>;
  changeContact(account: Account, email: string): Promise<void>;
  newOrder(account: Account, host: string): Promise<Order>;
  order(account: Account, url: string): Promise<Order>;
  authorization(account: Account, url: string): Promise<Authorization>;
  /** It may look now. */
  answer(account: Account, challengeUrl: string): Promise<void>;
  finalize(account: Account, order: Order, csr: Buffer): Promise<Order>;
  /** PEM. */
  certificate(account: Account, url: string): Promise<string>;
  /** As it said with its last answer; or how long to wait before it is asked again. */
  pauseMs(): number;
}

const mostNonceTries = 8;
const usualPauseMs = 1000;

/** Each call throws Unreachable or Problem. */
export function openAuthority(directoryUrl: string, transport: Transport, now: () => number): Authority {
  let known: Promise<z.output<typeof directory>> | undefined;
  let nonce: string | undefined;
  let pause = usualPauseMs;

  function places(): Promise<z.output<typeof directory>> {
    known ??= transport(directoryUrl, { method: 'GET' }).then((reply) => read(directory, accepted(reply, now())));
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  async function freshNonce(): Promise<string> {
    const { headers } = await transport((await places()).newNonce, { method: 'HEAD' });
    const fresh = headers['replay-nonce'];
    if (!fresh) throw new Unreachable('the authority gave no nonce');
    return fresh;
  }

  async function post(to: string, by: { key: string; kid: string | null }, payload?: object): Promise<Reply> {
    for (let attempt = 1; ; attempt += 1) {
      const used = nonce ?? (await freshNonce());
      nonce = undefined;
      const reply = await transport(to, { method: 'POST', body: signed(by.key, { url: to, nonce: used, kid: by.kid }, payload) });
      nonce = reply.headers['replay-nonce'];
      pause = retryAfterMs(reply, now()) ?? usualPauseMs;
      try {
        return accepted(reply, now());
      } catch (error) {
        if (!(error instanceof Problem) || error.kind !== 'badNonce' || attempt === mostNonceTries) throw error;
      }
    }
  }

  const ask = (account: Account, to: string, payload?: object) => post(to, { key: account.key, kid: account.url }, payload);
  const orderOf = (at: string, reply: Reply): Order => ({ ...read(order, reply), url: at });

  return {
    async conditions() {
      const { meta } = await places();
      return { terms: meta?.termsOfService ?? null, needsBinding: meta?.externalAccountRequired ?? false };
    },
    async register(key, email, binding) {
      const { newAccount } = await places();
      const external = binding ? { externalAccountBinding: bound(key, binding, newAccount) } : {};
      const payload = { termsOfServiceAgreed: true, contact: [`mailto:${email}`], ...external };
      return located(await post(newAccount, { key, kid: null }, payload));
    },
    async changeContact(account, email) {
      await ask(account, account.url, { contact: [`mailto:${email}`] });
    },
    async newOrder(account, host) {
      const reply = await ask(account, (await places()).newOrder, { identifiers: [{ type: 'dns', value: host }] });
      return orderOf(located(reply), reply);
    },
    order: async (account, at) => orderOf(at, await ask(account, at)),
    authorization: async (account, at) => read(authorization, await ask(account, at)),
    async answer(account, at) {
      await ask(account, at, {});
    },
    async finalize(account, { url: at, finalize }, csr) {
      return orderOf(at, await ask(account, finalize, { csr: csr.toString('base64url') }));
    },
    certificate: async (account, at) => (await ask(account, at)).body,
    pauseMs: () => pause,
  };
}

function accepted(reply: Reply, now: number): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  if (reply.status >= 500) throw new Unreachable(`the authority answered ${reply.status}`);
  const said = problem.safeParse(parsed(reply.body));
  if (!said.success) throw new Unreachable(`the authority answered ${reply.status}`);
  throw new Problem(said.data, retryAfterMs(reply, now));
}

function read<Shape extends z.ZodType>(shape: Shape, reply: Reply): z.output<Shape> {
  const result = shape.safeParse(parsed(reply.body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unreachable(`the authority’s answer makes no sense: ${issue?.path.join('.')}: ${issue?.message}`);
}

function located({ headers }: Reply): string {
  const found = url.safeParse(headers.location);
  if (found.success) return found.data;
  throw new Unreachable('the authority did not say where what it made is');
}

/** Seconds, or a date; never more than a day. */
function retryAfterMs({ headers }: Reply, now: number): number | null {
  const text = headers['retry-after'];
  if (text === undefined) return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 86_400_000) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
