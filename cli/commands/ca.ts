// ctl ca: the authorities that all certificates of hosts, operators and the server come from, and their exchange.
import type { Authorities } from '../../proto/generated/castellan/v1/Authorities.ts';
import { once } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { until } from '../show/identities.ts';
import { plain } from '../show/plain.ts';
import { table } from '../show/table.ts';

/** Keys are made, and the server's own certificate. */
const rotateMs = 60_000;

export async function run(call: Call): Promise<number> {
  const [action = 'status', ...more] = call.args;
  if (more.length > 0 || !['status', 'rotate', 'rollback'].includes(action))
    throw new Usage(`there is no "ctl ca ${call.args.join(' ')}"`, 'ctl ca --help');
  const { options, screen } = call;
  const order = { back: action === 'rollback', force: options.force ?? false };
  const told = await withIdentities(options, (client) =>
    action === 'status' ? client.showAuthorities({}, once) : client.rotateAuthorities(order, { deadlineMs: rotateMs }),
  );
  if (screen.json) screen.object(told);
  else for (const line of lines(told, Date.now(), screen.columns)) screen.out(line);
  return 0;
}

const phases: Record<Authorities['phase'], string> = {
  STEADY: 'steady: one authority of each kind, trusted by all',
  ANNOUNCED: 'announced: new authorities are made, and handed to everybody to trust beside the old ones, which still sign',
  ISSUING: 'issuing: the new authorities sign, and the old ones are still trusted',
};

const next: Record<Authorities['phase'], string> = {
  STEADY: 'ctl ca rotate makes new ones',
  ANNOUNCED: 'ctl ca rotate has the new ones sign; ctl ca rollback forgets them',
  ISSUING: 'ctl ca rotate ends the old ones, for good; ctl ca rollback has the old ones sign again',
};

function lines({ phase, authorities, waiting }: Authorities, now: number, columns: number): string[] {
  const rows = authorities.map((one) => [
    plain(one.kind),
    plain(one.fingerprint.slice(0, 16)),
    until(one, now),
    one.issuing ? 'signs' : 'trusted',
  ]);
  const left = waiting.map((one) => `  waits: ${plain(one)}`);
  const followed = phase === 'STEADY' ? [] : ['everybody has followed'];
  return [
    phases[phase],
    ...table(['AUTHORITY', 'SHA256', 'LIFE', 'NOW'], rows, columns),
    ...(left.length > 0 ? [...left, 'hosts follow by themselves, operators with the next ctl that they type'] : followed),
    `next: ${next[phase]}`,
  ];
}
