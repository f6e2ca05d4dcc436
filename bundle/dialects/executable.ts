// Exactly one executable file at the root: a compiled program.
import type { Dialect } from './dialect.ts';

export const executable: Dialect = {
  detect(folder) {
    const programs = folder.entries.filter((entry) => entry.isFile && entry.executable && !entry.name.startsWith('.'));
    const [program] = programs;
    if (program === undefined || programs.length > 1) return undefined;
    return {
      processes: [{ name: 'web', command: [`./${program.name}`], web: true }],
      because: `${program.name} is the only executable`,
    };
  },
};
