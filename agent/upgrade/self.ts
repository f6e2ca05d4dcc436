// The agent replaces itself: fetches the release that is wished for, hands over to it, and on the other side proves itself.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PublicKey } from '../../bundle/minisign.ts';
import { whyUnproven } from '../../bundle/proof.ts';
import type { Clock } from '../../lib/clock.ts';
import { readJson } from '../../lib/durable-file.ts';
import { agentApp, isVersionName } from '../../lib/names.ts';
import type { AgentReportInput } from '../../proto/generated/castellan/v1/AgentReport.ts';
import type { AgentWish } from '../../proto/generated/castellan/v1/AgentWish.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import { type AgentOutcome, judgeTrial, nextMove, outcome, recordAtStart } from '../decide/upgrade.ts';
import { lastLines } from '../logs/tail.ts';
import type { Log } from '../replica.ts';
import { openStarterFiles } from './starter-files.ts';

export interface SelfOptions {
  stateDir: string;
  bundles: { ensure(ref: BundleRef, signal: AbortSignal): Promise<string>; find(digest: string): string | undefined };
  /** One of which must have signed it; undefined: it need not be signed. */
  signers?: PublicKey[] | undefined;
  env: { CASTELLAN_STARTER?: string | undefined; CASTELLAN_TRIAL?: string | undefined };
  /** State files that this release cannot read. */
  unread: string[];
  /** A trial has to prove itself within this time. */
  limitMs: number;
  clock: Clock;
  log: Log;
  /** Something to report is new. */
  changed(): void;
  /** Ends this agent, so that its starter starts what is due now. */
  leave(): void;
  /** It is no trial any more. */
  proven(): void;
}

export interface Self {
  /** What the newest assignment says. */
  wish(wish: AgentWish | null): void;
  /** The server has taken a report of this process. */
  reported(): void;
  report(): AgentReportInput;
  /** Name of the release that runs; undefined: the installation. */
  version(): string | undefined;
  /** It is to end, and nothing else must be begun. */
  leaving(): boolean;
  /** Digests of bundles that must stay. */
  held(): string[];
  close(): void;
}

const evidenceLines = 20;
const states = { committed: 'COMMITTED', 'turned-back': 'TURNED_BACK' } as const satisfies Record<AgentOutcome['is'], string>;

