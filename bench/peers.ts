// Programs of others that ours are measured beside where they are in PATH, and how to get those that are not.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const howToGet = {
  runsv: 'apt-get install runit; or apt-get download runit, dpkg -x runit_*.deb FOLDER, and FOLDER/usr/bin in PATH',
  pm2: 'npm install --prefix FOLDER pm2, outside of this project, and FOLDER/node_modules/.bin in PATH',
};

type Peer = keyof typeof howToGet;

const missing = new Set<Peer>();

/** Where it is; undefined: it is not measured. */
export function foundPeer(peer: Peer): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, peer)).find((path) => existsSync(path));
  if (!found) missing.add(peer);
  return found;
}

/** A sentence for each that was looked for in vain. */
export function missingPeers(): string[] {
  return [...missing].map((peer) => `nothing was measured beside ${peer}, which is not in PATH: ${howToGet[peer]}`);
}
