// How much each may keep when there is not room for all: those that have the most pay, those that have little lose nothing.

/** The most that any of them may have so that together they have no more than `room`. Infinite: all fits. */
export function fairShare(sizes: number[], room: number): number {
  const smallestFirst = sizes.toSorted((a, b) => a - b);
  let left = room;
  for (const [at, size] of smallestFirst.entries()) {
    const share = left / (smallestFirst.length - at);
    if (size > share) return Math.max(0, Math.floor(share));
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
