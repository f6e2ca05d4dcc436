// Which bundles stay on the host: what is assigned, what runs, and for each app what it had last, so that going back is quick.

/** App -> digests, the newest first. */
export type Remembered = Record<string, string[]>;

const bundlesPerApp = 5;

/** What an app is assigned now comes first; of what it had before, the newest stay. */
export function remember(known: Remembered, assigned: { app: string; digest: string }[]): Remembered {
  const next: Remembered = { ...known };
  for (const { app, digest } of assigned) {
    const earlier = (next[app] ?? []).filter((one) => one !== digest);
    next[app] = [digest, ...earlier].slice(0, bundlesPerApp);
  }
  return next;
}

export function keptBundles(remembered: Remembered, assigned: string[], running: string[]): Set<string> {
  return new Set([...Object.values(remembered).flat(), ...assigned, ...running]);
}
