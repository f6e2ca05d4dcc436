// A folder like an app with its packages: many files, text that compresses to about a quarter, as code does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const words = Array.from({ length: 4000 }, (_, index) => ((index * 2_654_435_761) >>> 0).toString(36));

export function makeTree(folder: string, { files, bytesPerFile }: { files: number; bytesPerFile: number }): void {
  let seed = 1;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
  for (let index = 0; index < files; index += 1) {
    const at = moduleAt(folder, index);
    mkdirSync(dirname(at), { recursive: true });
    let text = '';
    while (text.length < bytesPerFile)
      text += `const ${words[next() % 4000]} = require('${words[next() % 40]}/${next().toString(36)}');\n`;
    writeFileSync(at, text);
  }
  writeFileSync(join(folder, 'castellan.yaml'), 'app: bench\nprocesses: { web: { command: x } }\n');
}

/** What a day's work changes: some files, and a few new ones. */
export function changeTree(folder: string, { edited, added }: { edited: number; added: number }): void {
  for (let index = 0; index < edited; index += 1) {
    const at = moduleAt(folder, index * 37);
    const lines = readFileSync(at, 'utf8').split('\n');
    lines.splice(lines.length / 2, 1, `console.log('edited ${index}');`);
    writeFileSync(at, lines.join('\n'));
  }
  for (let index = 0; index < added; index += 1)
    writeFileSync(join(folder, `new${index}.js`), `module.exports = ${index};\n`.repeat(40));
}

function moduleAt(folder: string, index: number): string {
  return join(folder, `pkg${index % 250}`, `lib${index % 4}`, `module${index}.js`);
}
