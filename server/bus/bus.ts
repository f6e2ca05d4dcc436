// Says that something changed, never what: whoever hears it reads the records or the sessions again.

export interface Bus {
  publish(topic: Topic): void;
  /** Calls back after each publish of this topic, not before `subscribe` has returned. Returns how to stop. */
  subscribe(topic: Topic, listener: () => void): () => void;
}

/** A host's assignment; an app's deployments and slots in an environment; the upgrades of agents; safe reboots; any host. */
export type Topic = 'agent-upgrades' | 'reboots' | 'hosts' | `assignment:${string}` | `target:${string}/${string}`;
