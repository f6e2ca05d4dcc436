// ctl deployments: those that were, newest first; with a number, one with its events and its dossier.
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { Call } from '../command.ts';
import { type Client, callMs, withServer } from '../connect.ts';
import { rowsWanted, sayMore } from '../listing.ts';
import { appName, environmentName } from '../names.ts';
import { headline, outcomeColour, stage, verdict } from '../show/deployment.ts';
import { dossier } from '../show/dossier.ts';
import { plain } from '../show/plain.ts';
import { ago } from '../show/status.ts';
import { cut, table } from '../show/table.ts';

export async function run(call: Call): Promise<number> {
  const { args, options } = call;
  const given = ['list', 'show'].includes(args[0] ?? '') ? args[1] : args[0];
  if (given !== undefined && /^\d+$/.test(given)) return withServer(options, (client) => showOne(call, client, Number(given)));
  const limit = rowsWanted(options);
  const request = {
    app: given === undefined ? '' : appName(given),
    environment: options.env && environmentName(options.env),
    limit,
  };
  const { deployments, more } = await withServer(options, (client) => client.listDeployments(request, { deadlineMs: callMs }));
  if (call.screen.json) for (const deployment of deployments) call.screen.object(deployment);
  else for (const line of deploymentTable(deployments, call.screen)) call.screen.out(line);
  sayMore(call.screen, limit, { shown: deployments.length, more });
  return 0;
}

function deploymentTable(deployments: Deployment[], { columns, paint }: Call['screen']): string[] {
  if (deployments.length === 0) return ['no deployment yet'];
  const rows = deployments.map(
    ({ number, app, environment, kind, to, phase, outcome, createdMs, createdBy, failure, ...rest }) => [
      String(number),
      plain(app),
      plain(environment),
      plain(kind),
      to ? `${plain(to.version)} (v${to.number})` : '',
      paint(
        outcomeColour[outcome],
        phase === 'SETTLED' ? outcome.toLowerCase().replace('_', ' ') : stage({ phase, ...rest } as Deployment),
      ),
      ago(createdMs, Date.now()),
      plain(createdBy),
      failure ? plain(failure.message) : '',
    ],
  );
  return table(['#', 'APP', 'ENVIRONMENT', 'KIND', 'TO', 'OUTCOME', 'BEGUN', 'BY', ''], rows, columns);
}

async function showOne({ screen }: Call, client: Client, number: number): Promise<number> {
  for await (const deployment of client.watchDeployment({ number }, { deadlineMs: callMs })) {
    if (screen.json) screen.object(deployment);
    else for (const line of onePage(deployment, screen)) screen.out(cut(line, Math.max(screen.columns, 80)));
    break;
  }
  return 0;
}

function onePage(deployment: Deployment, { columns, paint }: Call['screen']): string[] {
  const events = deployment.events.map(({ atMs, text }) => `  ${new Date(atMs).toISOString()}  ${plain(text)}`);
  const ended = ['PENDING', 'DONE'].includes(deployment.outcome)
    ? [verdict(deployment)]
    : dossier(deployment, { columns, paint });
  return [`${headline(deployment)} · deployment ${deployment.number}, by ${plain(deployment.createdBy)}`, ...events, ...ended];
}
