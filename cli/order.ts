// Orders to a deployment that is under way, by its number, its app, or as the only one that there is.
import { randomUUID } from 'node:crypto';
import { fail } from '../proto/failure.ts';
import type { OrderRequestInput } from '../proto/generated/castellan/v1/OrderRequest.ts';
import { once, repeated } from './ask.ts';
import { type Call, Usage } from './command.ts';
import type { Client } from './connect.ts';
import { appName, environmentName } from './names.ts';
import { environmentFlag } from './show/deployment.ts';
import { plain } from './show/plain.ts';

/** Made once for a command, however often it is repeated: with an id, the server carries it out once. */
export async function orderRequest(call: Call, client: Client): Promise<OrderRequestInput> {
  return { ...(await whichDeployment(call, client)), requestId: randomUUID() };
}

async function whichDeployment({ args: [given], options }: Call, client: Client): Promise<OrderRequestInput> {
  if (given !== undefined && /^[1-9]\d{0,8}$/.test(given)) return { number: Number(given) };
  const environment = environmentName(options.env);
  return given === undefined ? onlyOne(client, environment) : { app: appName(given), environment };
}

async function onlyOne(client: Client, environment: string): Promise<OrderRequestInput> {
  const { apps } = await repeated(() => client.status({ app: '', environment }, once));
  const active = apps.flatMap(({ deployment }) => (deployment && deployment.phase !== 'SETTLED' ? [deployment] : []));
  const [first, ...more] = active;
  if (!first) throw fail('refused', `no deployment is under way in ${environment}`, { next: 'ctl deployments' });
  if (more.length === 0) return { number: first.number };
  const found = active.map(({ number, app }) => `${number} (${plain(app)})`).join(', ');
  throw new Usage(`several deployments are under way: ${found}; say which`, `ctl status${environmentFlag(environment)}`);
}
