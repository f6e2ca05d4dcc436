// package.json with a start script, or a server.js as npm itself assumes.
import type { Dialect, Folder } from './dialect.ts';

export const packageJson: Dialect = {
  detect(folder) {
    const start = startOf(folder.read('package.json'));
    if (start === undefined) return undefined;
    if (start !== '')
      return { processes: [{ name: 'web', command: commandOf(start), web: true }], because: 'package.json has a start script' };
    if (!hasFile(folder, 'server.js')) return undefined;
    return {
      processes: [{ name: 'web', command: ['node', 'server.js'], web: true }],
      because: 'there is a package.json and a server.js',
    };
  },
};

/** Undefined: not a package.json; empty: it has no start script. */
function startOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { scripts } = JSON.parse(text) as { scripts?: { start?: unknown } };
    return typeof scripts?.start === 'string' ? scripts.start.trim() : '';
  } catch {
    return undefined;
  }
}

/** `node server.js` needs neither npm nor a shell, and gets its signals itself; anything richer goes through npm. */
function commandOf(start: string): string[] {
  const words = start.split(/\s+/);
  return words[0] === 'node' && words.every((word) => /^[\w./:=@-]+$/.test(word)) ? words : ['npm', 'start'];
}

function hasFile(folder: Folder, name: string): boolean {
  return folder.entries.some((entry) => entry.name === name && entry.isFile);
}
