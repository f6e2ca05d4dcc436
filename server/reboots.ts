// Safe reboots: hosts boot again one after another. Recorded before it is done, so that a server that starts again goes on.
import type { Logger } from 'pino';
import { makeWake } from '../lib/wake.ts';
import { fail } from '../proto/failure.ts';
import type { RebootInput } from '../proto/generated/castellan/v1/Reboot.ts';
import type { Bus } from './bus/bus.ts';
import { place } from './decide/place.ts';
import { isOver, nextMove, type RebootDeed, type RebootFacts, type RebootStand, turnOf } from './decide/reboot.ts';
import type { Ms } from './decide/types.ts';
import type { Drive } from './drive.ts';
import { fleetFacts, type Observer } from './facts.ts';
import { hostLoad } from './host-load.ts';
import type { Hosts } from './hosts.ts';
import { findHost, listHosts } from './records/fleet.ts';
import { drainingOf, setDraining } from './records/hosts.ts';
import { addReboot, hostsOfReboot, newestReboot, orderOfReboot, rebootOfRequest, saveStand } from './records/reboots.ts';
import type { Records, Tx } from './records/records.ts';
import { findRelease, findTarget, listTargets } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import { releaseFacts } from './release.ts';

export interface RebootsOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  drive: Drive;
  hosts: Hosts;
  observer: Observer;
  now(): Ms;
  /** A host that was told to has to be back within this time, and to serve within as much again. */
  backMs: Ms;
}

export interface RebootOrder {
  hosts: string[];
  all: boolean;
  deadlineMs: Ms | null;
  force: boolean;
  by: string;
  requestId: string;
}

export interface Reboots {
  /** Records it; it begins at once. @throws Failure refused, not-found; nothing is changed then */
  ask(order: RebootOrder): Promise<RebootInput>;
  /** As it stands, and after each change, until it is over. `number` 0: the newest. @throws Failure not-found */
  watch(number: number, signal: AbortSignal): AsyncGenerator<RebootInput>;
  /** Something about a host is new, or time has passed: perhaps there is a next step. */
  look(): void;
}

