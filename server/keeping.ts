// Lets go of what the records need not keep: the history of deployments, ended certificates, used tokens. The audit stays whole.
import type { Logger } from 'pino';
import { dropUnused } from './change-settings.ts';
import { currentSettings } from './choose-release.ts';
import { goneFrom, isBelieved, type Keep, longEnded } from './decide/keeping.ts';
import type { Ms } from './decide/types.ts';
import type { Ledger } from './ledger.ts';
import { historyOf, removeCertificates, removeLeftovers, removeSome } from './records/keeping.ts';
import { removeExpiredPlans } from './records/plans.ts';
import type { Records } from './records/records.ts';
import { listTargets, type Target } from './records/releases.ts';
import { pruneTokens } from './records/tokens.ts';

interface Options {
  records: Records;
  ledger: Pick<Ledger, 'certificates' | 'remove'>;
  keep: Keep;
  log: Pick<Logger, 'error' | 'warn'>;
  now(): Ms;
}

const tokensMs = 7 * 86_400_000;
const mostReboots = 100;
/** Certificates in one transaction. */
const atOnce = 1000;

/** One round at a time; `stop` waits for what is being written. */
export function startKeeping(options: Options, everyMs: Ms) {
  const stopping = new AbortController();
  let round: Promise<void> | undefined;
  const timer = setInterval(() => {
    round ??= prune(options, stopping.signal)
      .catch((error: unknown) => options.log.error({ reason: (error as Error).message }, 'the records are not pruned'))
      .finally(() => {
        round = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await round;
    },
  };
}

/** Many small transactions, between which everybody else has their turn. Stopped anywhere, the next round goes on. */
export async function prune(options: Options, signal?: AbortSignal): Promise<void> {
  const { records, ledger, log, now } = options;
  if (!isBelieved(now(), ledger.certificates())) {
    log.warn({ now: new Date(now()).toISOString() }, 'no certificate is good at this time: by such a clock nothing is pruned');
    return;
  }
  for (const target of await listTargets(records.db)) await pruneTarget(options, target, signal);
  await pruneIdentities(options, signal);
}

async function pruneTarget({ records, keep, now }: Options, target: Target, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    // Decided within the transaction: somebody may go back to a release just now.
    const more = await records.write(async (tx) => {
      const gone = goneFrom(await historyOf(tx, target), keep, now());
      const some = await removeSome(tx, target, gone);
      if (gone.deployments.length === 0 && gone.releases.length > 0)
        await dropUnused(tx, target, (await currentSettings(tx, target)).settings);
      return some;
    });
    if (!more) return;
  }
}

async function pruneIdentities({ records, ledger, now }: Options, signal?: AbortSignal): Promise<void> {
  const ended = longEnded(ledger.certificates(), now());
  for (let at = 0; at < ended.length && !signal?.aborted; at += atOnce) {
    const some = ended.slice(at, at + atOnce);
    await records.write((tx) => removeCertificates(tx, some));
    ledger.remove(some);
  }
  await records.write(async (tx) => {
    await pruneTokens(tx, now() - tokensMs);
    await removeExpiredPlans(tx, now());
    await removeLeftovers(tx, mostReboots);
  });
}
