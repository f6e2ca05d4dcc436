// What a client says that it takes, and how much it likes it (RFC 9110 section 12.4.2).

export type Weights = ReadonlyMap<string, number>;

/** `gzip;q=0.5, *;q=0` -> weights from 0 to 1 by name in lower case. What makes no sense is left out. */
export function readWeights(header: string | undefined): Weights {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').slice(0, 4096).split(',')) {
    const found = /^[ \t]*([^\s;,]+)[ \t]*(;.*)?$/.exec(part);
    if (!found?.[1]) continue;
    const weight = /;[ \t]*q=([^;\s]*)/i.exec(found[2] ?? '')?.[1];
    if (weight !== undefined && !/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight)) continue;
    weights.set(found[1].toLowerCase(), weight === undefined ? 1 : Number(weight));
  }
  return weights;
}

/** Of these codings those that the client takes, the one that it likes most first, equal ones as they stand here. */
export function codingsFor<Coding extends string>(header: string | undefined, codings: readonly Coding[]): Coding[] {
  if (header === undefined) return [];
  const weights = readWeights(header);
  const of = (name: string) => weights.get(name) ?? (name === 'gzip' ? weights.get('x-gzip') : undefined);
  const weightOf = (coding: Coding) => of(coding) ?? weights.get('*') ?? 0;
  const plain = of('identity') ?? 0;
  return codings
    .filter((coding) => weightOf(coding) > 0 && weightOf(coding) >= plain)
    .toSorted((a, b) => weightOf(b) - weightOf(a));
}

/** Whether pages may be HTML: it is asked for by name, as browsers do. */
export function takesHtml(header: string | undefined): boolean {
  return (readWeights(header).get('text/html') ?? 0) > 0;
}
