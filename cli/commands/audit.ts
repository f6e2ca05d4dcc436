// ctl audit: what was changed, by whom, and what was denied; and whether the record of it is whole.
import { readFileSync } from 'node:fs';
import type { Link } from '../../lib/hash-chain.ts';
import { brokenIn, readExport } from '../audit-export.ts';
import { type Call, Usage } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { auditLine } from '../show/audit.ts';
import { timeFrom } from '../time.ts';

export async function run(call: Call): Promise<number> {
  const [action, file, ...more] = call.args;
  if (action === undefined) return read(call);
  if (action === 'verify' && more.length === 0) return verify(call, file);
  throw new Usage(`there is no "ctl audit ${call.args.join(' ')}"`, 'ctl audit --help');
}

async function read({ options, screen }: Call): Promise<number> {
  const request = {
    sinceMs: timeFrom(options.since, '--since'),
    untilMs: timeFrom(options.until, '--until'),
    actor: options.actor ?? '',
    app: options.app ?? '',
    act: options.act ?? '',
  };
  await withIdentities(options, async (client) => {
    for await (const entry of client.readAudit(request)) {
      if (screen.json) screen.object(entry);
      else screen.out(auditLine(entry));
    }
  });
  return 0;
}

/** The server's own chain; with a file also that what was kept is a whole piece of it. */
async function verify({ options, screen }: Call, file: string | undefined): Promise<number> {
  const kept = file === undefined ? [] : entriesOf(file);
  const wrong = brokenIn(kept);
  if (wrong) return screen.failed(`${file} is not whole: ${wrong}`, [], undefined, 3);
  const last = kept.at(-1);
  const request = last ? { number: last.number, hash: last.hash } : {};
  const told = await withIdentities(options, (client) => client.verifyAudit(request, { deadlineMs: 10 * 60_000 }));
  if (told.broken)
    return screen.failed(
      `the audit is not whole: ${told.broken}`,
      [],
      'keep a copy of the server’s records, and look at who could write them',
      3,
    );
  if (screen.json) screen.object(told);
  else screen.out(`the audit is whole: ${told.entries} entries, the last with hash ${told.lastHash}`);
  return 0;
}

function entriesOf(file: string): Link[] {
  try {
    return readExport(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Usage(`${file} is not what ctl audit --json wrote: ${(error as Error).message}`);
  }
}
