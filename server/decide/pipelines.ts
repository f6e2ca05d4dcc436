// Pipelines: operators that come with tokens of the platform they run on. What may be declared of one, and whether a token fits.
import type { Ms } from './types.ts';

export interface Claim {
  name: string;
  /** Any of them. */
  values: string[];
}

export interface Pipeline {
  /** https URL, exactly as in the tokens. */
  issuer: string;
  audience: string;
  claims: Claim[];
  /** Of a certificate. */
  lifeMs: Ms;
  /** PEM; empty: the system's authorities. */
  ca: string;
  /** JSON Web Key Set; empty: the issuer is asked. */
  keys: string;
}

export const usualLifeMs = 15 * 60_000;
const shortestLifeMs = 60_000;
const longestLifeMs = 60 * 60_000;
const mostClaims = 20;
const mostValues = 20;

/** Looked at with every token, whatever is declared. */
const registered = new Set(['iss', 'aud', 'exp', 'nbf', 'iat', 'jti']);

/** How a run came about (GitHub, GitLab): anybody with an account there can have these as they like. */
const anybodys = new Set([
  ...['actor', 'actor_id', 'base_ref', 'branch', 'deployment_tier', 'environment', 'environment_action', 'environment_protected'],
  ...['event_name', 'head_ref', 'job_workflow_ref', 'job_workflow_sha', 'pipeline_source', 'project_visibility', 'ref'],
  ...['ref_path', 'ref_protected', 'ref_type', 'repository_visibility', 'run_attempt', 'run_id', 'run_number'],
  ...['runner_environment', 'sha', 'user_access_level', 'user_email', 'user_id', 'user_login', 'workflow', 'workflow_sha'],
]);

/** All that is wrong with it. */
export function mistakesIn({ issuer, audience, claims, lifeMs }: Omit<Pipeline, 'ca' | 'keys'>): string[] {
  const names = claims.map(({ name }) => name);
  const distinct = new Set(names).size === names.length;
  return [
    ...(isIssuer(issuer) ? [] : ['the issuer is an https URL without user, query and fragment, exactly as in the tokens']),
    ...(isText(audience, 300) ? [] : ['the audience is a text of 1 to 300 characters']),
    ...(lifeMs >= shortestLifeMs && lifeMs <= longestLifeMs ? [] : ['a pipeline’s certificate lives for 1 to 60 minutes']),
    ...(claims.length <= mostClaims && distinct ? [] : [`at most ${mostClaims} claims, each once`]),
    ...claims.flatMap(claimMistakes),
    ...(names.some((name) => !anybodys.has(name) && !registered.has(name)) ? [] : [saysNobody(names)]),
  ];
}

/** Undefined: these are what has to stand in a token. */
export function troubleWithClaims(claims: Claim[], token: object): string | undefined {
  const troubles = claims.flatMap(({ name, values }) => {
    const value: unknown = Object.hasOwn(token, name) ? (token as Record<string, unknown>)[name] : undefined;
    if (typeof value === 'string' && values.includes(value)) return [];
    return [`claim ${name} is ${shown(value)}, not ${values.map(shown).join(' or ')}`];
  });
  return troubles.length > 0 ? troubles.join('; ') : undefined;
}

/** A token's words as they may stand in a log. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : 'no text';
}

function claimMistakes({ name, values }: Claim): string[] {
  if (!/^[\x21-\x7e]{1,100}$/.test(name)) return ['a claim’s name has 1 to 100 printable characters'];
  if (registered.has(name)) return [`${name} is looked at with every token, and is no claim to pin`];
  const fits = values.length > 0 && values.length <= mostValues && values.every((value) => isText(value, 500));
  return fits ? [] : [`claim ${name}: 1 to ${mostValues} values of 1 to 500 characters`];
}

function saysNobody(names: string[]): string {
  const so = names.length === 0 ? 'issuer and audience alone let' : `${names.join(', ')} beside issuer and audience lets`;
  return `${so} everybody in who uses that platform: pin a claim that says whose run it is, such as repository, project_path or sub`;
}

function isIssuer(text: string): boolean {
  return /^https:\/\/[A-Za-z0-9.:[\]-]+(?:\/[A-Za-z0-9._~%/-]*)?$/.test(text) && text.length <= 300;
}

function isText(text: string, most: number): boolean {
  return text.length > 0 && text.length <= most && !/\p{Cc}/u.test(text);
}
