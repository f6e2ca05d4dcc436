// From what was typed to an exit status: finds the command, loads that one alone, and says what went wrong.
import { readFileSync } from 'node:fs';
import type { Call, CommandRow, Options } from './command.ts';

export async function main(argv: string[]): Promise<void> {
  endQuietlyWithTheReader();
  process.exitCode = await statusOf(argv);
}

async function statusOf(argv: string[]): Promise<number> {
  const [word] = argv;
  if (word === '--version' || word === '-V') return print(`${version()}\n`, 0);
  if (word === undefined || (['--help', '-h', 'help'].includes(word) && argv.length === 1))
    return help(word === undefined ? 1 : 0);
  const { commands } = await import('./table.ts');
  const program = commands.find((row) => row.group === 'Run' && row.name === word);
  return program ? call(program, argv.slice(1), { env: 'production' }) : typed(argv);
}

async function help(status: number): Promise<number> {
  const { overview } = await import('./show/help.ts');
  return print(overview(), status);
}

async function typed(argv: string[]): Promise<number> {
  const { parse } = await import('./parse.ts');
  const parsed = parse(argv);
  return 'status' in parsed ? parsed.status : call(parsed.row, parsed.args, parsed.options);
}

async function call(row: CommandRow, args: string[], options: Options): Promise<number> {
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
