// Hosts that call with one certificate from two machines: the alarm, who is turned away, and the quarantine.
import type { Logger } from 'pino';
import { fail } from '../proto/failure.ts';
import { type Boots, bootCame, noBoots } from './decide/clones.ts';
import type { Ms } from './decide/types.ts';
import { adopt, findHost, hold } from './records/fleet.ts';
import type { Records, Tx } from './records/records.ts';
import type { HostRow } from './records/tables.ts';

export interface Clones {
  /** A session of this host begins. @throws Failure refused when a newer boot of it is the one that counts */
  came(host: string, call: { bootId: string; bootMs: Ms; address: string }): Promise<void>;
  /** What is to be said of it; undefined: nothing. */
  trouble(host: string): string | undefined;
  /** Its certificates have ended, or an operator has looked: whoever calls from here on is the first. */
  forget(host: string): void;
}

interface Options {
  records: Records;
  log: Pick<Logger, 'error'>;
  now(): Ms;
}

const shownMs = 600_000;

export function openClones({ records, log, now }: Options): Clones {
  const known = new Map<string, Boots>();
  const alarms = new Map<string, { at: Ms; address: string }>();

  async function came(host: string, { bootId, bootMs, address }: { bootId: string; bootMs: Ms; address: string }): Promise<void> {
    if (bootId === '') return;
    const { boots, older, quarantined } = bootCame(known.get(host) ?? noBoots, { id: bootId, bootMs }, now());
    const isNew = boots.alarm !== undefined && known.get(host)?.alarm === undefined;
    known.set(host, boots);
    if (isNew) log.error({ host, address, bootId }, 'two machines call with the certificate of one host: the newest boot counts');
    if (older) alarms.set(host, { at: now(), address });
    if (quarantined) await records.write((tx) => hold(tx, host, quarantineWords(host)));
    if (!older) return;
    throw fail('refused', `another machine with a newer boot calls as ${host}`, {
      next: `ctl hosts add ${host}, on one of them`,
    });
  }

  function trouble(host: string): string | undefined {
    const alarm = alarms.get(host);
    if (!alarm || now() - alarm.at > shownMs) return undefined;
    return `its certificate is used by another machine too, at ${alarm.address}: ctl hosts revoke ${host}, and a token for each`;
  }

  function forget(host: string): void {
    known.delete(host);
    alarms.delete(host);
  }

  return { came, trouble, forget };
}

/** Held for this, and not because it knows more than the records. */
export function isQuarantined({ name, held }: Pick<HostRow, 'name' | 'held'>): boolean {
  return held === quarantineWords(name);
}

/** Its certificates end: nobody calls with them any more. */
export async function endQuarantine(tx: Tx, name: string): Promise<void> {
  const host = await findHost(tx, name);
  if (host && isQuarantined(host)) await adopt(tx, name);
}

/** Names what to do, which is not what is done about others that are held. */
export function quarantineWords(host: string): string {
  return `two machines keep calling with its certificate: ctl hosts revoke ${host}, and then a token for each (ctl hosts add); or, when the other one is gone for good, ctl hosts adopt ${host}`;
}
