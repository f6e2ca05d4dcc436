// The value of a secret: typed without being shown, or from stdin or a file. Never from the command line, which everybody can see.
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Usage } from './command.ts';

const maxBytes = 32 * 1024;

/** Without the newline that ends it. @throws Usage when it is none, or no text */
export async function readSecret(name: string, file: string | undefined): Promise<string> {
  const value = file === undefined ? await fromInput(name) : text(fromFile(file));
  if (value === '') throw new Usage(`${name} would be empty; nothing was set`);
  return value;
}

async function fromInput(name: string): Promise<string> {
  if (process.stdin.isTTY) return typed(name);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > maxBytes + 1) break;
  }
  return text(Buffer.concat(parts));
}

function fromFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Usage(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function text(bytes: Buffer): string {
  if (bytes.length > maxBytes + 1) throw new Usage(`a secret has at most ${maxBytes / 1024} KiB`);
  if (!isUtf8(bytes)) throw new Usage('a secret must be text (UTF-8): write bytes as base64');
  return bytes.toString('utf8').replace(/\r?\n$/, '');
}

function typed(name: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true, historySize: 0 });
  process.stderr.write(`value of ${name} (not shown): `);
  return new Promise((resolve, reject) => {
    const end = () => {
      reader.close();
      process.stderr.write('\n');
    };
    reader.once('SIGINT', () => {
      end();
      reject(new Usage('nothing was set'));
    });
    reader.question('', (value) => {
      end();
      resolve(value);
    });
  });
}
