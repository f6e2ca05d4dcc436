// Commands in as few lines as HAProxy takes, and maps exchanged whole.
import type { MapLine } from './maps.ts';
import type { RuntimeApi } from './runtime-api.ts';

/** A line, with what belongs to it, has to fit into one of its buffers (16 KiB). */
const maxLineBytes = 8000;

/** As few lines as they fit into. */
export async function askAll(api: RuntimeApi, commands: string[]): Promise<void> {
  for (const line of inChunks(commands, ';')) await api.ask(line);
}

/** A request sees the old lines or the new ones. */
export async function setMap(api: RuntimeApi, map: string, lines: MapLine[]): Promise<void> {
  const said = await api.ask(`prepare map ${map}`);
  const version = /New version created: (\d+)/.exec(said)?.[1];
  if (!version) throw new Error(`HAProxy has no map ${map}: ${said.trim()}`);
  for (const chunk of inChunks(
    lines.map((line) => line.join(' ')),
    '\n',
  )) {
    await api.ask(`add map @${version} ${map} <<\n${chunk}\n`);
  }
  await api.ask(`commit map @${version} ${map}`);
}

function inChunks(texts: string[], between: string): string[] {
  const chunks: string[] = [];
  for (const text of texts) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + text.length < maxLineBytes) chunks[chunks.length - 1] = last + between + text;
    else chunks.push(text);
  }
  return chunks;
}
