// From what was typed to an exit status: finds the command, loads that one alone, and says what went wrong.
import { readFileSync } from 'node:fs';
import type { Call } from './command.ts';
import type { Chosen } from './parse-plain.ts';

export async function main(argv: string[]): Promise<void> {
  endQuietlyWithTheReader();
  const status = await statusOf(argv);
  // What is said has been taken in; a connection that is being closed with all ceremony is nobody's concern any more.
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(status);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

async function statusOf(argv: string[]): Promise<number> {
  const [word] = argv;
  if (word === '--version' || word === '-V') return print(`${version()}\n`, 0);
  if (word === undefined || (['--help', '-h', 'help'].includes(word) && argv.length === 1))
    return help(word === undefined ? 1 : 0);
  const { commands } = await import('./table.ts');
  const program = commands.find((row) => row.group === 'Run' && row.name === word);
  if (program) return call({ row: program, args: argv.slice(1), options: { env: 'production' } });
  const { parsePlain } = await import('./parse-plain.ts');
  const plain = parsePlain(argv);
  return plain ? call(plain) : typed(argv);
}

async function help(status: number): Promise<number> {
  const { overview } = await import('./show/help.ts');
  return print(overview(), status);
}

async function typed(argv: string[]): Promise<number> {
  const { parse } = await import('./parse.ts');
  const parsed = parse(argv);
  return 'status' in parsed ? parsed.status : call(parsed);
}

async function call({ row, args, options }: Chosen): Promise<number> {
  const { openScreen } = await import('./show/screen.ts');
  const given: Call = { args, options, screen: openScreen(options) };
  try {
    const { run } = await row.load();
    return await run(given);
  } catch (error) {
    const { explain } = await import('./show/explain.ts');
    return explain(error, row, given.screen);
  }
}

function print(text: string, status: number): number {
  (status === 0 ? process.stdout : process.stderr).write(text);
  return status;
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** `ctl logs | head`: the reader has enough, which is no failure. */
function endQuietlyWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
