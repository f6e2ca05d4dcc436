// The messages of one call as an async iterable which asks for the next one only when its reader does: that is what stops
// the sender when the reader stops.

export interface Inbox<Message> {
  /** One reader. Ends when the sender did; throws what `fail` was given. */
  messages: AsyncGenerator<Message, void, undefined>;
  push(message: Message): void;
  end(): void;
  /** The first of `end` and `fail` counts. */
  fail(error: unknown): void;
}

/** `ask` requests one message from the transport; `left` is called when the reader is done, for whatever reason. */
export function openInbox<Message>(ask: () => void, left: () => void = () => {}): Inbox<Message> {
  const waiting: Message[] = [];
  let outcome: { error?: unknown } | undefined;
  let wake = () => {};

  async function* read(): AsyncGenerator<Message, void, undefined> {
    try {
      while (true) {
        if (waiting.length === 0 && !outcome) await arrival();
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (outcome && 'error' in outcome) throw outcome.error;
        else if (outcome) return;
      }
    } finally {
      left();
    }
  }

  function arrival(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      ask();
    });
  }

  function settle(how: { error?: unknown }): void {
    outcome ??= how;
    wake();
  }

  return {
    messages: read(),
    push: (message) => {
      waiting.push(message);
      wake();
    },
    end: () => settle({}),
    fail: (error) => settle({ error }),
  };
}
