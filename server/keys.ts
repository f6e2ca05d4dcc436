// ctl server rekey, ctl server forget-secrets: what is done about the key of secrets while the server does not run.
import { join, resolve } from 'node:path';
import { lockFolder } from '../lib/lock-folder.ts';
import { settingsAtStart } from '../lib/settings.ts';
import { serverShape } from './config.ts';
import { openRecords } from './records/records.ts';
import { forget, keyPath, rekey } from './secrets.ts';

const usage = `ctl server rekey [settings]            seals all secrets and keys of certificates anew, with a new key
ctl server forget-secrets [settings]   gives them up, where their key is lost; they are to be set again
  settings   those of the server that say where its state is: --state FOLDER, --config FILE; it must be stopped
`;

const [action = '', ...argv] = process.argv.slice(2);
if (argv.includes('--help') || argv.includes('-h')) {
  process.stdout.write(usage);
  process.exit(0);
}
const config = settingsAtStart({ program: 'server', shape: serverShape, argv, env: process.env });

try {
  const folder = resolve(config.state);
  await lockFolder(folder, 'server');
  const records = await openRecords(join(folder, 'castellan.sqlite'));
  const count = action === 'rekey' ? await rekey(records, keyPath(config)) : await forget(records, keyPath(config));
  await records.close();
  const what = action === 'rekey' ? 'sealed anew with a new key' : 'given up; set them again';
  process.stdout.write(`versions of secrets and keys of certificates ${what}: ${count}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}; nothing was changed\n`);
  process.exit(3);
}
