// Writes docs/cli.md from ctl's table of commands: node docs/generate/cli.ts
import { writeFileSync } from 'node:fs';
import { buildProgram } from '../../cli/parse.ts';
import { commands, commonOptions } from '../../cli/table.ts';

const file = new URL('../cli.md', import.meta.url);

export function cliReference(): string {
  const program = buildProgram(() => {});
  return [
    '# ctl: reference',
    '',
    '<!-- Made by docs/generate/cli.ts from cli/table.ts; do not edit. -->',
    '',
    'Data goes to stdout, progress and trouble to stderr. On a terminal progress is redrawn in place, in a pipe it is plain',
    'lines; with `--json` stdout carries one JSON object a line. Colours only on a terminal, and not with `NO_COLOR`.',
    '',
    '## Which server',
    '',
    'A flag wins over a variable, a variable over the configuration file, which is `$CASTELLAN_CONFIG` or',
    '`$XDG_CONFIG_HOME/castellan/config.yaml` (`~/.config/...` by default; nobody else may be able to write it):',
    '',
    '```yaml',
    'current: local',
    'contexts:',
    '  local: { server: "127.0.0.1:7400", certs: /path/to/certs/local/operators/NAME }',
    '```',
    '',
    '| option of every command | |',
    '|---|---|',
    ...commonOptions.map(([flags, what]) => row(flags, what)),
    '',
    '## Exit status',
    '',
    '| status | |',
    '|---|---|',
    ...statuses.map(([status, what]) => `| ${status} | ${what} |`),
    '',
    '## Commands',
    ...commands.flatMap((command) => section(command, program)),
    '',
  ].join('\n');
}

const statuses: [number, string][] = [
  [0, 'done'],
  [1, 'usage: what was typed, a manifest or the configuration is wrong; nothing was sent'],
  [2, 'rolled back: the new release failed, the one before serves again'],
  [3, 'failed and not rolled back; also when the server could not be reached'],
  [4, 'refused, with nothing changed'],
  [5, 'wait timed out; a deployment goes on'],
  [8, 'superseded by a newer deployment'],
  [130, 'detached by Ctrl-C; a deployment goes on'],
];

type CommandRow = (typeof commands)[number];

function section({ name, summary, options = [], examples = [] }: CommandRow, program: ReturnType<typeof buildProgram>): string[] {
  const usage = program.commands
    .find((command) => command.name() === name)
    ?.usage()
    .replace('[options] ', '');
  const table = options.length > 0 ? ['', '| option | |', '|---|---|', ...options.map(([flags, what]) => row(flags, what))] : [];
  const shown = examples.flatMap(([command, what]) => ['', `${what}:`, '', '```sh', command, '```']);
  return [
    '',
    `### ctl ${name}`,
    '',
    `\`ctl ${name}${usage ? ` ${usage}` : ''}\``,
    '',
    `${capital(summary)}.`,
    ...table,
    ...shown,
  ];
}

function row(flags: string, what: string): string {
  return `| \`${flags.replaceAll('|', '\\|')}\` | ${what.replaceAll('|', '\\|')} |`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

if (import.meta.main) writeFileSync(file, cliReference());
