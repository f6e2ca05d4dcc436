// Which bundles stay on the host: what is assigned, what runs, and for each app what served last, so that going back is quick.

/** App -> digests of what has served, the newest first. */
export type Remembered = Record<string, string[]>;

/** What has come to serve stands first; of what served before it, the newest stay. */
export function remember(known: Remembered, app: string, digest: string, keep: number): Remembered {
  const earlier = (known[app] ?? []).filter((one) => one !== digest);
  return { ...known, [app]: [digest, ...earlier].slice(0, keep) };
}

/** `keep`: of each app. What is assigned or runs stays, however many that are. */
export function keptBundles(remembered: Remembered, keep: number, assigned: string[], running: string[]): Set<string> {
  return new Set([...Object.values(remembered).flatMap((digests) => digests.slice(0, keep)), ...assigned, ...running]);
}
