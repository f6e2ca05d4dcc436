// Whose agent is replaced next: one host at a time, in the order of their names, and none after one that was turned back.

export type AgentState = 'NONE' | 'WAITING' | 'FETCHING' | 'TRYING' | 'COMMITTED' | 'TURNED_BACK' | 'SUPERSEDED';

/** One host of an upgrade. */
export interface AgentStand {
  host: string;
  /** Its turn has come. */
  released: boolean;
  state: AgentState;
}

/** What the records say of a host, and what the host says of itself. */
export interface AgentFacts {
  asked: number;
  released: boolean;
  /** The newest upgrade of all. */
  newest: number;
  /** null: it has not reported to this server yet. */
  report: { asked: number; state: AgentState } | null;
}

export function agentState({ asked, released, newest, report }: AgentFacts): AgentState {
  if (!released) return asked < newest ? 'SUPERSEDED' : 'WAITING';
  if (report?.asked !== asked || report.state === 'NONE') return 'FETCHING';
  return report.state;
}

/** null: one is under way, has been turned back, or all have had their turn. */
export function nextHost(hosts: AgentStand[]): string | null {
  if (hosts.some(({ released, state }) => released && state !== 'COMMITTED')) return null;
  const waiting = hosts.filter(({ state }) => state === 'WAITING').map(({ host }) => host);
  return waiting.sort()[0] ?? null;
}

/** Nothing more comes of it. */
export function isSettled(hosts: AgentStand[]): boolean {
  const underWay = hosts.some(({ state }) => state === 'FETCHING' || state === 'TRYING');
  const stopped = hosts.some(({ state }) => state === 'TURNED_BACK');
  return !underWay && (stopped || !hosts.some(({ state }) => state === 'WAITING'));
}
