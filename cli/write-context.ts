// Adds a context to ctl's configuration file and makes it the one in use; what else is in the file stays, comments too.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseDocument } from 'yaml';
import { makeFolder, writeDurable } from '../lib/durable-file.ts';
import { Usage } from './command.ts';

/** Mode 0600. @throws Usage when the file is there and is no YAML */
export async function writeContext(file: string, name: string, context: { server: string; certs: string }): Promise<void> {
  const document = parseDocument(existsSync(file) ? readFileSync(file, 'utf8') : '');
  if (document.errors.length > 0) throw new Usage(`${file} is no YAML: ${document.errors[0]?.message}`);
  document.setIn(['current'], name);
  document.setIn(['contexts', name], context);
  makeFolder(dirname(file));
  writeDurable(file, String(document), 0o600);
}
