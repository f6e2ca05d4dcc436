// Authorities in a folder, a server's certificate, and those of others, in the list beside it as the server's own machine makes them.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '../../certs/identity.ts';
import { addIssued } from '../../certs/issued.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';

export async function openHolders(folder: string) {
  const authorities = await makeAuthorities(folder);
  const own = await issueInto(folder, authorities, { kind: 'server', name: 'main', addresses: ['127.0.0.1'] });
  /** Name -> folder of its certificate. */
  const places = new Map<string, string>();

  async function add(kind: 'host' | 'operator', name: string): Promise<string> {
    const place = await issueInto(folder, authorities, { kind, name });
    const identity = identityOf(new X509Certificate(readFileSync(join(place, 'cert.pem'))).raw);
    if (identity) addIssued(own, [identity]);
    places.set(name, place);
    return place;
  }

  return { authorities, own, places, add };
}
