// ctl, many times in one process: each argument is a line as it is typed; stdout is taken for a terminal, stderr for a pipe.
import { parse } from '../../cli/parse.ts';
import { explain } from '../../cli/show/explain.ts';
import { openScreen } from '../../cli/show/screen.ts';

Object.assign(process.stdout, { isTTY: true, columns: 400 });

for (const line of process.argv.slice(2)) {
  await run(line);
  for (const stream of [process.stdout, process.stderr]) stream.write(`=== ${line}\n`);
}
process.exit();

async function run(line: string): Promise<void> {
  const parsed = parse(line.split(' '));
  if ('status' in parsed) throw new Error(`ctl ${line} is not how it is typed`);
  const { row, args, options } = parsed;
  const screen = openScreen(options);
  try {
    await (await row.load()).run({ args, options, screen });
  } catch (error) {
    await explain(error, row, screen);
  }
}
