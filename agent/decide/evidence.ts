// How a failure is told.
import type { Exit, Limits, Phase } from './replica.ts';
import type { Ms } from './types.ts';

/** `exited with status 3 after 3.0 s`, `ended by SIGKILL, 2 min 5 s after it was ready`. */
export function exitText({ code, signal, result, why }: Exit, afterMs: Ms, phase: Phase['name']): string {
  const ending = signal ? `ended by ${signal}` : code < 0 ? 'ended without a status' : `exited with status ${code}`;
  const how = result === 'out-of-memory' ? `${why?.text ?? 'out of memory'}: ${ending}` : ending;
  return phase === 'starting'
    ? `${how} after ${secondsText(afterMs)}`
    : `${how}, ${secondsText(afterMs)} after it was ${phaseText(phase)}`;
}

/** Its own limit, or else everybody's. */
export function memoryText({ memoryBytes }: Limits): string {
  const limit =
    memoryBytes === null ? 'its host’s: it has no limits.memory' : `limits.memory is ${(memoryBytes / 2 ** 20).toFixed(0)} MiB`;
  return `out of memory (${limit})`;
}

/** `live check failed 3 times in a row, last: GET /livez answered 503` */
export function liveText(fails: number, detail: string): string {
  return fails > 1 ? `live check failed ${fails} times in a row, last: ${detail}` : `live check failed: ${detail}`;
}

/** `3.0 s`, `2 min 5 s`, `3 h 2 min`. */
export function secondsText(ms: Ms): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function phaseText(phase: Phase['name']): string {
  return phase === 'healthy' || phase === 'after-start' ? 'ready' : phase === 'unhealthy' ? 'found not ready' : phase;
}
