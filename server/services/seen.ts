// What an operator with scopes is shown of what several apps share: its own part of it, and nothing of the others.
import type { CertificateInput } from '../../proto/generated/castellan/v1/Certificate.ts';
import type { HostInput } from '../../proto/generated/castellan/v1/Host.ts';
import type { Context } from '../../proto/rpc.ts';
import { isQuarantined } from '../clones.ts';
import { mayRead, mayReadAll } from './guard.ts';

/** undefined: nothing of it. What a host says in sentences may be about any app. */
export function hostSeen(host: HostInput, context: Context): HostInput | undefined {
  const { name = '', environment = '', troubles = [], held = '' } = host;
  if (!mayRead(context, { app: null, environment })) return undefined;
  if (mayReadAll(context, environment)) return host;
  const apps = (host.apps ?? []).filter(({ app = '', environment: of = '' }) => mayRead(context, { app, environment: of }));
  const slots = apps.reduce((sum, { slots = 0 }) => sum + slots, 0);
  const count = troubles.length === 1 ? 'something is' : `${troubles.length} things are`;
  const told = troubles.length > 0 ? [`${count} not right with it; who may see all apps of ${environment} is told`] : [];
  const draining = host.draining && { ...host.draining, reason: '' };
  // That two machines have its certificate is about none of the apps, and asks for something else.
  const why = held && !isQuarantined({ name, held }) ? 'what it runs is newer than the records' : held;
  return { ...host, apps, slots, troubles: told, held: why, draining };
}

/** undefined: nothing of it. */
export function certificateSeen(certificate: CertificateInput, context: Context): CertificateInput | undefined {
  const { environment = '', usedBy = [] } = certificate;
  if (mayReadAll(context, environment)) return certificate;
  const own = usedBy.filter((process) => mayRead(context, { app: process.split('/')[0] ?? '', environment }));
  return own.length > 0 ? { ...certificate, usedBy: own } : undefined;
}
