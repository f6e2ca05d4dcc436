// ctl promote APP --from staging --to production: the version that one environment is on, deployed in another.
import { randomUUID } from 'node:crypto';
import { fail } from '../proto/failure.ts';
import { once, repeated } from './ask.ts';
import { type Call, Usage } from './command.ts';
import { type Client, withServer } from './connect.ts';
import { appName, environmentName } from './names.ts';
import { plain } from './show/plain.ts';
import { follow } from './watch.ts';

/** Whether it is this kind of promotion that was asked for. */
export function isVersionPromotion({ options }: Call): boolean {
  return options.from !== undefined || options.to !== undefined;
}

export async function promoteVersion(call: Call): Promise<number> {
  const { options, screen } = call;
  if (options.from === undefined || options.to === undefined)
    throw new Usage('say from where and to where', 'ctl promote APP --from staging --to production');
  const [app, from, to] = [appName(call.args[0]), environmentName(options.from), environmentName(options.to)];
  if (from === to) throw new Usage(`${from} and ${to} are the same environment`);
  return withServer(options, async (client) => {
    const { version, number } = await currentIn(client, app, from);
    screen.note(`${app} ${plain(version)} is v${number} in ${from}, and goes to ${to}`);
    const request = { app, version, environment: to, requestId: randomUUID(), force: options.force === true };
    return follow(call, client, await repeated(() => client.deploy(request, once)));
  });
}

async function currentIn(client: Client, app: string, environment: string): Promise<{ version: string; number: number }> {
  const { version, currentRelease: number } = await repeated(() => client.showSettings({ app, environment }, once));
  if (number > 0) return { version, number };
  throw fail('refused', `${app} is not deployed in ${environment}`, { next: `ctl deploy ${app}@VERSION --env ${environment}` });
}
