// Serves, and writes numbered lines all the time: the last one when it ends says how many there are.
import { writeSync } from 'node:fs';
import { serve } from './serve.js';

const { close } = serve();
// A pid alone comes again after a reboot.
const me = `${process.pid}.${Math.round(performance.timeOrigin)}`;
let count = 0;
setInterval(() => writeSync(1, `${me} counts ${++count}\n`), 5);
process.on('SIGTERM', close);
process.on('exit', () => writeSync(1, `${me} counted ${count}\n`));
