// Many small writes as few large ones: what comes while one is under way goes together in the next.

/** Resolves when the write that the item was in has; rejects as that did. */
export function gather<Item>(write: (items: Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let under: Promise<void> = Promise.resolve();
  let next: { items: Item[]; done: Promise<void> } | undefined;

  return (item) => {
    if (next) next.items.push(item);
    else next = begin([item]);
    return next.done;
  };

  function begin(items: Item[]): { items: Item[]; done: Promise<void> } {
    const go = () => {
      next = undefined;
      return write(items);
    };
    const done = under.then(go);
    under = done.catch(() => {});
    return { items, done };
  }
}
