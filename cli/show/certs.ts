// Certificates as a table, with what is not right below.
import { formatDuration } from '../../lib/durations.ts';
import type { AcmeAccount } from '../../proto/generated/castellan/v1/AcmeAccount.ts';
import type { Certificate } from '../../proto/generated/castellan/v1/Certificate.ts';
import { plain } from './plain.ts';
import type { Screen } from './screen.ts';
import { table, wrap } from './table.ts';

type View = Pick<Screen, 'columns' | 'paint'> & { now: number };

const titles = ['CERTIFICATE', 'ENVIRONMENT', 'HOSTS', 'ENDS', 'FROM', 'USED BY'];

export function certificateTable(certificates: Certificate[], view: View): string[] {
  if (certificates.length === 0) return ['there is no certificate; add one with: ctl certs add NAME --cert FILE --key FILE'];
  const rows = certificates.map((one) => [
    plain(one.name),
    plain(one.environment),
    one.hosts.map(plain).join(' '),
    endWords(one, view),
    one.source === 'ACME' ? 'acme' : `added by ${plain(one.createdBy)}`,
    one.usedBy.map(plain).join(' '),
  ]);
  const troubles = certificates.flatMap(({ name, environment, troubles: texts }) =>
    texts.map((text) => `${view.paint('yellow', '!')} ${plain(name)} in ${plain(environment)}: ${plain(text)}`),
  );
  return [...table(titles, rows, view.columns), ...troubles.flatMap((line) => wrap(line, view.columns, 4))];
}

export function accountLines(accounts: AcmeAccount[]): string[] {
  return accounts.map(({ environment, directory, email, challenge, dns }) => {
    const how = dns ? `${plain(challenge)} through ${plain(dns)}` : plain(challenge);
    return `${plain(environment)} gets certificates from ${plain(directory)} by ${how}, as ${plain(email)}`;
  });
}

function endWords({ notAfterMs, troubles }: Certificate, { now, paint }: View): string {
  if (notAfterMs === 0) return paint('yellow', 'none yet');
  const left = notAfterMs - now;
  const words = left < 0 ? 'expired' : `in ${formatDuration(left)}`;
  return troubles.length > 0 ? paint('yellow', words) : words;
}
