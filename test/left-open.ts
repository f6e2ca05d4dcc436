// Loaded into each test file: after its last test it has this long to end by itself. One that has left something open would never
// end; Node's own remedy, --test-force-exit, also cuts off what the file has not yet told of its tests.
import { after } from 'node:test';

const graceMs = 20_000;

after(() => {
  setTimeout(() => {
    console.error(`left open after the last test: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit(1);
  }, graceMs).unref();
});
