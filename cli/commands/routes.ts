// ctl routes: which requests go where; and for one URL, which routes fit, which wins, and why.
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { explainLines, routeLines } from '../show/routes.ts';

const actions = { list, explain } as const satisfies Record<string, (call: Call) => Promise<number>>;
const nothingFits = 3;

export async function run(call: Call): Promise<number> {
  const [action = 'list', ...args] = call.args;
  if (Object.hasOwn(actions, action)) return actions[action as keyof typeof actions]({ ...call, args });
  const there = Object.keys(actions).join(', ');
  throw new Usage(`there is no "ctl routes ${action}"; there is ${there}`, 'ctl routes --help');
}

async function list({ args: [app], options, screen }: Call): Promise<number> {
  const request = { app: app === undefined ? '' : appName(app), ...where(options) };
  const { routes } = await withServer(options, (client) => repeated(() => client.listRoutes(request, once)));
  if (screen.json) for (const route of routes) screen.object(route);
  else for (const line of routeLines(routes, screen)) screen.out(line);
  return 0;
}

async function explain({ args: [url], options, screen }: Call): Promise<number> {
  if (url === undefined) throw new Usage('say which URL, such as https://www.example.com/path', 'ctl routes --help');
  const request = { url, ...where(options) };
  const reply = await withServer(options, (client) => repeated(() => client.explainRoute(request, once)));
  if (screen.json) screen.object(reply);
  else for (const line of explainLines(reply, screen)) screen.out(line);
  return reply.fits.length > 0 ? 0 : nothingFits;
}

/** Without an environment: the server’s own choice. */
function where({ env, host }: Call['options']): { environment: string; host: string } {
  const [first = '', ...more] = [host ?? []].flat();
  if (more.length > 0) throw new Usage('one --host, or none');
  return { environment: env ? environmentName(env) : '', host: first };
}
