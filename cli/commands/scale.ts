// ctl scale: how many replicas of a process each host runs.
import { deployment, once } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { appName, environmentName, processName } from '../names.ts';

export async function run(call: Call): Promise<number> {
  const [app, ...counts] = call.args;
  const request = {
    app: appName(app),
    environment: environmentName(call.options.env),
    replicas: Object.fromEntries(counts.map(processCount)),
  };
  return deployment(call, (client, requestId) => client.scale({ ...request, requestId }, once));
}

/** `web=3` */
function processCount(text: string): [process: string, count: number] {
  const [process, count, ...rest] = text.split('=');
  if (rest.length > 0 || !/^\d{1,4}$/.test(count ?? ''))
    throw new Usage(`${JSON.stringify(text)} is not PROCESS=REPLICAS, such as web=3`);
  return [processName(process ?? ''), Number(count)];
}
