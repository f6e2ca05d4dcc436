// Prints the version that answers at a URL: for stories whose hosts are on a network of their own.
import { get } from 'node:http';
import { appHost } from './apps.ts';

const [url = ''] = process.argv.slice(2);
get(url, { headers: { host: appHost }, timeout: 10_000 }, (answer) => {
  answer.resume();
  process.stdout.write(String(answer.headers['x-version'] ?? answer.statusCode));
});
