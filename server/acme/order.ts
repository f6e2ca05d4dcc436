// One order at an authority, from where it stands to the certificate. What it says itself decides what is next, so that a
// server that starts again goes on with it.
import { fail } from '../../proto/failure.ts';
import type { Account, AcmeChallenge, Authority, Authorization, Order } from './authority.ts';
import { Problem } from './authority.ts';
import { requestFor } from './csr.ts';

/** Makes an authority see that the name is ours; undone when it has looked. */
export interface Proof {
  publish(host: string, token: string, signal: AbortSignal): Promise<void>;
  withdraw(host: string, token: string): Promise<void>;
}

export interface Ordering {
  authority: Authority;
  account: Account;
  challenge: 'http-01' | 'dns-01';
  proof: Proof;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

const longestPauseMs = 15_000;
const mostLooks = 120;

/** PEM of the chain. @throws Problem, Unreachable, Failure, Error of the proof */
export async function complete(ordering: Ordering, host: string, order: Order, key: string): Promise<string> {
  const { authority, account } = ordering;
  let now = order;
  for (let look = 0; look < mostLooks; look += 1) {
    if (now.status === 'invalid') throw await whyInvalid(ordering, now);
    if (now.status === 'valid' && now.certificate) return authority.certificate(account, now.certificate);
    if (now.status === 'pending') {
      for (const url of now.authorizations) await authorize(ordering, host, url);
      now = await authority.order(account, now.url);
    } else if (now.status === 'ready') {
      now = await authority.finalize(account, now, await requestFor(host, key));
    }
    if (now.status === 'processing' || now.status === 'pending') {
      await rest(ordering);
      now = await authority.order(account, now.url);
    }
  }
  throw fail('timeout', 'the authority does not come to an end with the order');
}

async function authorize(ordering: Ordering, host: string, url: string): Promise<void> {
  const { authority, account, proof, signal } = ordering;
  const found = await authority.authorization(account, url);
  requireOurs(found, host);
  if (found.status === 'valid') return;
  const { token, ...challenge } = chosen(ordering, found);
  try {
    await proof.publish(host, token, signal);
    if (challenge.status === 'pending') await authority.answer(account, challenge.url);
    await decided(ordering, url);
  } finally {
    // The certificate does not depend on it; what is left behind is of no use to anyone.
    await proof.withdraw(host, token).catch(() => {});
  }
}

async function decided(ordering: Ordering, url: string): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    const found = await ordering.authority.authorization(ordering.account, url);
    if (found.status === 'valid') return;
    if (found.status !== 'pending') throw refusal(found);
    await rest(ordering);
  }
  throw fail('timeout', 'the authority does not look at the challenge');
}

function chosen({ challenge: type }: Ordering, { challenges }: Authorization): AcmeChallenge & { token: string } {
  const found = challenges.find((one) => one.type === type);
  if (found?.token) return { ...found, token: found.token };
  throw fail(
    'refused',
    `the authority does not offer ${type} for this name, but ${challenges.map((one) => one.type).join(', ')}`,
  );
}

function requireOurs({ identifier }: Authorization, host: string): void {
  if (identifier.type === 'dns' && identifier.value.toLowerCase() === host.replace(/^\*\./, '')) return;
  throw fail('refused', 'the authority asks for a proof of another name than was ordered');
}

async function whyInvalid({ authority, account }: Ordering, order: Order): Promise<Error> {
  if (order.error) return new Problem(order.error, null);
  for (const url of order.authorizations) {
    const found = await authority.authorization(account, url);
    if (found.status !== 'valid' && found.status !== 'pending') return refusal(found);
  }
  return new Problem({ type: 'malformed', detail: 'the authority gave the order up' }, null);
}

function refusal({ challenges, status }: Authorization): Problem {
  const error = challenges.find((one) => one.error)?.error;
  return new Problem(error ?? { type: 'unauthorized', detail: `the authority found no proof (${status})` }, null);
}

/** As long as it asks for, within bounds. */
async function rest({ authority, pause, signal }: Ordering): Promise<void> {
  await pause(Math.min(Math.max(authority.pauseMs(), 200), longestPauseMs), signal);
  signal.throwIfAborted();
}
