// Operators -> hosts: who calls, decode, one call, encode.
import { isHostLabel, isLabelValue, labelValueRule } from '../../lib/host-labels.ts';
import { labelRule } from '../../lib/names.ts';
import { fail, failOnMistakes } from '../../proto/failure.ts';
import { notAllowed } from '../../proto/gate.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import type { Hosts } from '../hosts.ts';
import type { Reboots } from '../reboots.ts';
import { checkFilter, checkHosts, checkRequestId } from './names.ts';
import { hostSeen } from './seen.ts';

type HostCalls =
  | 'listHosts'
  | 'watchHosts'
  | 'labelHost'
  | 'drainHosts'
  | 'resumeHosts'
  | 'removeHost'
  | 'moveHost'
  | 'rebootHosts'
  | 'watchReboot';

const longestDeadlineMs = 30 * 86_400_000;

export function hostHandlers({ hosts, reboots }: { hosts: Hosts; reboots: Reboots }): Pick<Handlers<ControlService>, HostCalls> {
  return {
    listHosts: async ({ environment }, context) => {
      checkFilter({ app: '', environment });
      return { hosts: (await hosts.list(environment)).flatMap((host) => hostSeen(host, context) ?? []) };
    },

    watchHosts: async function* ({ hosts: names }, context) {
      for await (const { hosts: all } of hosts.watch(someHosts(names), context.signal)) {
        const seen = all.flatMap((host) => hostSeen(host, context) ?? []);
        if (seen.length < all.length) throw fail('forbidden', notAllowed);
        yield { hosts: seen };
      }
    },

    labelHost: async ({ host, set, unset }) => {
      checkLabels(set, unset);
      return { hosts: await hosts.label(oneHost(host), set, unset) };
    },

    drainHosts: async (request, { caller }) => {
      const { reason, force } = checkReason(request);
      const order = { hosts: someHosts(request.hosts), deadlineMs: deadline(request.deadlineMs), reason, force };
      return { hosts: await hosts.drain({ ...order, by: caller.name }) };
    },

    resumeHosts: async ({ hosts: names }) => ({ hosts: await hosts.resume(someHosts(names)) }),

    removeHost: async ({ host, force, confirmed }, { caller }) => {
      return { hosts: await hosts.remove(oneHost(host), { force, confirmed, by: caller.name }) };
    },

    moveHost: async ({ host, environment }) => {
      checkFilter({ app: '', environment });
      if (!environment) throw fail('bad-input', 'say which environment', { next: `ctl hosts env ${host} ENVIRONMENT` });
      return { hosts: await hosts.move(oneHost(host), environment) };
    },

    rebootHosts: async ({ hosts: names, all, deadlineMs, force, requestId }, { caller }) => {
      const order = {
        hosts: checkHosts(names),
        all,
        deadlineMs: deadline(deadlineMs),
        force,
        requestId: checkRequestId(requestId),
      };
      return reboots.ask({ ...order, by: caller.name });
    },

    watchReboot: ({ number }, { signal }) => reboots.watch(number, signal),
  };
}

function someHosts(names: string[]): string[] {
  if (names.length === 0) throw fail('bad-input', 'say which hosts', { next: 'ctl hosts list' });
  if (names.length > 1000) throw fail('bad-input', 'at most 1000 hosts at once');
  return checkHosts(names);
}

function oneHost(name: string): string {
  return checkHosts([name])[0] as string;
}

/** null: none. */
function deadline(ms: number): number | null {
  if (ms < 0 || ms > longestDeadlineMs) throw fail('bad-input', 'a deadline is between 0 and 30 days');
  return ms === 0 ? null : ms;
}

function checkReason<Request extends { reason: string }>(request: Request): Request {
  if (request.reason.length > 500) throw fail('bad-input', 'a reason has at most 500 characters');
  return request;
}

function checkLabels(set: Record<string, string>, unset: string[]): void {
  const names = [...Object.keys(set), ...unset].filter((name) => !isHostLabel(name));
  const values = Object.values(set).filter((value) => !isLabelValue(value));
  const mistakes = [
    ...names.map((name) => `${JSON.stringify(name.slice(0, 80))} is no name for a label: ${labelRule}`),
    ...values.map((value) => `${JSON.stringify(value.slice(0, 80))} is no value for a label: ${labelValueRule}`),
  ];
  failOnMistakes(mistakes);
  if (Object.keys(set).length + unset.length === 0)
    throw fail('bad-input', 'say which label', { next: 'ctl hosts label HOST k=v' });
}
