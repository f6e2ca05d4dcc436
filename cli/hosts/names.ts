// Which hosts an action is about.
import { Usage } from '../command.ts';
import { hostName } from '../names.ts';

export function someHosts(words: string[], action: string): string[] {
  if (words.length === 0) throw new Usage(`say which hosts: ctl hosts ${action} HOST...`, 'ctl hosts list');
  return [...new Set(words.map(hostName))];
}

/** The first word; what follows it is returned as well. */
export function oneHost(words: string[], usage: string): [host: string, rest: string[]] {
  const [host, ...rest] = words;
  if (host === undefined) throw new Usage(`say which host: ctl hosts ${usage}`, 'ctl hosts list');
  return [hostName(host), rest];
}
