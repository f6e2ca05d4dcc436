// Remembers only so much: what was used longest ago goes first.

export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

export function lru<Key, Value>(most: number): Lru<Key, Value> {
  // In the order of their last use.
  const known = new Map<Key, Value>();

  function set(key: Key, value: Value): void {
    known.delete(key);
    known.set(key, value);
    if (known.size > most) known.delete(known.keys().next().value as Key);
  }

  function get(key: Key): Value | undefined {
    const value = known.get(key);
    if (value !== undefined) set(key, value);
    return value;
  }

  return {
    get,
    set,
    delete: (key) => void known.delete(key),
  };
}
