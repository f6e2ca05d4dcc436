// The table of commands as a commander program: reads a command line, prints help and mistakes.
import { Command, CommanderError } from 'commander';
import type { CommandRow } from './command.ts';
import { type Chosen, withEnvironment } from './parse-plain.ts';
import { overview } from './show/help.ts';
import { commands, commonOptions } from './table.ts';

export type Parsed = Chosen | { status: number };

/** Which command, with what; or the status to end with when help or a mistake has been printed. */
export function parse(argv: string[]): Parsed {
  let parsed: Parsed = { status: 0 };
  const program = buildProgram((chosen) => {
    parsed = chosen;
  });
  try {
    program.parse(argv, { from: 'user' });
    return parsed;
  } catch (error) {
    if (error instanceof CommanderError) return { status: error.exitCode };
    throw error;
  }
}

export function buildProgram(choose: (chosen: Chosen) => void): Command {
  const program = new Command('ctl').helpCommand('help [command]', 'help for a command').exitOverride();
  program.helpInformation = () => overview();
  program.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ctl: ')) });
  program.showSuggestionAfterError();
  for (const row of commands) addCommand(program, row, choose);
  return program;
}

function addCommand(program: Command, row: CommandRow, choose: (chosen: Chosen) => void): void {
  const command = program.command(`${row.name} ${row.args}`.trim()).description(row.summary).exitOverride();
  for (const [flags, description] of [...(row.options ?? []), ...commonOptions]) command.option(flags, description);
  command.addHelpText('after', examples(row));
  command.showHelpAfterError(`(ctl ${row.name} --help says how it is used)`);
  command.action(() => choose({ row, args: command.args, options: withEnvironment(row, command.opts()) }));
}

function examples({ examples: given = [] }: CommandRow): string {
  if (given.length === 0) return '';
  const wide = Math.max(...given.map(([command]) => command.length));
  return `\nExamples:\n${given.map(([command, what]) => `  ${command.padEnd(wide)}  ${what}`).join('\n')}`;
}
