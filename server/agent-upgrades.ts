// Agents are replaced one host after the other: what was asked for is recorded, and each report may give the next one its turn.
import type { Logger } from 'pino';
import { agentApp } from '../lib/names.ts';
import { makeWake } from '../lib/wake.ts';
import { fail } from '../proto/failure.ts';
import type { AgentUpgrade } from '../proto/generated/castellan/v1/AgentUpgrade.ts';
import type { Bus } from './bus/bus.ts';
import { agentState, isSettled, nextHost } from './decide/agent-upgrade.ts';
import { addUpgrade, hostsOfUpgrade, newestUpgrade, releaseHost } from './records/agent-upgrades.ts';
import { listHosts } from './records/fleet.ts';
import type { Records } from './records/records.ts';
import type { HostRow } from './records/tables.ts';
import { findVersion, listVersions } from './records/versions.ts';
import type { Sessions } from './sessions.ts';

export interface AgentUpgradesOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  sessions: Pick<Sessions, 'presence'>;
}

export interface AgentUpgrades {
  /**
   * Records it; it begins at once. `version` empty: the newest that was pushed.
   * @throws Failure refused, not-found; nothing is changed then.
   */
  ask(request: { hosts: string[]; all: boolean; version: string }): Promise<AgentUpgrade>;
  /** As it stands, and after each change, until it is settled. `number` 0: the newest. @throws Failure not-found */
  watch(number: number, signal: AbortSignal): AsyncGenerator<AgentUpgrade>;
  /** Something about a host is new: perhaps it is the next one's turn. */
  look(): void;
}

const topic = 'agent-upgrades';

export function openAgentUpgrades({ records, bus, log, sessions }: AgentUpgradesOptions): AgentUpgrades {
  const { db } = records;
  let last: Promise<unknown> = Promise.resolve();

  async function ask({ hosts, all, version }: { hosts: string[]; all: boolean; version: string }): Promise<AgentUpgrade> {
    const chosen = await chooseHosts(hosts, all);
    const release = await chooseVersion(version);
    const number = await inTurn(() => records.write((tx) => addUpgrade(tx, chosen, release)));
    log.info({ upgrade: number, version: release, hosts: chosen }, 'an upgrade of agents was asked for');
    look();
    return view(number);
  }

  async function chooseHosts(named: string[], all: boolean): Promise<string[]> {
    const rows = await listHosts(db);
    const known = rows.map(({ name }) => name);
    if (all === named.length > 0) throw fail('bad-input', 'say which hosts, or --all', { next: 'ctl hosts list' });
    const chosen = all ? known : named;
    const strangers = chosen.filter((name) => !known.includes(name));
    if (strangers.length > 0) throw fail('not-found', `there is no host ${strangers.join(', ')}`, { next: 'ctl hosts list' });
    if (chosen.length === 0) throw fail('refused', 'no host has ever connected');
    const unable = chosen.flatMap((name) => unableReason(name, rows));
    if (unable.length > 0)
      throw fail('refused', 'these hosts cannot replace their agent now; no host was touched', { details: unable });
    return chosen;
  }

  function unableReason(host: string, rows: HostRow[]): string[] {
    if (rows.some(({ name, held }) => name === host && held !== null)) return [`${host} is held (ctl hosts adopt)`];
    const presence = sessions.presence(host);
    if (presence?.state !== 'connected' || !presence.report) return [`${host} is not connected`];
    const { agent } = presence.report;
    const reason = agent ? agent.unable : 'its agent is too old to know how';
    return reason ? [`${host}: ${reason}`] : [];
  }

  async function chooseVersion(version: string): Promise<string> {
    const found = version ? await findVersion(db, agentApp, version) : (await listVersions(db, agentApp, 1))[0];
    if (found) return found.name;
    const what = version ? `${agentApp}@${version} was never pushed` : 'no release of the agent was ever pushed';
    throw fail('not-found', what, { next: 'make agent-bundle, then ctl push its folder' });
  }

  function look(): void {
    inTurn(giveTurn)
      .catch((error: unknown) => log.error({ err: error }, 'the next agent could not be given its turn'))
      .finally(() => bus.publish(topic));
  }

  async function giveTurn(): Promise<void> {
    const number = await newestUpgrade(db);
    const host = nextHost((await hostsOfUpgrade(db, number)).map((row) => standOf(row, number)));
    if (!host) return;
    await records.write((tx) => releaseHost(tx, host));
    log.info({ upgrade: number, host }, 'this host replaces its agent now');
    bus.publish(`assignment:${host}`);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  }

  function standOf({ name, agent_asked: asked, agent_released: released }: HostRow, newest: number) {
    const report = sessions.presence(name)?.report?.agent ?? null;
    const state = agentState({ asked, released: released === 1, newest, report });
    return { host: name, released: released === 1, state };
  }

  async function view(number: number): Promise<AgentUpgrade> {
    const newest = await newestUpgrade(db);
    const rows = await hostsOfUpgrade(db, number);
    const version = rows.find(({ agent_version: wished }) => wished !== null)?.agent_version ?? '';
    return { number, version, hosts: rows.map((row) => hostView(row, newest)) };
  }

  function hostView(row: HostRow, newest: number): AgentUpgrade['hosts'][number] {
    const { host, state } = standOf(row, newest);
    const presence = sessions.presence(host);
    const said = state === 'TURNED_BACK' ? presence?.report?.agent : undefined;
    return {
      host,
      state,
      running: presence?.hello?.agentVersion ?? '',
      reason: said?.reason ?? '',
      logLines: said?.logLines ?? [],
    };
  }

  async function* watch(asked: number, signal: AbortSignal): AsyncGenerator<AgentUpgrade> {
    const number = asked || (await newestUpgrade(db));
    if (number === 0) throw fail('not-found', 'no upgrade of agents was ever asked for', { next: 'ctl hosts upgrade --all' });
    const wake = makeWake();
    const unsubscribe = bus.subscribe(topic, wake);
    try {
      for (let shown = ''; !signal.aborted; await wake.wait({ signal })) {
        const now = await view(number);
        if (JSON.stringify(now) !== shown) yield now;
        shown = JSON.stringify(now);
        if (isSettled(now.hosts.map(({ host, state }) => ({ host, state, released: state !== 'WAITING' })))) return;
      }
    } finally {
      unsubscribe();
    }
  }

  return { ask, watch, look };
}
