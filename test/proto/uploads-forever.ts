// Uploads without end, until it is killed. Arguments: port, folder of an operator's certificate.
import { clientCredentials } from '../../certs/credentials.ts';
import { controlService } from '../../proto/load.ts';
import { openClient } from '../../proto/stream.ts';

const [port, folder = ''] = process.argv.slice(2);

async function* forever() {
  while (true) yield { data: Buffer.alloc(65_536) };
}

const client = openClient(controlService, { address: `127.0.0.1:${port}`, credentials: clientCredentials(folder) });
await client.upload(forever());
