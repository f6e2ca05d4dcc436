// What operators do to hosts: label, drain, resume, remove, move. Recorded; the drive and the hosts' sessions do the rest.
import type { Logger } from 'pino';
import { makeWake } from '../lib/wake.ts';
import { fail } from '../proto/failure.ts';
import type { HostInput } from '../proto/generated/castellan/v1/Host.ts';
import type { Bus } from './bus/bus.ts';
import { homeless } from './decide/homeless.ts';
import type { Ms } from './decide/types.ts';
import type { Drive } from './drive.ts';
import { fleetFacts, type Observer } from './facts.ts';
import { hostLoad, sayLoad } from './host-load.ts';
import { findHost, listHosts, wishesForHost } from './records/fleet.ts';
import {
  labelsOf,
  listRemovedHosts,
  moveHost,
  readmitHost,
  removedOf,
  removeHost,
  setDraining,
  setLabels,
} from './records/hosts.ts';
import type { Db, Records } from './records/records.ts';
import { findRelease, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import { releaseFacts } from './release.ts';
import { hostView, strangerView } from './views/host.ts';

export interface HostsOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  drive: Drive;
  observer: Observer;
  now(): Ms;
}

export interface DrainOrder {
  hosts: string[];
  /** null: as long as it takes. */
  deadlineMs: Ms | null;
  reason: string;
  force: boolean;
  by: string;
}

export interface Hosts {
  /** Those of the fleet, and of those that were removed the ones that call all the same. */
  list(environment: string): Promise<HostInput[]>;
  /** @throws Failure not-found */
  show(names: string[]): Promise<HostInput[]>;
  /** As they stand, and after each change. @throws Failure not-found */
  watch(names: string[], signal: AbortSignal): AsyncGenerator<{ hosts: HostInput[] }>;
  label(host: string, set: Record<string, string>, unset: string[]): Promise<HostInput[]>;
  /** @throws Failure refused when something would run nowhere; nothing is changed then */
  drain(order: DrainOrder): Promise<HostInput[]>;
  /** @throws Failure refused when something would run nowhere without these hosts */
  requireRoomElsewhere(names: string[]): Promise<void>;
  /** They take slots again; those that were removed belong to the fleet again. */
  resume(names: string[]): Promise<HostInput[]>;
  /** `confirmed`: the name as it was typed. @throws Failure refused while something runs there, unless forced */
  remove(host: string, order: { force: boolean; confirmed: string; by: string }): Promise<HostInput[]>;
  /** @throws Failure refused while something runs there */
  move(host: string, environment: string): Promise<HostInput[]>;
}