export async function openSelf(options: SelfOptions): Promise<Self> {
  const { stateDir, bundles, clock, log } = options;
  const files = openStarterFiles(stateDir);
  const onTrial = options.env.CASTELLAN_TRIAL !== undefined && files.linked('trial') !== null;
  const unable = unableReason(options.env.CASTELLAN_STARTER, stateDir);
  const life = new AbortController();
  const until = clock.now() + options.limitMs;
  let record = await atStart();
  let wished: AgentWish | null = null;
  let fetching = '';
  let reported = false;
  let leaving = false;
  let opened = false;
  let cancelJudge = () => {};
  const isTrial = () => onTrial && record.trial !== null;
  if (isTrial()) judge();
  else if (onTrial) turnBack('what was recorded of this trial cannot be read');
  opened = true;

  async function atStart() {
    const before = files.record();
    const links = { current: files.linked('current'), trial: files.linked('trial'), failed: files.linked('failed') };
    const lines = await lastLines(files.trialLog, evidenceLines);
    const after = recordAtStart(before, { ...links, onTrial, reason: files.reason(), lines });
    files.keepRecord(after);
    if (before.trial && !after.trial && after.last) tell(after.last);
    if (!after.trial && !onTrial) files.clear();
    return after;
  }

  function judge(): void {
    cancelJudge();
    const verdict = judgeTrial({ reported, unread: options.unread, now: clock.now(), until });
    if (verdict.is === 'waiting') cancelJudge = clock.after(until - clock.now(), judge);
    if (verdict.is === 'commit') commit();
    if (verdict.is === 'turn-back') turnBack(verdict.reason);
  }

  /** The link first: whatever is recorded later, it says what is started. */
  function commit(): void {
    const { trial } = record;
    if (!trial) return;
    try {
      files.commit();
    } catch (error) {
      log.error({ err: error }, 'the starter has given up this trial already');
      leave();
      return;
    }
    const { version, digest } = trial;
    record = { current: { version, digest }, trial: null, last: outcome(trial, 'committed', '') };
    files.keepRecord(record);
    log.info({ version }, 'this agent has proven itself and stays');
    options.proven();
    options.changed();
  }

  function turnBack(reason: string): void {
    log.error({ reason }, 'this agent could not prove itself; the one before takes over again');
    files.giveUp(reason);
    leave();
  }

  function leave(): void {
    leaving = true;
    if (opened) options.leave();
  }

  function work(): void {
    if (leaving || life.signal.aborted) return;
    const ref = wished?.bundle;
    const wish = wished && ref ? { version: wished.version, digest: ref.digest, asked: wished.asked } : null;
    const tree = ref ? bundles.find(ref.digest) : undefined;
    const staging = fetching ? 'under-way' : tree ? 'ready' : 'absent';
    const unproven = ref ? unprovenReason(ref) : '';
    const unfit = tree ? unfitReason(tree) : '';
    const move = nextMove({ wish, record, onTrial: isTrial(), unable, unproven, staging, unfit });
    if (!wish || !ref) return;
    if (move.do === 'settle') settle(move.is, move.reason);
    if (move.do === 'fetch') void fetch(ref);
    if (move.do === 'hand-over' && tree) handOver(wish, tree);
  }

  function unprovenReason({ digest, signatures }: BundleRef): string {
    const named = { app: agentApp, version: wished?.version ?? '', bundle: digest };
    return options.signers ? whyUnproven(named, signatures, options.signers) : '';
  }

  async function fetch(ref: BundleRef): Promise<void> {
    fetching = ref.digest;
    options.changed();
    try {
      await bundles.ensure(ref, life.signal);
    } catch (error) {
      if (!life.signal.aborted && wished?.bundle?.digest === ref.digest)
        settle('turned-back', `its bundle cannot be had: ${(error as Error).message}`);
    }
    fetching = '';
    work();
  }

  function handOver(trial: { version: string; digest: string; asked: number }, tree: string): void {
    try {
      record = { ...record, trial };
      files.keepRecord(record);
      files.setTrial(resolve(tree), options.limitMs);
    } catch (error) {
      settle('turned-back', `it cannot be set on trial: ${(error as Error).message}`);
      return;
    }
    log.info({ version: trial.version }, 'this agent makes room for its successor, which is on trial; what it started runs on');
    leave();
  }

  function settle(is: AgentOutcome['is'], reason: string): void {
    if (!wished) return;
    const { version, asked } = wished;
    record = { ...record, trial: null, last: { version, asked, is, reason, lines: [] } };
    files.keepRecord(record);
    tell(record.last as AgentOutcome);
    options.changed();
  }

  function tell({ version, is, reason }: AgentOutcome): void {
    if (is === 'committed') log.info({ version }, 'this release of the agent runs');
    else log.warn({ version, reason }, 'a release of the agent was turned back');
  }

  function report(): AgentReportInput {
    const { trial, last } = record;
    if (trial) return { unable, state: 'TRYING', version: trial.version, asked: trial.asked };
    if (wished && last?.asked !== wished.asked)
      return { unable, state: 'FETCHING', version: wished.version, asked: wished.asked };
    if (!last) return { unable };
    const { version, asked, is, reason, lines } = last;
    return { unable, state: states[is], version, asked, reason, logLines: lines };
  }

  return {
    wish(next) {
      wished = next && isVersionName(next.version) ? next : null;
      work();
    },
    reported() {
      if (reported) return;
      reported = true;
      if (isTrial()) judge();
    },
    report,
    leaving: () => leaving,
    version: () => (isTrial() ? record.trial?.version : record.current?.version),
    held: () => [record.current?.digest, record.trial?.digest, wished?.bundle?.digest].filter((digest) => digest !== undefined),
    close() {
      cancelJudge();
      life.abort(new Error('the agent is stopping'));
    },
  };
}

function unableReason(starter: string | undefined, stateDir: string): string {
  if (starter === undefined) return 'it was not started by agent/start.sh, which would start its successor';
  if (resolve(starter) === stateDir) return '';
  return `agent/start.sh looks into ${starter}, and its state is in ${stateDir}: start it with --state ${stateDir}`;
}

/** A bundle of this name can hold anything. */
function unfitReason(tree: string): string {
  const missing = ['agent/main.ts', 'agent/start.sh', 'package.json'].filter((path) => !existsSync(join(tree, path)));
  if (missing.length > 0) return `this bundle is no release of the agent: it has no ${missing.join(', no ')}`;
  const { name } = (readJson(join(tree, 'package.json')) ?? {}) as { name?: string };
  return name === 'castellan' ? '' : 'this bundle is no release of the agent: its package.json is not Castellan’s';
}
