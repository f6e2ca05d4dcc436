// ctl init: a first castellan.yaml for a folder, from what lies in it.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, Usage } from '../command.ts';
import { firstManifest, lookInto } from '../first-manifest.ts';

export async function run({ args: [folder = '.'], options, screen }: Call): Promise<number> {
  const file = join(folder, 'castellan.yaml');
  if (!existsSync(folder)) throw new Usage(`${folder}: there is no such folder`);
  if (existsSync(file) && !options.force) throw new Usage(`${file} is there already`, `ctl init ${folder} --force`);
  const looked = lookInto(folder);
  const text = firstManifest(looked);
  writeFileSync(file, text);
  if (screen.json) screen.object({ file, manifest: text });
  else {
    screen.out(`wrote ${file} (${looked.from})`);
    screen.out(`next: look at it, then ctl deploy ${folder === '.' ? '.' : join(folder, '/')} --version 0.1.0`);
  }
  return 0;
}
