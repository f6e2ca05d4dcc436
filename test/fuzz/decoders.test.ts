// Whatever comes in from outside: it is read, or refused with an error of ours. FUZZ_MS is for how long each decoder is tried,
// FUZZ_SEED with which inputs; FUZZ_GUIDED=1 keeps those that reach new code.
import { test } from 'node:test';
import { bundleTargets } from './bundle-targets.ts';
import { fuzz } from './guided.ts';
import { wireTargets } from './wire-targets.ts';

const forMs = Number(process.env.FUZZ_MS ?? 400);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const covering = process.env.FUZZ_GUIDED
  ? /\/(agent|bundle|certs|cli|lib|proto|server)\/[^/]|node_modules\/(yaml|zod)\//
  : undefined;

for (const target of [...bundleTargets, ...wireTargets]) {
  test(`W16: ${target.name}: whatever they are, they are read or refused`, async (t) => {
    const { runs, kept } = await fuzz(target, { forMs, seed, ...(covering ? { covering } : {}) });
    t.diagnostic(`${runs} inputs${covering ? `, ${kept} of them kept` : ''} (FUZZ_SEED=${seed})`);
  });
}
