// ctl hosts label: `k=v` sets a label, `k-` takes it away.
import { isHostLabel, isLabelValue, labelValueRule } from '../../lib/host-labels.ts';
import { labelRule } from '../../lib/names.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { labelWords } from '../show/host.ts';
import { plain } from '../show/plain.ts';
import { oneHost } from './names.ts';

export async function labelHost({ options, screen }: Call, words: string[]): Promise<number> {
  const [host, changes] = oneHost(words, 'label HOST k=v k-');
  if (changes.length === 0) throw new Usage('say which label: zone=eu-1 sets one, zone- takes it away');
  const request = { host, ...readLabels(changes) };
  const { hosts } = await withServer(options, (client) => repeated(() => client.labelHost(request, once)));
  const [changed] = hosts;
  if (screen.json) screen.object(changed);
  else screen.out(`${plain(host)}: ${changed ? labelWords(changed) || 'no labels' : 'no labels'}`);
  return 0;
}

/** @throws Usage for a word that is neither */
export function readLabels(words: string[]): { set: Record<string, string>; unset: string[] } {
  const set: Record<string, string> = {};
  const unset: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) set[labelName(word.slice(0, at))] = labelValue(word.slice(at + 1));
    else if (word.endsWith('-')) unset.push(labelName(word.slice(0, -1)));
    else throw new Usage(`${JSON.stringify(word)} is no label: zone=eu-1 sets one, zone- takes it away`);
  }
  return { set, unset };
}

function labelName(text: string): string {
  if (isHostLabel(text)) return text;
  throw new Usage(`${JSON.stringify(text)} is not the name of a label: ${labelRule}`);
}

function labelValue(text: string): string {
  if (isLabelValue(text)) return text;
  throw new Usage(`${JSON.stringify(text)} is not the value of a label: ${labelValueRule}`);
}
