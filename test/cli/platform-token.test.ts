// Where ctl takes the token of a job's platform from, and what it says when there is none.
import { equal, match, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Usage } from '../../cli/command.ts';
import { platformToken } from '../../cli/platform-token.ts';

it('a file comes first, then the variable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-token-'));
  try {
    const file = join(folder, 'token');
    writeFileSync(file, 'from.a.file\n');
    const env = { CASTELLAN_OIDC_TOKEN: ' from.a.variable\n' };
    equal(await platformToken('aud', file, env), 'from.a.file');
    equal(await platformToken('aud', undefined, env), 'from.a.variable');
    await rejects(platformToken('aud', join(folder, 'none'), env), /cannot be read/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('without any it says how each platform gives one, for which audience', async () => {
  const error = (await platformToken('castellan-1', undefined, {}).catch((one: unknown) => one)) as Usage;
  match(
    `${error.message}\n${error.next}`,
    /no token of its platform\nGitHub Actions: .*id-token: write.*\nGitLab CI: .*aud: castellan-1/,
  );
});

it('GitHub is asked by https alone, and what it is asked with is in no error', async () => {
  const asking = (url: string) =>
    platformToken('aud', undefined, { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-this-job' });
  await rejects(asking('http://127.0.0.1:1/token'), { code: 'refused', message: /nothing was sent/ });
  await rejects(asking('https://127.0.0.1:1/token'), (error: Error) => {
    match(error.message, /GitHub was not reached for a token: ./);
    return !JSON.stringify(error).includes('of-this-job');
  });
});
