// Hosts that know more than these records do: nothing is sent to them until an operator has looked, and adopts them.
import { fail } from '../proto/failure.ts';
import type { ReplicaStatus } from '../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { Report } from '../proto/generated/castellan/v1/Report.ts';
import type { Bus } from './bus/bus.ts';
import { isQuarantined } from './clones.ts';
import { raiseEpoch } from './records/epoch.ts';
import { adopt, hold, listHosts, wishesForHost } from './records/fleet.ts';
import type { Db, Records, Tx } from './records/records.ts';
import { findRelease, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import type { Sessions } from './sessions.ts';

/** The assignment that a host accepted last, as it says itself. */
export interface Accepted {
  epoch: number;
  revision: number;
}

/** No records have had so many lives; what adopts such a host could not be counted on from there. */
const mostEpoch = 1_000_000_000;

/**
 * A host that was told more than these records remember has been told it by a later life of them: they are an old copy.
 * @throws Failure bad-input when no records can have told it that
 */
export async function holdIfAhead({ epoch, write }: Records, host: HostRow, accepted: Accepted): Promise<string | null> {
  if (accepted.epoch > mostEpoch) throw fail('bad-input', `host ${host.name} says that it has accepted epoch ${accepted.epoch}`);
  if (host.held !== null || !isNewer(accepted, { epoch, revision: host.revision })) return host.held;
  const known = `${epoch}.${host.revision}`;
  const reason = `it accepted assignment ${accepted.epoch}.${accepted.revision}, and these records end at ${known}: they are an old copy`;
  await write((tx) => hold(tx, host.name, reason));
  return reason;
}

function isNewer(one: Accepted, other: Accepted): boolean {
  return one.epoch > other.epoch || (one.epoch === other.epoch && one.revision > other.revision);
}

/** What would be stopped or replaced on it if it were told what these records say, a sentence each. */
export async function differences(db: Db, host: string, report: Report): Promise<string[]> {
  const wishes = await wishesForHost(db, host);
  const found: string[] = [];
  for (const slot of report.slots) {
    const running = slot.replicas.find(({ routed }) => routed) ?? slot.replicas.find(lives);
    if (!running) continue;
    const now = `${slot.app}/${slot.process}/${slot.index} runs ${running.version} (v${running.release})`;
    const wish = wishes.find((each) => isSameSlot(each, slot));
    const wanted = wish && (await findRelease(db, wish, wish.release));
    if (!wanted) found.push(`${now}, these records do not know it`);
    else if (wanted.version !== running.version) found.push(`${now}, these records say ${wanted.version} (v${wanted.number})`);
  }
  return found;
}

export async function anyHeld(db: Db, { environment }: Target): Promise<boolean> {
  return (await listHosts(db, environment)).some(({ held }) => held !== null);
}

/** @throws Failure refused when hosts of the environment are held */
export async function requireNoneHeld(tx: Tx, { environment }: Target): Promise<void> {
  const held = (await listHosts(tx, environment)).filter((host) => host.held !== null);
  if (held.length === 0) return;
  throw fail(
    'refused',
    `${held.map(({ name }) => name).join(', ')} ${held.length === 1 ? 'is' : 'are'} held: nothing is sent there`,
    {
      details: held.map(({ name, held: reason }) => `${name}: ${reason}`),
      next: held.every(isQuarantined)
        ? 'do as it says of each'
        : 'ctl status, to see where they differ from these records; then ctl hosts adopt --all',
    },
  );
}

export interface AdoptParts {
  records: Records;
  bus: Bus;
  sessions: Pick<Sessions, 'presence' | 'recorded' | 'forgetBoots'>;
}

/** From now on these hosts are told what the records say, with more authority than all that they were told before. */
export async function adoptHosts(
  { records, bus, sessions }: AdoptParts,
  { hosts: named, all, force }: { hosts: string[]; all: boolean; force: boolean },
): Promise<string[]> {
  const hosts = await chosen(records.db, named, all);
  if (!force) await requireAlike(records.db, hosts, sessions);
  const seen = hosts.map(({ name }) => sessions.presence(name)?.hello ?? { epoch: 0, revision: 0 });
  const highest = Math.max(0, ...seen.map(({ epoch }) => epoch));
  const isBehind = hosts.length > 0 && highest >= records.epoch;
  const epoch = await records.write(async (tx) => {
    for (const { name } of hosts) await adopt(tx, name);
    return isBehind ? raiseEpoch(tx, highest) : records.epoch;
  });
  records.epoch = epoch;
  if (isBehind) for (const { name } of await listHosts(records.db)) bus.publish(`assignment:${name}`);
  // What waited for it goes on, also where the host itself says nothing for now.
  for (const { name, environment } of hosts) {
    sessions.forgetBoots(name);
    sessions.recorded(name, { environment, removed: false });
  }
  return hosts.map(({ name }) => name);
}

async function chosen(db: Db, named: string[], all: boolean): Promise<HostRow[]> {
  if (all === named.length > 0) throw fail('bad-input', 'say which hosts, or --all', { next: 'ctl hosts list' });
  const known = await listHosts(db);
  const strangers = named.filter((name) => !known.some((host) => host.name === name));
  if (strangers.length > 0) throw fail('not-found', `there is no host ${strangers.join(', ')}`, { next: 'ctl hosts list' });
  return known.filter(({ name, held }) => held !== null && (all || named.includes(name)));
}

async function requireAlike(db: Db, hosts: HostRow[], sessions: Pick<Sessions, 'presence'>): Promise<void> {
  const details: string[] = [];
  for (const { name } of hosts) {
    const report = sessions.presence(name)?.report;
    if (report) details.push(...(await differences(db, name, report)).map((text) => `${name}: ${text}`));
    else details.push(`${name}: it has not said yet what it runs`);
  }
  if (details.length === 0) return;
  throw fail('refused', 'these would be stopped or replaced; nothing was sent', {
    details,
    next: 'with --force the hosts are brought to what these records say',
  });
}

function lives({ phase }: ReplicaStatus): boolean {
  return phase !== 'stopped' && phase !== 'failed';
}

function isSameSlot(
  one: Target & { process: string; index: number },
  other: Target & { process: string; index: number },
): boolean {
  const same = one.app === other.app && one.environment === other.environment;
  return same && one.process === other.process && one.index === other.index;
}
