// A replica's hooks: commands around its first start and its last stop, in its place and with no more rights than it has.
import type { HookName } from './decide/events.ts';
import type { Hook, Replica, Spec } from './decide/replica.ts';
import { runCommand } from './run-command.ts';
import { obeyedLater } from './runtime/obeyed.ts';
import { NotStarted, type Runtime } from './runtime/runtime.ts';
import { handOverEmpty } from './runtime/users.ts';

interface HookRun {
  asked: Hook | null;
  replica: Replica;
  /** @throws NotStarted when it cannot be had. */
  env(): Record<string, string>;
  runtime: Runtime;
  /** Nobody waits for it any longer. */
  signal: AbortSignal;
}

export function hookOf({ start, stop }: Spec, name: HookName): Hook | null {
  const all: Record<HookName, Hook | null | undefined> = {
    'before-start': start?.before,
    'after-start': start?.after,
    'before-stop': stop.before,
    'after-stop': stop.after,
  };
  return all[name] ?? null;
}

export async function runHook({ asked, replica, env, runtime, signal }: HookRun) {
  const { folder, spec } = replica;
  if (!asked) return { ok: true, detail: '', lines: [] };
  try {
    const given = env();
    const data = given.CASTELLAN_DATA_DIR ?? '';
    // The first of all comes before the runtime, which sees to it at each start.
    handOverEmpty(spec.user, data);
    const own = obeyedLater(spec.user, asked.command, given);
    const place = { folder, env: own.env, secret: Object.keys(spec.secrets ?? {}) };
    return await runCommand(runtime.commandAs(spec.user, own.command, data), place, asked.timeoutMs, signal);
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error;
    return { ok: false, detail: error.message.replace(/^did not start: /, ''), lines: [] };
  }
}
