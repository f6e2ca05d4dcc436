// What killed.test.ts kills: killed-child.ts FOLDER WHAT...
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layBeside, takePlace } from '../../certs/renewal.ts';

const [folder = '', what] = process.argv.slice(2);

if (what === 'renew') {
  const [certificate, key, authorities] = ['cert.pem', 'key.pem', 'ca.pem'].map((name) =>
    readFileSync(join(folder, '../successor', name), 'utf8'),
  ) as [string, string, string];
  layBeside(folder, { certificate, key, authorities });
  takePlace(folder);
} else {
  const { advance, readSet } = await import('../../certs/rotation.ts');
  await advance(folder, readSet(folder).phase);
}
