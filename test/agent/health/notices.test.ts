import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Notices, openNotices } from '../../../agent/health/notices.ts';
import { temporaryFolder, until } from '../host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let notices: Notices;
const run = { replica: 'hello-web-1-aaaa', run: 1 };
const other = { replica: 'hello-web-2-bbbb', run: 1 };

beforeEach(() => {
  folder = temporaryFolder();
  notices = openNotices(join(folder.path, 'notices'));
});

afterEach(async () => {
  notices.leave();
  for (const pid of receivers()) process.kill(pid, 'SIGKILL');
  folder.remove();
});

/** As an app does: a datagram to the socket that it was told. */
const send = (socket: string, message: string) => execFileSync('perl', ['-MSocket', '-e', sender, socket, message]);
const sender = 'socket(S,AF_UNIX,SOCK_DGRAM,0); defined send(S,$ARGV[1],0,sockaddr_un($ARGV[0])) or die "not heard: $!\\n"';

const told = (what: string, probe: () => unknown, of = run) => until(what, probe, () => notices.told(of));

describe('what a replica says of itself', () => {
  it('is heard on a socket of its own, word by word', async () => {
    const [socket, others] = [await notices.open(run), await notices.open(other)];
    notEqual(socket, others);
    equal(notices.told(run).state, null);
    send(socket, 'READY=1\nSTATUS=serves \u001b[31m5 clients\nMAINPID=1\nnonsense');
    await told('it is ready', () => notices.told(run).state === 'ready' && notices.told(run).status);
    equal(notices.told(run).status, 'serves  [31m5 clients');
    deepEqual([notices.told(other).state, notices.told(other).status], [null, '']);
    send(socket, 'STOPPING=1');
    await told('it is stopping', () => notices.told(run).state === 'stopping');
  });

  it('counts as a sign of life when it says WATCHDOG=1, and as none when it says WATCHDOG=trigger', async () => {
    const socket = await notices.open(run);
    const before = notices.told(run).aliveAt;
    await told('time has gone by', () => Date.now() > before + 20);
    send(socket, 'WATCHDOG=1');
    await told('it is alive', () => notices.told(run).aliveAt > before);
    send(socket, 'WATCHDOG=trigger');
    await told('it gave itself up', () => notices.told(run).aliveAt === 0);
  });

  it('is heard while the agent is away', async () => {
    const socket = await notices.open(run);
    const [receiver] = receivers();
    notices.leave();
    send(socket, 'READY=1\nSTATUS=nobody is there');
    notices = openNotices(join(folder.path, 'notices'));
    equal(await notices.open(run), socket);
    await told('it is ready', () => notices.told(run).state === 'ready');
    deepEqual(receivers(), [receiver], 'another receiver was started');
  });

  it('is heard again on the same socket when the receiver was killed, and its silence is not held against it', async () => {
    const socket = await notices.open(run);
    send(socket, 'READY=1');
    await told('it is ready', () => notices.told(run).state === 'ready');
    const [receiver = 0] = receivers();
    process.kill(receiver, 'SIGKILL');
    await until('another receiver runs', () => receivers().some((pid) => pid !== receiver));
    const back = Date.now();
    await until('it can be heard', () => heard(socket, 'STATUS=still here'));
    await told('it was heard', () => notices.told(run).status === 'still here');
    equal(notices.told(run).state, 'ready');
    ok(notices.told(run).aliveAt >= back - 1000);
  });

  it('is not listened to any more once its run is over', async () => {
    const [socket, others] = [await notices.open(run), await notices.open(other)];
    notices.close(run);
    await until('its socket is gone', () => !heard(socket, 'READY=1'));
    equal(notices.told(run).state, null);
    notices.sweep([]);
    await until('the other one’s too', () => !heard(others, 'READY=1'));
    deepEqual(readdirSync(join(folder.path, 'notices')), ['control']);
  });
});

describe('the sockets', () => {
  it('cannot be listed nor listened to by other users', async () => {
    const socket = await notices.open(run);
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    const root = join(folder.path, 'notices');
    deepEqual([mode(root), mode(join(socket, '..')), mode(join(root, 'control'))], ['711', '711', '700']);
    send(socket, 'READY=1');
    await told('it is ready', () => notices.told(run).state === 'ready');
    for (const name of readdirSync(root)) if (name.includes('.')) equal(mode(join(root, name)), '600', name);
  });

  it('cannot be had where their names would be too long, and that is said before anything starts', () => {
    equal(notices.trouble(), '');
    const deep = join(folder.path, 'x'.repeat(90));
    mkdirSync(deep);
    match(openNotices(deep).trouble(), /^the agent’s state folder has too long a name for a socket: /);
  });
});

it('the receiver ends by itself when neither agent nor socket is left', async () => {
  await notices.open(run);
  notices.close(run);
  await until('the socket is closed', () => readdirSync(join(folder.path, 'notices')).length === 1);
  notices.leave();
  await until('no receiver is left', () => receivers().length === 0);
});

function heard(socket: string, message: string): boolean {
  try {
    execFileSync('perl', ['-MSocket', '-e', sender, socket, message], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function receivers(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) && isReceiver(name) ? [Number(name)] : []));
}

function isReceiver(pid: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.some((word) => word.endsWith('notices.pl')) && words.includes(join(folder.path, 'notices'));
  } catch {
    return false;
  }
}
