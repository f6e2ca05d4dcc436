// The token by which the platform that this job runs on says which job it is: from a file, from a variable, or from GitHub, which
// makes one when it is asked. Never from the command line, which everybody can see.
import { fail } from '../proto/failure.ts';
import { Usage } from './command.ts';
import { readSecret } from './read-secret.ts';

type Env = Record<string, string | undefined>;

const answerMs = 20_000;
const mostBytes = 64 * 1024;

/** For this audience, where the platform is asked for it. @throws Usage when there is none; Failure unavailable, refused */
export async function platformToken(audience: string, file: string | undefined, env: Env = process.env): Promise<string> {
  if (file !== undefined) return (await readSecret('the token', file)).trim();
  if (env.CASTELLAN_OIDC_TOKEN) return env.CASTELLAN_OIDC_TOKEN.trim();
  const [url, bearer] = [env.ACTIONS_ID_TOKEN_REQUEST_URL, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  if (url && bearer) return fromGitHub(url, bearer, audience);
  throw new Usage(
    'this job has no token of its platform',
    [
      'GitHub Actions: permissions: { id-token: write } in the job, and nothing else',
      `GitLab CI: id_tokens: { CASTELLAN_OIDC_TOKEN: { aud: ${audience} } } in the job`,
      'elsewhere: the token in CASTELLAN_OIDC_TOKEN, or in a file: --oidc-token-file FILE',
    ].join('\n'),
  );
}

/** https://docs.github.com/en/actions/reference/security/oidc */
async function fromGitHub(url: string, bearer: string, audience: string): Promise<string> {
  const place = new URL(url);
  if (place.protocol !== 'https:') throw fail('refused', 'ACTIONS_ID_TOKEN_REQUEST_URL is no https URL; nothing was sent to it');
  place.searchParams.set('audience', audience);
  const { status, text } = await ask(place, bearer);
  const value = status === 200 && text.length <= mostBytes ? valueIn(text) : undefined;
  if (value !== undefined) return value;
  throw fail('unavailable', `GitHub gives this job no token (${status})`, {
    next: 'permissions: { id-token: write } in the job',
  });
}

async function ask(place: URL, bearer: string): Promise<{ status: number; text: string }> {
  try {
    const headers = { authorization: `bearer ${bearer}`, accept: 'application/json; api-version=2.0' };
    const reply = await fetch(place, { headers, redirect: 'error', signal: AbortSignal.timeout(answerMs) });
    return { status: reply.status, text: await reply.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    throw fail('unavailable', `GitHub was not reached for a token: ${cause instanceof Error ? cause.message : message}`);
  }
}

function valueIn(text: string): string | undefined {
  try {
    const { value } = JSON.parse(text) as { value?: unknown };
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    return undefined;
  }
}
