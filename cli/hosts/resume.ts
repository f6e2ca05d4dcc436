// ctl hosts resume: drained hosts take slots again, removed ones belong to the fleet again.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { someHosts } from './names.ts';

export async function resumeHosts({ options, screen }: Call, words: string[]): Promise<number> {
  const names = someHosts(words, 'resume');
  const { hosts } = await withServer(options, (client) => repeated(() => client.resumeHosts({ hosts: names }, once)));
  if (screen.json) for (const host of hosts) screen.object(host);
  else
    screen.out(
      `${names.join(', ')} ${names.length === 1 ? 'takes' : 'take'} slots again; undo: ctl hosts drain ${names.join(' ')}`,
    );
  return 0;
}
