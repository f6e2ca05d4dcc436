// What is in a folder, as a page. Nothing hidden, and nothing that a name could make of the page.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { escaped } from '../answers.ts';
import type { Exchange } from '../exchange.ts';

const mostNames = 10_000;

export async function listing(exchange: Exchange, root: string, names: string[]): Promise<void> {
  const entries = await readdir(join(root, ...names), { withFileTypes: true });
  const shown = entries.filter(({ name }) => !name.startsWith('.')).slice(0, mostNames);
  const folders = shown.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/`);
  const files = shown.filter((entry) => entry.isFile()).map(({ name }) => name);
  const body = Buffer.from(listingPage(names, [...folders.sort(), ...files.sort()]));
  const headers = [
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Length',
    String(body.length),
    'Cache-Control',
    'no-cache',
  ];
  const guarded = ['Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'"];
  exchange.answer({ status: 200, headers: [...headers, ...guarded] }, body);
}

/** `names`: from the root to the folder, ending with an empty one. Folders among the entries end with a slash. */
export function listingPage(names: string[], entries: string[]): string {
  const title = `/${names.join('/')}`;
  const links = [...(names.length > 1 ? ['../'] : []), ...entries].map(
    (name) => `<li><a href="${href(name)}">${escaped(name)}</a>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>body{font:1em/1.6 system-ui,sans-serif;margin:2em;color-scheme:light dark}li{list-style:none}</style>
<h1>${escaped(title)}</h1>
<ul>
${links.join('\n')}
</ul>
</html>
`;
}

// `./`: a name with a colon in it is no scheme.
function href(name: string): string {
  if (name === '../') return name;
  const isFolder = name.endsWith('/');
  return `./${escaped(encodeURIComponent(isFolder ? name.slice(0, -1) : name))}${isFolder ? '/' : ''}`;
}
