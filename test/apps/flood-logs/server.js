// Serves, and writes numbered lines, LINES of them, as fast as the disk takes them.
import { writeSync } from 'node:fs';
import { serve } from './serve.js';

const { close } = serve();
process.on('SIGTERM', close);
for (let line = 1; line <= Number(process.env.LINES ?? 20_000); line += 1) writeSync(1, `line ${line} of the flood\n`);
