// Loaded into each test file: after its last test it has this long to end by itself. One that has left something open would never
// end; Node's own remedy, --test-force-exit, also cuts off what the file has not yet told of its tests.
import { isMainThread } from 'node:worker_threads';

const graceMs = 20_000;

// Threads and forked processes of a test load this too.
if (isMainThread && process.argv[1]?.endsWith('.test.ts')) {
  const { after } = await import('node:test');
  after(() => {
    setTimeout(endIt, graceMs).unref();
  });
}

function endIt(): void {
  console.error(`left open after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}
