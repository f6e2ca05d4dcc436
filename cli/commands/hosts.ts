// ctl hosts: the hosts and how they are, and what is done to them: each action in a file of cli/hosts.
import { type Call, Usage } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { environmentName } from '../names.ts';
import { hostLines } from '../show/status.ts';

type Action = (call: Call, words: string[]) => Promise<number>;

const actions: Record<string, () => Promise<Action>> = {
  list: async () => list,
  show: async () => (await import('../hosts/show.ts')).showHosts,
  add: async () => (await import('../hosts/add.ts')).addHost,
  revoke: async () => (await import('../hosts/revoke.ts')).revokeHost,
  label: async () => (await import('../hosts/label.ts')).labelHost,
  drain: async () => (await import('../hosts/drain.ts')).drainHosts,
  resume: async () => (await import('../hosts/resume.ts')).resumeHosts,
  remove: async () => (await import('../hosts/remove.ts')).removeHost,
  env: async () => (await import('../hosts/env.ts')).moveHost,
  reboot: async () => (await import('../hosts/reboot.ts')).rebootHosts,
  adopt: async () => (await import('../adopt-hosts.ts')).adoptHosts,
  upgrade: async () => (await import('../upgrade-agents.ts')).upgradeAgents,
};

export async function run(call: Call): Promise<number> {
  const [name = 'list', ...words] = call.args;
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) throw nothingLike(call);
  return (await action())(call, words);
}

async function list(call: Call, words: string[]): Promise<number> {
  if (words.length > 0) throw nothingLike(call);
  const { options, screen } = call;
  const environment = options.env && environmentName(options.env);
  const { hosts } = await withServer(options, (client) => client.listHosts({ environment }, { deadlineMs: callMs }));
  if (screen.json) for (const host of hosts) screen.object(host);
  else for (const line of hostLines(hosts, { now: Date.now(), ...screen })) screen.out(line);
  return 0;
}

function nothingLike({ args }: Call): Usage {
  return new Usage(`there is no "ctl hosts ${args.join(' ')}"`, 'ctl hosts --help');
}
