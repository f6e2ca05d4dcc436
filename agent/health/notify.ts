// What the replica says of itself by sd_notify(3): READY=1, and WATCHDOG=1 often enough.
import type { HealthCheck } from './check.ts';

export const checkNotify: HealthCheck<'notify'> = async (check, { told }) => {
  const { state, status, aliveAt } = told();
  if (check.watchdogMs !== null) return keptAlive(check.watchdogMs, Date.now() - aliveAt);
  if (state === 'ready') return { ok: true, detail: status || 'it said READY=1' };
  const said = state === 'stopping' ? 'it said STOPPING=1' : 'it has not said READY=1 yet';
  return { ok: false, detail: status ? `${said}; status: ${status}` : said };
};

function keptAlive(watchdogMs: number, quietMs: number) {
  const said = `WATCHDOG=1 ${(quietMs / 1000).toFixed(1)} s ago`;
  return { ok: quietMs <= watchdogMs, detail: quietMs <= watchdogMs ? said : `${said}, more than ${watchdogMs / 1000} s` };
}
