// From what was typed to an exit status: finds the command, loads that one alone, and says what went wrong.
import { readFileSync } from 'node:fs';
import { type Call, type CommandRow, type Options, Usage } from './command.ts';
import { explain } from './show/explain.ts';
import { overview } from './show/help.ts';
import { openScreen } from './show/screen.ts';
import { commands } from './table.ts';

export async function main(argv: string[]): Promise<void> {
  endQuietlyWithTheReader();
  process.exitCode = await statusOf(argv);
}

async function statusOf(argv: string[]): Promise<number> {
  const [word] = argv;
  if (word === undefined) return print(overview(), 1);
  if (word === '--version' || word === '-V') return print(`${version()}\n`, 0);
  if ((word === '--help' || word === '-h' || word === 'help') && argv.length === 1) return print(overview(), 0);
  const program = commands.find((row) => row.group === 'Run' && row.name === word);
  return program ? call(program, argv.slice(1), { env: 'production' }) : typed(argv);
}

async function typed(argv: string[]): Promise<number> {
  const { parse } = await import('./parse.ts');
  const parsed = parse(argv);
  return 'status' in parsed ? parsed.status : call(parsed.row, parsed.args, parsed.options);
}

async function call(row: CommandRow, args: string[], options: Options): Promise<number> {
  const given: Call = { args, options, screen: openScreen(options) };
  try {
    const { run } = await row.load();
    return await run(given);
  } catch (error) {
    if (error instanceof Usage) return given.screen.failed(error.message, [], error.next ?? `ctl ${row.name} --help`, 1);
    return explain(error, given.screen);
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
