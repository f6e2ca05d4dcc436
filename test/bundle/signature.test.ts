// Signatures of bundles: what the program minisign makes and takes, and that nothing else passes for one.
import { equal, match, ok, throws } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { readPublicKey, readSignature } from '../../bundle/minisign.ts';
import { readSecretKey, signText } from '../../bundle/minisign-secret.ts';
import { whyUnproven } from '../../bundle/proof.ts';
import { readStatement, writeStatement } from '../../bundle/statement.ts';
import { needProgram } from '../needed.ts';

const named = { app: 'hello', version: '1.2.0', bundle: 'ab'.repeat(32) };
const statement = writeStatement(named, Date.UTC(2026, 0, 2, 3, 4, 5, 6));
const folder = mkdtempSync(join(tmpdir(), 'castellan-signature-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');

before(async () => {
  await needProgram('minisign');
  for (const name of ['one', 'two']) await minisign('-G', '-W', '-p', at(`${name}.pub`), '-s', at(`${name}.key`));
});

describe('a statement', () => {
  it('says app, version, content and time, and is read back', () => {
    equal(statement, `castellan bundle 1\napp: hello\nversion: 1.2.0\nsha256: ${named.bundle}\ncreated: 2026-01-02T03:04:05Z\n`);
    equal(readStatement(statement)?.created, '2026-01-02T03:04:05Z');
  });

  for (const [what, broken] of [
    ['a line more', `${statement}app: other\n`],
    ['a line less', statement.replace(/created: .*\n/, '')],
    ['no end of line', statement.slice(0, -1)],
    ['other ends of lines', statement.replaceAll('\n', '\r\n')],
    ['lines in another order', statement.replace(/(app: .*\n)(version: .*\n)/, '$2$1')],
    ['another format', statement.replace('bundle 1', 'bundle 2')],
    ['no name', statement.replace('hello', '../hello')],
    ['half a digest', statement.replace('ab'.repeat(32), 'ab'.repeat(16))],
    ['no time', statement.replace('2026-01-02', '2026-13-42')],
    ['nothing', ''],
  ] as const)
    it(`with ${what} is none`, () => equal(readStatement(broken), undefined));
});

describe('minisign', () => {
  it('verifies what ctl signs', async () => {
    writeFileSync(at('ours'), statement);
    writeFileSync(at('ours.minisig'), signed('one'));
    const { stdout } = await minisign('-V', '-H', '-p', at('one.pub'), '-m', at('ours'));
    match(stdout, /Trusted comment: hello@1.2.0/);
  });

  for (const [kind, flags] of [
    ['prehashed', []],
    ['legacy', ['-l']],
  ] as const)
    it(`signs what a host takes: ${kind}`, async () => {
      writeFileSync(at(kind), statement);
      await minisign('-S', ...flags, '-s', at('one.key'), '-m', at(kind), '-t', 'from our release machine');
      const proof = { statement, signature: text(`${kind}.minisig`) };
      equal(readSignature(proof.signature)?.prehashed, kind === 'prehashed');
      equal(whyUnproven(named, [proof], keys('one')), '');
      match(whyUnproven(named, [proof], keys('two')), /which this host does not know/);
    });

  it('keeps keys under a password, which ctl opens', async () => {
    // With less memory than it likes it makes a key that needs less: the same path in less time.
    const make = ['--as=100000000', 'minisign', '-G', '-p', at('closed.pub'), '-s', at('closed.key')];
    await execa('prlimit', make, { input: 'open sesame\nopen sesame\n' });
    const sealed = readSecretKey(text('closed.key'));
    ok(sealed.sealed);
    throws(() => sealed.open('open says me'), /the password is wrong/);
    const signature = signText(statement, sealed.open('open sesame'), 'x');
    equal(whyUnproven(named, [{ statement, signature }], keys('closed')), '');
  });

  it('writes no secret key that reads as something else', () => {
    for (const broken of ['', 'secret', text('one.pub'), text('one.key').replace('RWQAAE', 'RWQAAA').slice(0, -9)])
      throws(() => readSecretKey(broken), /no secret key of minisign/);
    const lines = text('one.key').split('\n');
    const bytes = Buffer.from(lines[1] as string, 'base64');
    bytes.writeUInt8(bytes.readUInt8(70) ^ 1, 70);
    throws(() => readSecretKey(`${lines[0]}\n${bytes.toString('base64')}\n`).open(''), /the key is damaged/);
  });
});

describe('a bundle', () => {
  it('is proven by any of several keys, and by any of several signatures', () => {
    equal(whyUnproven(named, [proofOf('two')], keys('one', 'two')), '');
    equal(whyUnproven(named, [proofOf('two'), proofOf('one')], keys('one')), '');
  });

  it('is not proven by nothing', () => {
    equal(whyUnproven(named, [], keys('one')), 'it is not signed');
    match(whyUnproven(named, [proofOf('one')], []), /does not know/);
  });

  const own = (edit: (signature: string) => string) => () => ({ statement, signature: edit(signed('one')) });
  const other = (of: Partial<typeof named>) => () => {
    const statement = writeStatement({ ...named, ...of }, 0);
    return { statement, signature: signed('one', statement) };
  };
  const line = (index: number, edit: (line: string) => string) =>
    own((signature) =>
      signature.replace(/^(.*\n)(.*\n)(.*\n)(.*\n)$/, (_, ...lines) =>
        lines
          .slice(0, 4)
          .map((one, at) => (at === index ? edit(one) : one))
          .join(''),
      ),
    );
  const flip = (byte: number) => (text: string) => {
    const bytes = Buffer.from(text, 'base64');
    bytes[byte] = (bytes[byte] as number) ^ 1;
    return `${bytes.toString('base64')}\n`;
  };

  for (const [what, proof, reason] of [
    ['another app’s', other({ app: 'other' }), /its signature is for other@1.2.0/],
    ['another version’s', other({ version: '1.1.0' }), /its signature is for hello@1.1.0/],
    ['another content’s', other({ bundle: 'cd'.repeat(32) }), /its signature is for another content, cdcd/],
    ['another statement’s', () => ({ ...other({ version: '9' })(), statement }), /was not made with the key/],
    ['an unknown key’s', () => proofOf('two'), /signed with the key \w{16}, which this host does not know/],
    ['an unknown key’s with a known id', () => withIdOf('one', signed('two')), /was not made with the key/],
    ['a changed', line(1, flip(20)), /was not made with the key/],
    ['a changed global', line(3, flip(20)), /was not made with the key/],
    ['a changed trusted comment’s', line(2, () => 'trusted comment: hello@9.9.9\n'), /was not made with the key/],
    ['an algorithm of no name in a', line(1, flip(1)), /cannot be read/],
    ['a prehashed one that says legacy in a', line(1, (one) => flip2(one)), /was not made with the key/],
    ['an empty', own(() => ''), /cannot be read/],
    ['a truncated', own((text) => text.split('\n').slice(0, 2).join('\n')), /cannot be read/],
    ['a shorter', line(1, (one) => `${one.slice(0, -5)}\n`), /cannot be read/],
    ['a line more in a', own((text) => `${text}more\n`), /cannot be read/],
    ['an empty line more in a', own((text) => `${text}\n`), /cannot be read/],
    ['other ends of lines in a', own((text) => text.replaceAll('\n', '\r\n')), /cannot be read/],
    ['control characters in a', line(2, () => 'trusted comment: \u001b[2J\n'), /cannot be read/],
    ['no canonical base64 in a', line(1, (one) => one.replace('\n', '=\n')), /cannot be read/],
    ['a huge', own((text) => text.replace('trusted comment: ', `trusted comment: ${'x'.repeat(3000)}`)), /cannot be read/],
  ] as const)
    it(`is not proven by ${what} signature`, () => match(whyUnproven(named, [proof()], keys('one')), reason));

  it('is not proven by a signed text that is no statement', () => {
    const lines = `${statement}\n`;
    match(
      whyUnproven(named, [{ statement: lines, signature: signed('one', lines) }], keys('one')),
      /no statement about a bundle/,
    );
  });
});

describe('a public key', () => {
  it('is the file, or its second line', () => {
    const file = text('one.pub');
    equal(readPublicKey(file)?.id, readPublicKey(file.split('\n')[1] as string)?.id);
    ok(file.includes(readPublicKey(file)?.id as string));
  });

  for (const [what, broken] of [
    ['nothing', ''],
    ['a secret key', 'key'],
    ['a path', '/etc/key.pub'],
    ['half a key', 'RWQFltz8rR2iq'],
  ] as const)
    it(`is not ${what}`, () => equal(readPublicKey(broken === 'key' ? text('one.key') : broken), undefined));
});

function minisign(...args: string[]) {
  return execa('minisign', args, { stdin: 'ignore' });
}

function keys(...names: string[]) {
  return names.flatMap((name) => readPublicKey(text(`${name}.pub`)) ?? []);
}

function signed(name: string, what = statement): string {
  return signText(what, readSecretKey(text(`${name}.key`)).open(''), 'hello@1.2.0');
}

function proofOf(name: string) {
  return { statement, signature: signed(name) };
}

function withIdOf(name: string, signature: string) {
  const id = Buffer.from(signed(name).split('\n')[1] as string, 'base64').subarray(2, 10);
  const lines = signature.split('\n');
  const bytes = Buffer.from(lines[1] as string, 'base64');
  id.copy(bytes, 2);
  lines[1] = bytes.toString('base64');
  return { statement, signature: lines.join('\n') };
}

/** ED -> Ed */
function flip2(line: string): string {
  const bytes = Buffer.from(line, 'base64');
  bytes.write('Ed', 0, 'latin1');
  return `${bytes.toString('base64')}\n`;
}
