// What has to be looked up on this host before it can be said whether an assignment can be worked towards.
import { type Accepted, type AdmitFacts, fixedPorts, versionKey, type Wanted } from './decide/admit.ts';
import { isOver, type Replica } from './decide/replica.ts';
import type { Notices } from './health/notices.ts';
import { holderOf } from './listeners.ts';
import { isFree } from './ports.ts';
import type { Proofs } from './proofs.ts';
import type { Runtime } from './runtime/runtime.ts';

export interface AdmissionOptions {
  runtime: Runtime;
  routerPorts: number[];
  accept: Accepted;
  notices: Notices;
  proofs: Pick<Proofs, 'trouble'>;
  replicas(): Replica[];
}

export async function admitFacts(wanted: Wanted, known: AdmitFacts['known'], options: AdmissionOptions): Promise<AdmitFacts> {
  const { accept, routerPorts, runtime, notices } = options;
  return {
    known,
    accept,
    routerPorts,
    held: await heldPorts(wanted, options.replicas()),
    unstartable: unstartable(wanted, runtime),
    deaf: notices.trouble(),
    unable: runtime.unable,
    unproven: unproven(wanted, options.proofs),
  };
}

function unproven({ wishes, warm }: Wanted, proofs: Pick<Proofs, 'trouble'>): Map<string, string> {
  const named = new Map([...wishes, ...warm].map((wish) => [versionKey(wish), wish]));
  return new Map([...named].map(([key, wish]) => [key, proofs.trouble(wish)]));
}

function unstartable({ wishes, warm }: Wanted, runtime: Runtime): Map<string, string[]> {
  const users = new Set([...wishes, ...warm].flatMap(({ spec }) => spec.user ?? []));
  return new Map([...users].map((user) => [user, runtime.refusals({ user })]));
}

/** Fixed ports of it that none of our replicas holds, and somebody else does. */
async function heldPorts({ wishes }: Wanted, replicas: Replica[]): Promise<Map<number, string>> {
  const ours = new Set(replicas.flatMap((replica) => (isOver(replica) ? [] : Object.values(replica.ports))));
  const asked = [...new Set(wishes.flatMap(fixedPorts))].filter((port) => !ours.has(port));
  const free = await Promise.all(asked.map(isFree));
  return new Map(asked.filter((_, at) => !free[at]).map((port) => [port, holderOf(port) ?? 'another program']));
}
