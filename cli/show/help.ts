// The overview that `ctl --help` prints.
import { commands, commonOptions } from '../table.ts';

export function overview(): string {
  const groups = [...new Set(commands.map(({ group }) => group))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return [
    'Usage: ctl <command> [options]',
    '',
    'Deploys versioned bundles to your own hosts.',
    ...groups.flatMap((group) => [
      '',
      `${group}:`,
      ...rows(commands.filter((row) => row.group === group).map(({ name, summary }) => [name, summary])),
    ]),
    '',
    'Understood by every command:',
    ...rows([...commonOptions, ['-h, --help', 'help for ctl or for a command'], ['-V, --version', 'the version of ctl']]),
    '',
    'Exit status: 0 done, 1 usage, 2 rolled back, 3 failed and not rolled back, 4 refused',
    'with nothing changed, 5 wait timed out, 8 superseded, 130 detached by Ctrl-C.',
    '',
  ].join('\n');
}

const order = ['Deploy', 'See', 'Set up', 'Access', 'Run'];

function rows(pairs: [string, string][]): string[] {
  const wide = Math.max(...pairs.map(([left]) => left.length), 12);
  return pairs.map(([left, right]) => `  ${left.padEnd(wide)}  ${right}`);
}
