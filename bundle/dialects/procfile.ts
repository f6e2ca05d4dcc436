// A Procfile: `web: node server.js`, a line for each process.
import { isLabel } from '../../lib/names.ts';
import type { Dialect } from './dialect.ts';

export const procfile: Dialect = {
  detect(folder) {
    const text = folder.read('Procfile');
    if (text === undefined) return undefined;
    const processes = text.split('\n').flatMap((line) => {
      const [, rawName, command] = /^\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*?)\s*$/.exec(line) ?? [];
      const name = rawName?.toLowerCase().replaceAll('_', '-') ?? '';
      // `release` is run once for each release elsewhere, not kept running.
      return command === undefined || !isLabel(name) || name === 'release' ? [] : [{ name, command, web: name === 'web' }];
    });
    const once = processes.filter((process, index) => processes.findIndex(({ name }) => name === process.name) === index);
    return once.length === 0
      ? undefined
      : { processes: once, because: `the Procfile names ${once.map(({ name }) => name).join(', ')}` };
  },
};
