// Nothing of a peer's text reaches a terminal raw: every command against a server that says the worst in every field.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { plainButPainted } from '../../cli/show/plain.ts';
import { commands } from '../../cli/table.ts';
import type { Listener } from '../../proto/server.ts';
import { ctl, makePlace, type Place, startCtl } from './control.ts';
import { hostile, raw, startHostileServer } from './hostile-answers.ts';

const typed = `
  deploy hello@1.2.0 --detach|plan hello@1.3.0|attach 1|attach hello|rollback hello --detach|restart hello --detach
  stop hello --detach|start hello --detach|scale hello web=3 --detach|pause 1|resume 1 --detach|promote 1 --detach
  promote hello --from staging --to production --detach|abort 1 --detach|ghosts|ghosts clear hello@1.3.0
  settings list hello|settings history hello|settings diff hello 1 2|settings set hello A=1|settings unset hello A
  secrets list hello|secrets unset hello A|certs|certs remove www|status|routes list|routes explain https://example.com/
  why hello|why h1|releases hello|releases hello v1|deployments|deployments show 1|versions hello|hosts|hosts show h1
  hosts add h1|hosts revoke h1|hosts label h1 a=b|hosts drain h1 --detach|hosts resume h1|hosts env h1 staging|hosts remove h1
  hosts reboot h1 --safe --detach|hosts adopt h1|hosts upgrade h1 --detach|whoami|operators|operators show op
  operators add ann --role admin|operators change ann --role viewer|operators remove ann|ca|ca rotate|audit|audit verify
  top --once|logs hello|logs hello --timestamps|config`
  .split(/[|\n]/)
  .map((line) => line.trim())
  .filter(Boolean);

const manyCommands = join(import.meta.dirname, 'many-commands.ts');

/** What asks no server, or sends a whole app to it, or asks those that let newcomers in. */
const elsewhere = ['init', 'push', 'login', 'completion', 'server', 'agent', 'generate'];

describe('a server that says the worst in every field', () => {
  let place: Place;
  let answers: Listener;
  let refuses: Listener;

  let told: Map<string, { out: string; err: string }>;

  before(async () => {
    place = await makePlace();
    [answers, refuses] = await Promise.all([startHostileServer(place, false), startHostileServer(place, true)]);
    told = await toldBy(place, answers.port);
  });
  after(async () => {
    await Promise.all([answers?.close(0), refuses?.close(0)]);
    place?.remove();
  });

  it('is asked by every command', () => {
    const names = [...typed.map((line) => line.split(' ')[0]), ...elsewhere];
    deepEqual([...new Set(names)].sort(), commands.map(({ name }) => name).sort());
  });

  for (const line of typed)
    it(`ctl ${line}`, () => {
      const { out = '', err = '' } = told.get(line) ?? {};
      ok(out + err !== '', 'it said nothing');
      for (const text of [withoutColours(out), err]) doesNotMatch(text, raw);
      // The colour in the peer's text is none of ctl's.
      ok(!out.includes(`${red}\\x9b2J`), out);
      doesNotMatch(out + err, /^ctl: all is well/m);
    });

  for (const line of ['status', 'whoami'])
    it(`ctl ${line}, a program of its own`, async () => {
      const { out, err } = await ctl(place, line.split(' '), { port: answers.port });
      doesNotMatch(out + err, raw);
      match(out, /\\x1b\]0;owned/);
    });

  for (const line of ['status', 'audit'])
    it(`ctl ${line}, and the server refuses`, async () => {
      const { status, out, err } = await ctl(place, line.split(' '), { port: refuses.port });
      deepEqual([status, out], [4, '']);
      doesNotMatch(err, raw);
      match(err, /^ctl: \\x1b\]0;owned[^\n]*\n {4}ctl: all is well/);
    });

  it('as JSON it is the same text, and as safe', async () => {
    const { out } = await ctl(place, ['whoami', '--json'], { port: answers.port });
    doesNotMatch(out, raw);
    equal(JSON.parse(out).certificate.fingerprint, hostile);
  });
});

const red = '\u001b[31m';

function withoutColours(text: string): string {
  return text.replaceAll(ownColours, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint text
const ownColours = /\u001b\[(?:[12]|22|3[1-69])m/g;

/** What each line of `typed` makes ctl say. */
async function toldBy(place: Place, port: number): Promise<Map<string, { out: string; err: string }>> {
  const { status, out, err } = await startCtl(place, typed, { port, file: manyCommands }).ended;
  equal(status, 0, err);
  const parts = (text: string) =>
    new Map(text.split(/(?<=^=== .*\n)/m).map((part) => part.split(/^=== /m).reverse() as [string, string]));
  const [outs, errs] = [parts(out), parts(err)];
  return new Map(typed.map((line) => [line, { out: outs.get(`${line}\n`) ?? '', err: errs.get(`${line}\n`) ?? '' }]));
}

it('ctl’s own colours are kept, and nothing else that a terminal would act on', () => {
  const painted = '\u001b[31m\u001b[1mred\u001b[22m\u001b[39m\ttext';
  equal(plainButPainted(painted), painted);
  equal(plainButPainted('\u001b[8mhidden\u001b[0m\u001b[2J\u202e\n'), '\\x1b[8mhidden\\x1b[0m\\x1b[2J\\u{202e}\\x0a');
});

it('only these files write to a terminal by themselves; all others have a screen', () => {
  const cli = join(import.meta.dirname, '../../cli');
  const writes = /std(out|err)\.write\(|console\.|createLogUpdate|stdout, stderr/;
  const found = globSync('**/*.ts', { cwd: cli }).filter((name) => writes.test(readFileSync(join(cli, name), 'utf8')));
  deepEqual(found.sort(), ['ask.ts', 'connect.ts', 'read-secret.ts', 'show/drawing.ts', 'show/log-lines.ts', 'show/screen.ts']);
});
