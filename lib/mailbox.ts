// A mailbox around a pure step: events in order, the new state stored before anything is done about it, one timer.
import type { Clock } from './clock.ts';

export interface MailboxOptions<State, Event, Effect> {
  state: State;
  step(state: State, event: Event): [State, Effect[]];
  /** Makes the state survive a crash. When it throws, nothing has happened: the event is tried again. */
  store(state: State): void;
  /** Begins it. What comes of it is sent as an event, later or at once. */
  perform(effect: Effect): void;
  /** When `tick` is due next; null: never. */
  deadline(state: State): number | null;
  tick(at: number): Event;
  /** Called after each change, when its effects have begun. */
  changed(state: State, before: State): void;
  /** Told once when storing begins to fail. */
  failed(error: unknown): void;
  clock: Clock;
  /** Pause before an event is tried again. */
  retryMs?: number;
}

export interface Mailbox<State, Event> {
  send(event: Event): void;
  state(): State;
  /** Takes nothing more, and lets go of its timers. */
  close(): void;
}

export function openMailbox<State, Event, Effect>(options: MailboxOptions<State, Event, Effect>): Mailbox<State, Event> {
  const { clock, retryMs = 1000 } = options;
  const queue: Event[] = [];
  let state = options.state;
  let busy = false;
  let closed = false;
  let failing = false;
  let cancelTimer = () => {};

  const send = (event: Event) => {
    if (closed) return;
    queue.push(event);
    if (!busy) work();
  };

  const work = () => {
    busy = true;
    try {
      while (!closed && queue.length > 0 && take(queue[0] as Event)) queue.shift();
    } finally {
      busy = false;
    }
    arm();
  };

  const take = (event: Event): boolean => {
    const before = state;
    const [next, effects] = options.step(before, event);
    if (next !== before && !stored(next)) return false;
    state = next;
    for (const effect of effects) options.perform(effect);
    if (next !== before) options.changed(next, before);
    return true;
  };

  const stored = (next: State): boolean => {
    try {
      options.store(next);
      failing = false;
    } catch (error) {
      if (!failing) options.failed(error);
      failing = true;
    }
    return !failing;
  };

  const arm = () => {
    cancelTimer();
    cancelTimer = () => {};
    if (closed) return;
    if (queue.length > 0) cancelTimer = clock.after(retryMs, work);
    else armDeadline(options.deadline(state));
  };

  const armDeadline = (at: number | null) => {
    if (at !== null) cancelTimer = clock.after(at - clock.now(), () => send(options.tick(clock.now())));
  };

  arm();
  return {
    send,
    state: () => state,
    close() {
      closed = true;
      cancelTimer();
    },
  };
}
