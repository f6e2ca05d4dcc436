// Many small reads as few large ones: what is asked while one is under way goes together in the next, so many at the most.

/** An answer may come later than the others of its read, and may be a failure of its own. */
export function askTogether<Key, Answer>(
  most: number,
  read: (keys: Key[]) => Promise<Map<Key, Answer | Promise<Answer>>>,
): (key: Key) => Promise<Answer | undefined> {
  const waiting: (PromiseWithResolvers<Answer | undefined> & { key: Key })[] = [];
  let isReading = false;

  return (key) => {
    const asked = { key, ...Promise.withResolvers<Answer | undefined>() };
    waiting.push(asked);
    if (!isReading) void readAll();
    return asked.promise;
  };

  async function readAll(): Promise<void> {
    isReading = true;
    while (waiting.length > 0) await readSome(waiting.splice(0, most));
    isReading = false;
  }

  async function readSome(some: typeof waiting): Promise<void> {
    try {
      const answers = await read([...new Set(some.map(({ key }) => key))]);
      for (const { key, resolve } of some) resolve(answers.get(key));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}
