// The flags of `ctl operators add` that say which tokens a pipeline comes with.
import { readFileSync } from 'node:fs';
import { type Options, Usage } from './command.ts';
import { durationFrom } from './duration.ts';

export interface PipelineWanted {
  issuer: string;
  /** Empty: the server's choice. */
  audience: string;
  claims: { name: string; values: string[] }[];
  lifeMs: number;
  ca: string;
  keys: string;
}

/** @throws Usage */
export function pipelineFrom({ oidcIssuer, audience, claim, life, ttl, oidcCa, oidcKeys }: Options): PipelineWanted {
  if (ttl) throw new Usage('a pipeline gets no token of ours, so there is no --ttl; --life is how long its certificates live');
  return {
    issuer: oidcIssuer ?? '',
    audience: audience ?? '',
    claims: claimsFrom(claim ?? []),
    lifeMs: durationFrom(life, '--life'),
    ca: textOf(oidcCa),
    keys: textOf(oidcKeys),
  };
}

/** `ref=refs/heads/main`; the same name again: either value. */
function claimsFrom(texts: string[]): PipelineWanted['claims'] {
  const claims = new Map<string, string[]>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1) throw new Usage(`--claim ${JSON.stringify(text)} is not NAME=VALUE, such as repository=acme/hello`);
    const name = text.slice(0, at);
    claims.set(name, [...(claims.get(name) ?? []), text.slice(at + 1)]);
  }
  return [...claims].map(([name, values]) => ({ name, values }));
}

function textOf(file: string | undefined): string {
  try {
    return file === undefined ? '' : readFileSync(file, 'utf8');
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}
