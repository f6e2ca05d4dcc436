// What the agent and its starter (agent/start.sh, which says what each file means) tell each other below STATE/upgrade.
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeFolder, readJson, syncFolder, writeDurable } from '../../lib/durable-file.ts';
import { isSha256 } from '../../lib/names.ts';
import { type AgentRecord, noRecord } from '../decide/upgrade.ts';

const attempts = 2;
const format = 1;

export interface StarterFiles {
  /** Digest of the tree that a link names; null: no link, or its tree is gone. */
  linked(name: 'current' | 'trial' | 'failed'): string | null;
  reason(): string;
  trialLog: string;
  record(): AgentRecord;
  keepRecord(record: AgentRecord): void;
  /** From now on the starter starts this tree. @throws the file system's error; nothing is on trial then */
  setTrial(tree: string, limitMs: number): void;
  /** Why the trial is over; the starter starts the one before. */
  giveUp(reason: string): void;
  /** The trial is what is started for good. @throws when it is not on trial any more */
  commit(): void;
  /** What is left of a trial that is over. */
  clear(): void;
}

export function openStarterFiles(stateDir: string): StarterFiles {
  const folder = makeFolder(join(stateDir, 'upgrade'));
  const at = (name: string) => join(folder, name);
  const remove = (name: string) => rmSync(at(name), { force: true });

  return {
    trialLog: at('trial.log'),
    linked(name) {
      const target = targetOf(at(name));
      const digest = target === undefined || !existsSync(target) ? '' : basename(target);
      return isSha256(digest) ? digest : null;
    },
    reason: () => (existsSync(at('reason')) ? readFileSync(at('reason'), 'utf8').trim().slice(0, 1000) : ''),
    record: () => readRecord(at('record.json')),
    keepRecord: (record) => writeDurable(at('record.json'), JSON.stringify({ format, record })),
    setTrial(tree, limitMs) {
      for (const name of ['reason', 'failed', 'trial', 'trial.new']) remove(name);
      // The agent gives up by itself first, and knows better why.
      writeDurable(at('attempts'), `${attempts} ${Math.ceil(limitMs / 1000) + 5}\n`);
      symlinkSync(tree, at('trial.new'));
      renameSync(at('trial.new'), at('trial'));
      syncFolder(folder);
    },
    giveUp: (reason) => writeDurable(at('reason'), `${reason}\n`),
    commit() {
      renameSync(at('trial'), at('current'));
      syncFolder(folder);
      for (const name of ['attempts', 'reason', 'failed']) remove(name);
    },
    clear() {
      for (const name of ['trial', 'failed', 'reason', 'attempts', 'trial.new']) remove(name);
    },
  };
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** One that makes no sense is as good as none: the links say what runs. */
function readRecord(path: string): AgentRecord {
  const kept = readJson(path) as { format?: number; record?: Partial<AgentRecord> } | null | undefined;
  return kept?.format === format && typeof kept.record === 'object' ? { ...noRecord, ...kept.record } : noRecord;
}
