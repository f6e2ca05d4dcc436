// How a folder says what it is, in words other than ours. One file for each dialect beside this one, one row in the table.
import { executable } from './executable.ts';
import { packageJson } from './package-json.ts';
import { procfile } from './procfile.ts';

export interface Dialect {
  /** The manifest that follows from the folder's files, or undefined when they say nothing in this dialect. */
  detect(folder: Folder): Draft | undefined;
}

/** What a dialect may look at: the files at the folder's root. */
export interface Folder {
  /** Of the folder itself. */
  name: string;
  entries: { name: string; isFile: boolean; executable: boolean }[];
  /** Undefined when it is not there, is no file, or is larger than 1 MiB. */
  read(name: string): string | undefined;
}

export interface Draft {
  processes: { name: string; command: string | string[]; web: boolean }[];
  /** The evidence: `package.json has a start script`. */
  because: string;
}

// In the order of asking: what was written to say how it runs, before what can only be guessed from.
export const dialects = { procfile, 'package.json': packageJson, executable } satisfies Record<string, Dialect>;
