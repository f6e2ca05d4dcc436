// What a version is called when nobody said: the tag, or package.json's version and the commit.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Usage } from './command.ts';

/** `1.2.0`, `0.1.0-9cad9cd`, or with changes that are not committed `0.1.0-9cad9cd+20260131-120000`. @throws Usage */
export async function versionFor(folder: string, now = new Date()): Promise<string> {
  const [declared, tag, commit, changes] = await Promise.all([
    declaredVersion(folder),
    git(folder, 'describe', '--tags', '--exact-match', 'HEAD'),
    git(folder, 'rev-parse', '--short=7', 'HEAD'),
    git(folder, 'status', '--porcelain', '--', '.'),
  ]);
  const name = tag?.replace(/^v(?=\d)/, '') ?? [declared, commit].filter(Boolean).join('-');
  if (!name)
    throw new Usage(
      'the version needs a name: there is neither a git commit nor a package.json to take it from',
      'add --version VERSION',
    );
  return changes ? `${name}+${stamp(now)}` : name;
}

async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], { timeout: 10_000, maxBuffer: 64 * 2 ** 20 });
    return stdout.trim() || undefined;
  } catch {
    // No git, no repository or no such tag: then it has no say.
    return undefined;
  }
}

async function declaredVersion(folder: string): Promise<string | undefined> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function stamp(now: Date): string {
  return now
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .replace('T', '-');
}
