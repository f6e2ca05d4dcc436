// An agent reboots its host once for each time that it is asked, and only the boot that was meant.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { execa } from 'execa';
import { bootOfHost, openReboots } from '../../agent/reboot.ts';
import { quiet, until } from './host-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-reboot-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;

function open(more: Partial<Parameters<typeof openReboots>[0]> = {}) {
  made += 1;
  const file = join(folder, `${made}`);
  const command = ['sh', '-c', `echo again >>${file}`];
  const stateDir = mkdtempSync(join(folder, 'state-'));
  const options = { stateDir, allowed: true, command, bootId: 'this', log: quiet, changed: () => {}, ...more };
  const reboots = openReboots(options);
  return { reboots, options, times: () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0) };
}

test('once for each number, however often it is asked', async () => {
  const { reboots, times } = open();
  for (const asked of [1, 1, 1]) reboots.wish({ asked, bootId: 'this' });
  await until('it has run', () => times() === 1);
  for (const asked of [1, 2]) reboots.wish({ asked, bootId: 'this' });
  await until('it has run again', () => times() === 2);
  reboots.wish(null);
  deepEqual(reboots.report(), { unable: '', asked: 2, failed: '' });
});

test('N10: a wish for another boot is one that has been carried out, and asks for nothing', async () => {
  const { reboots, times } = open();
  reboots.wish({ asked: 1, bootId: 'before' });
  reboots.wish({ asked: 2, bootId: 'this' });
  await until('it has run', () => times() > 0);
  equal(times(), 1);
});

test('an agent that starts again with the same boot id does not carry it out again', async () => {
  const { reboots, options, times } = open();
  reboots.wish({ asked: 1, bootId: 'this' });
  await until('it has run', () => times() === 1);
  const next = openReboots(options);
  next.wish({ asked: 1, bootId: 'this' });
  next.wish({ asked: 2, bootId: 'this' });
  await until('it has run for the second', () => times() === 2);
  equal(next.report().asked, 2);
});

test('a host that is told not to says why, and is not rebooted', () => {
  const { reboots, times } = open({ allowed: false });
  reboots.wish({ asked: 1, bootId: 'this' });
  match(String(reboots.report().unable), /allow_reboot: false/);
  equal(times(), 0);
});

test('a command that fails is told', async () => {
  const { reboots } = open({ command: ['sh', '-c', 'echo no reboot today >&2; exit 1'] });
  reboots.wish({ asked: 3, bootId: 'this' });
  await until('it has failed', () => reboots.report().failed !== '');
  match(String(reboots.report().failed), /no reboot today/);
});

const container = ['--pid', '--fork', '--mount-proc'];
const noContainer = (await execa('unshare', [...container, 'true'], { reject: false })).exitCode !== 0 && 'no namespaces here';

test('a container that boots again has another boot, under the boot id of its machine', { skip: noContainer }, async () => {
  const module = resolve(import.meta.dirname, '../../agent/reboot.ts');
  const asked = `import { bootOfHost } from '${module}'; console.log(bootOfHost())`;
  const tells = `${process.execPath} --input-type=module -e "${asked}"`;
  const boot = async () => (await execa('unshare', [...container, 'sh', '-c', `${tells}; ${tells}`])).stdout.split('\n');
  const [[first = '', same], [second = '']] = [await boot(), await boot()];
  equal(first, same);
  notEqual(first, second);
  equal(first.split('.')[0], second.split('.')[0]);
});

test('a machine has one boot for as long as it is up', () => {
  equal(bootOfHost(), bootOfHost());
  match(bootOfHost(), /^[0-9a-f-]{36}\.\d+$/);
});