export function openReboots({ records, bus, log, drive, hosts, observer, now, backMs }: RebootsOptions): Reboots {
  const { db } = records;
  const { sessions } = observer;
  let looking = false;
  let again = false;
  /** None is under way: there is nothing to look at until one is asked for. */
  let idle = false;

  async function ask(order: RebootOrder): Promise<RebootInput> {
    const known = order.requestId ? await rebootOfRequest(db, order.requestId) : undefined;
    if (known) return view(known);
    const chosen = await choose(order);
    const number = await drive.alone(async () => {
      const before = await newestReboot(db);
      if (!isOver(await hostsOfReboot(db, before))) throw underWay(before);
      return records.write((tx) => addReboot(tx, chosen, { ...order, at: now() }));
    });
    log.info({ reboot: number, hosts: chosen, by: order.by }, 'a safe reboot was asked for');
    idle = false;
    look();
    return view(number);
  }

  async function choose({ hosts: named, all, force, by }: RebootOrder): Promise<string[]> {
    if (all === named.length > 0) throw fail('bad-input', 'say which hosts, or --all', { next: 'ctl hosts list' });
    const chosen = all ? (await listHosts(db)).map(({ name }) => name) : named;
    if (chosen.length === 0) throw fail('refused', 'no host has ever connected');
    await hosts.show(chosen);
    const unable = chosen.flatMap((host) => unableReason(host));
    if (unable.length > 0) throw fail('refused', 'these hosts cannot reboot now; no host was touched', { details: unable });
    // One at a time: each of them must be able to go while all others stay.
    if (!force) for (const host of chosen) await hosts.requireRoomElsewhere([host]);
    log.debug({ by }, 'every one of them can go');
    return chosen;
  }

  function unableReason(host: string): string[] {
    const presence = sessions.presence(host);
    if (presence?.state !== 'connected' || !presence.report) return [`${host} is not connected`];
    const { reboot } = presence.report;
    const reason = reboot ? reboot.unable : 'its agent is too old to know how';
    return reason ? [`${host}: ${reason}`] : [];
  }

  /** One at a time, and once more for whoever came in between. */
  function look(): void {
    again = true;
    if (looking || idle) return;
    looking = true;
    goOn()
      .catch((error: unknown) => log.error({ err: error }, 'a safe reboot could not go on'))
      .finally(() => {
        looking = false;
        bus.publish('reboots');
      });
  }

  async function goOn(): Promise<void> {
    while (again) {
      again = false;
      while (await step()) bus.publish('reboots');
    }
  }

  /** One move, if there is one. */
  async function step(): Promise<boolean> {
    // Deadlines have been moved by then, if time was skipped.
    const move = await drive.alone(decideOnce);
    if (!move) return false;
    const { number, stand, deed } = move;
    log.info(
      { reboot: number, host: stand.host, state: stand.state, ...(stand.reason ? { reason: stand.reason } : {}) },
      'safe reboot',
    );
    await told(stand.host, deed);
    return true;
  }

  async function decideOnce() {
    const number = await newestReboot(db);
    const turn = turnOf(await hostsOfReboot(db, number));
    idle = turn === undefined;
    const move = turn && nextMove(turn, await factsOf(turn.host, number), now(), { backMs });
    if (!move) return undefined;
    const { stand, deed } = move;
    const { deadlineMs, by } = await orderOfReboot(db, number);
    await records.write(async (tx) => {
      await saveStand(tx, number, stand);
      await carryOut(tx, stand, deed, { deadlineMs, by, reason: `safe reboot ${number}` });
    });
    return { number, ...move };
  }

  async function carryOut(
    tx: Tx,
    { host }: RebootStand,
    deed: RebootDeed,
    { deadlineMs, by, reason }: { deadlineMs: Ms | null; by: string; reason: string },
  ): Promise<void> {
    const until = deadlineMs === null ? null : now() + deadlineMs;
    if (deed === 'drain') await setDraining(tx, [host], { since: now(), until, reason, by });
    if (deed === 'resume') await setDraining(tx, [host], null);
  }

  async function told(host: string, deed: RebootDeed): Promise<void> {
    bus.publish(`assignment:${host}`);
    bus.publish('hosts');
    const row = deed && (await findHost(db, host));
    if (row) await drive.hostsChanged(row.environment);
  }

  async function factsOf(host: string, number: number): Promise<RebootFacts> {
    const row = await findHost(db, host);
    const presence = sessions.presence(host);
    const { reboot } = presence?.report ?? {};
    const said = reboot?.asked === number ? reboot.failed : '';
    return {
      connected: presence?.state === 'connected' && presence.report !== null,
      bootId: presence?.hello?.bootId ?? '',
      draining: row !== undefined && drainingOf(row) !== null,
      empty: row !== undefined && (await hostLoad(db, row, presence)).empty,
      serving: row !== undefined && (await serves(row)),
      refuses: row?.removed ? 'it was removed' : reboot?.unable || said || '',
    };
  }

  /** Whatever is deployed has its place there again, and every slot there is settled. */
  async function serves({ name, environment }: HostRow): Promise<boolean> {
    for (const target of await listTargets(db)) {
      if (target.environment !== environment) continue;
      const current = (await findTarget(db, target))?.current_release;
      const release = current ? await findRelease(db, target, current) : undefined;
      if (!release) continue;
      const fleet = await fleetFacts(db, target, observer, now());
      const there = fleet.hosts.find((host) => host.name === name)?.slots ?? [];
      const places = place(releaseFacts(release), fleet.hosts, now()).filter(({ host }) => host === name);
      const served = places.every(({ process, index }) =>
        there.some((slot) => slot.process === process && slot.index === index && slot.serving > 0 && slot.move === 'settled'),
      );
      if (!served) return false;
    }
    return true;
  }

  async function view(number: number): Promise<RebootInput> {
    const stands = await hostsOfReboot(db, number);
    const all = stands.map(({ host, state, since, reason }) => ({ host, state: words[state], sinceMs: since, reason }));
    return { number, hosts: all, over: isOver(stands) };
  }

  async function* watch(asked: number, signal: AbortSignal): AsyncGenerator<RebootInput> {
    const number = asked || (await newestReboot(db));
    if (number === 0 || (await hostsOfReboot(db, number)).length === 0)
      throw fail('not-found', 'no such safe reboot was asked for', { next: 'ctl hosts reboot --safe --all' });
    const wake = makeWake();
    const unsubscribe = bus.subscribe('reboots', wake);
    try {
      for (let shown = ''; !signal.aborted; await wake.wait({ signal })) {
        const reboot = await view(number);
        if (JSON.stringify(reboot) !== shown) yield reboot;
        shown = JSON.stringify(reboot);
        if (reboot.over) return;
      }
    } finally {
      unsubscribe();
    }
  }

  return { ask, watch, look };
}

const words = {
  waiting: 'WAITING',
  draining: 'DRAINING',
  rebooting: 'REBOOTING',
  returning: 'RETURNING',
  done: 'DONE',
  failed: 'FAILED',
} as const satisfies Record<RebootStand['state'], string>;

function underWay(number: number) {
  return fail('refused', `safe reboot ${number} is under way`, { next: `ctl hosts reboot ${number}` });
}
