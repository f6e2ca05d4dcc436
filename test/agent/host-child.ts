// An agent's core as a program of its own, to be killed: host-child.ts STATE-DIR [ASSIGNMENT-FILE]. Prints each report as a line.
import { readFileSync } from 'node:fs';
import { openTestHost } from './host-world.ts';

const [stateDir = '', file] = process.argv.slice(2);
let due = false;
const { host } = openTestHost(stateDir, {
  changed() {
    if (!due) setImmediate(print);
    due = true;
  },
});

function print(): void {
  due = false;
  process.stdout.write(`${JSON.stringify(host.report())}\n`);
}

if (file) await host.assign(JSON.parse(readFileSync(file, 'utf8')));
print();
setInterval(() => {}, 1000);
