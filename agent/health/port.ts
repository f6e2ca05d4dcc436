// Which port a check goes to.

/** Of this name, or the first; undefined: there is none. */
export function portOf(ports: Record<string, number>, name: string | null): number | undefined {
  return name === null ? Object.values(ports)[0] : ports[name];
}
