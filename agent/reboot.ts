// Reboots this host when it is told to and may: once for each that was asked for, and never a boot that nobody meant.
// What was carried out is kept: where a boot cannot be told from the one before, one wish would be a reboot without end.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readJson, writeDurable } from '../lib/durable-file.ts';
import type { RebootReportInput } from '../proto/generated/castellan/v1/RebootReport.ts';
import type { RebootWish } from '../proto/generated/castellan/v1/RebootWish.ts';
import type { Log } from './replica.ts';
import { readBootId, readStat } from './runtime/process-identity.ts';

export interface RebootOptions {
  stateDir: string;
  /** undefined: where systemd runs. */
  allowed: boolean | undefined;
  command: string[];
  /** `bootOfHost`, as the server is told. */
  bootId: string;
  log: Log;
  /** Something to report is new. */
  changed(): void;
}

export interface Reboots {
  /** null: it stays up. */
  wish(next: RebootWish | null): void;
  report(): RebootReportInput;
}

const commandMs = 60_000;
const run = promisify(execFile);

export function openReboots({ stateDir, allowed, command, bootId, log, changed }: RebootOptions): Reboots {
  const unable = unableReason(allowed);
  const file = join(stateDir, 'reboot.json');
  let asked = lastAsked(file, bootId);
  let failed = '';

  async function reboot(): Promise<void> {
    const [program = '', ...args] = command;
    log.warn({ asked, command: command.join(' ') }, 'this host reboots: its server has asked for it');
    try {
      await run(program, args, { timeout: commandMs });
    } catch (error) {
      const { stderr = '', message } = error as Error & { stderr?: string };
      failed = `${command.join(' ')}: ${(stderr.trim() || message).slice(-500)}`;
      log.error({ asked, reason: failed }, 'this host could not be rebooted');
    }
    changed();
  }

  return {
    wish(next) {
      // Of an earlier boot, it has been carried out; of this one, it is carried out once.
      if (!next || next.bootId !== bootId || next.asked <= asked || unable) return;
      try {
        writeDurable(file, JSON.stringify({ asked: next.asked, bootId }));
      } catch (error) {
        failed = `what is carried out cannot be kept: ${(error as Error).message}`;
        changed();
        return;
      }
      asked = next.asked;
      failed = '';
      void reboot();
    },
    report: () => ({ unable, asked, failed }),
  };
}

/**
 * Another one whenever the host has booted. A container keeps the machine's boot id over its own boots, always or where
 * ProtectKernelTunables hides its own; its pid 1 is a new one each time. On a machine pid 1 lives as long as the boot.
 */
export function bootOfHost(): string {
  return `${readBootId()}.${readStat(1)?.started ?? ''}`;
}

/** 0: none of this boot, or nobody knows. */
function lastAsked(file: string, bootId: string): number {
  const kept = readJson(file) as { asked?: unknown; bootId?: unknown } | undefined;
  return kept?.bootId === bootId && typeof kept.asked === 'number' ? kept.asked : 0;
}

function unableReason(allowed: boolean | undefined): string {
  if (allowed === false) return 'its agent is told not to reboot its host (allow_reboot: false)';
  if (allowed === true || existsSync('/run/systemd/system')) return '';
  return 'no systemd runs there; with allow_reboot: true its agent runs reboot_command';
}