export function openHosts({ records, bus, log, drive, observer, now }: HostsOptions): Hosts {
  const { db } = records;
  const { sessions } = observer;

  async function mustFind(name: string): Promise<HostRow> {
    const row = await findHost(db, name);
    if (row) return row;
    throw fail('not-found', `there is no host ${name}`, { next: 'ctl hosts list' });
  }

  async function mustBelong(name: string): Promise<HostRow> {
    const row = await mustFind(name);
    if (!removedOf(row)) return row;
    throw fail('refused', `host ${name} was removed`, { next: `ctl hosts resume ${name}` });
  }

  const view = (row: HostRow) => hostView(db, row, observer, now());
  const show = async (names: string[]) => Promise.all((await Promise.all(names.map(mustFind))).map(view));

  /** Everybody who works with these hosts looks again. */
  async function tell(environments: Iterable<string>): Promise<void> {
    for (const environment of new Set(environments)) await drive.hostsChanged(environment);
    bus.publish('hosts');
  }

  async function list(environment: string): Promise<HostInput[]> {
    const ours = await Promise.all((await listHosts(db, environment || undefined)).map(view));
    const strangers = (await listRemovedHosts(db)).flatMap((row) => {
      const stranger = sessions.stranger(row.name);
      return stranger && (!environment || row.environment === environment) ? [strangerView(row, stranger)] : [];
    });
    return [...ours, ...strangers];
  }

  async function* watch(names: string[], signal: AbortSignal): AsyncGenerator<{ hosts: HostInput[] }> {
    const wake = makeWake();
    const topics = ['hosts' as const, ...names.map((name) => `assignment:${name}` as const)];
    const unsubscribe = topics.map((topic) => bus.subscribe(topic, wake));
    try {
      for (let shown = ''; !signal.aborted; await wake.wait({ signal })) {
        const hosts = await show(names);
        const text = JSON.stringify(hosts.map(({ lastSeenMs: _, ...rest }) => rest));
        if (text !== shown) yield { hosts };
        shown = text;
      }
    } finally {
      for (const end of unsubscribe) end();
    }
  }

  async function label(host: string, set: Record<string, string>, unset: string[]): Promise<HostInput[]> {
    const environment = await drive.alone(async () => {
      const row = await mustBelong(host);
      const kept = Object.entries({ ...labelsOf(row), ...set }).filter(([name]) => !unset.includes(name));
      if (kept.length > maxLabels) throw fail('bad-input', `a host has at most ${maxLabels} labels`);
      await records.write((tx) => setLabels(tx, host, Object.fromEntries(kept)));
      return row.environment;
    });
    log.info({ host, set, unset }, 'a host was labelled');
    await tell([environment]);
    return show([host]);
  }

  async function drain({ hosts, deadlineMs, reason, force, by }: DrainOrder): Promise<HostInput[]> {
    const rows = await drive.alone(async () => {
      const found = await Promise.all(hosts.map(mustBelong));
      if (!force) await requireRoomElsewhere(hosts);
      const since = now();
      const until = deadlineMs === null ? null : since + deadlineMs;
      await records.write((tx) => setDraining(tx, hosts, { since, until, reason, by }));
      return found;
    });
    log.info({ hosts, deadlineMs, reason, by }, 'hosts are drained');
    await tell(rows.map(({ environment }) => environment));
    return show(hosts);
  }

  async function requireRoomElsewhere(names: string[]): Promise<void> {
    const nowhere: string[] = [];
    for (const target of await targetsOn(db, names)) {
      const { hosts, wishes } = await fleetFacts(db, target, observer, now());
      for (const number of new Set(wishes.filter(({ host }) => names.includes(host)).map(({ release }) => release))) {
        const release = await findRelease(db, target, number);
        const processes = release ? homeless(releaseFacts(release), wishes, hosts, names, now()) : [];
        nowhere.push(...processes.map((process) => `${target.app}/${process} in ${target.environment} would run nowhere`));
      }
    }
    if (nowhere.length === 0) return;
    throw fail('refused', `${names.join(', ')} cannot be drained: no other host takes what runs there; nothing was changed`, {
      details: nowhere,
      next: 'add a host or a label, or --force to stop it all the same',
    });
  }

  async function resume(names: string[]): Promise<HostInput[]> {
    const rows = await drive.alone(async () => {
      const found = await Promise.all(names.map(mustFind));
      await records.write(async (tx) => {
        await setDraining(tx, names, null);
        for (const row of found) if (removedOf(row)) await readmitHost(tx, row.name);
      });
      return found;
    });
    log.info({ hosts: names }, 'hosts take slots again');
    for (const { name, environment } of rows) sessions.recorded(name, { environment, removed: false });
    await tell(rows.map(({ environment }) => environment));
    return show(names);
  }

  async function remove(host: string, { force, confirmed, by }: Parameters<Hosts['remove']>[1]): Promise<HostInput[]> {
    const row = await drive.alone(async () => {
      const found = await mustFind(host);
      const running = await whatRuns(found);
      if (running.length > 0 && !force) throw inUse(host, running);
      if (running.length > 0 && confirmed !== host)
        throw fail('refused', `to remove ${host} with what runs there, its name has to be typed`, { next: `--confirm ${host}` });
      await records.write((tx) => removeHost(tx, host, { at: now(), by }));
      return found;
    });
    log.warn({ host, by, force }, 'a host was removed');
    sessions.recorded(host, { environment: row.environment, removed: true });
    await tell([row.environment]);
    return show([host]);
  }

  async function move(host: string, environment: string): Promise<HostInput[]> {
    const before = await drive.alone(async () => {
      const found = await mustBelong(host);
      if (found.environment === environment) return found.environment;
      const running = await whatRuns(found);
      if (running.length > 0) throw inUse(host, running);
      await records.write((tx) => moveHost(tx, host, environment));
      return found.environment;
    });
    log.info({ host, from: before, to: environment }, 'a host has another environment');
    sessions.recorded(host, { environment, removed: false });
    await tell([before, environment]);
    return show([host]);
  }

  /** A line for each app; empty: nothing, as far as anyone knows. */
  async function whatRuns(row: HostRow): Promise<string[]> {
    const { apps } = await hostLoad(db, row, sessions.presence(row.name));
    return apps.map(sayLoad);
  }

  return { list, show, watch, label, drain, requireRoomElsewhere, resume, remove, move };
}

const maxLabels = 64;

function inUse(host: string, running: string[]) {
  return fail('refused', `${host} is in use; nothing was changed`, { details: running, next: `ctl hosts drain ${host}` });
}

async function targetsOn(db: Db, hosts: string[]): Promise<Target[]> {
  const wishes = (await Promise.all(hosts.map((host) => wishesForHost(db, host)))).flat();
  const targets = wishes.map(({ app, environment }) => ({ app, environment }));
  return [...new Map(targets.map((target) => [`${target.app}/${target.environment}`, target])).values()];
}
