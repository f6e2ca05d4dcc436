// What `ctl ARGS --json` says, many times over in one process: a story looks again and again at what has become of things, and
// a process for each look costs more than all that it looks at. Reads one question a line, writes one answer a line.
import { createInterface } from 'node:readline';
import { parsePlain } from '../../cli/parse-plain.ts';
import { explain } from '../../cli/show/explain.ts';
import { plainJson } from '../../cli/show/plain.ts';
import { noPaint, type Screen } from '../../cli/show/screen.ts';

export interface Question {
  id: number;
  args: string[];
  /** ctl's configuration. */
  config: string;
}

export interface Answer {
  id: number;
  status: number;
  stdout: string;
  stderr: string;
}

for await (const line of createInterface({ input: process.stdin })) void answer(JSON.parse(line) as Question);
process.exit(0);

async function answer({ id, args, config }: Question): Promise<void> {
  process.env.CASTELLAN_CONFIG = config;
  const out: string[] = [];
  const trouble: string[] = [];
  const chosen = parsePlain([...args, '--json']);
  if (!chosen) throw new Error(`ctl ${args.join(' ')} is not to be asked here`);
  const screen = screenFor(out, trouble);
  const { run } = await chosen.row.load();
  const status = await run({ ...chosen, screen }).catch((error: unknown) => explain(error, chosen.row, screen));
  const told: Answer = { id, status, stdout: out.join('\n'), stderr: trouble.join('\n') };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

function screenFor(out: string[], trouble: string[]): Screen {
  return {
    ...{ json: true, columns: Number.POSITIVE_INFINITY, rows: 10, live: false, paint: noPaint, paintNote: noPaint },
    out: (line) => void out.push(line),
    note: () => {},
    object: (value) => void out.push(plainJson(value)),
    failed: (message, details, next, status) => {
      trouble.push(message, ...details, ...(next ? [`next: ${next}`] : []));
      return status;
    },
  };
}
