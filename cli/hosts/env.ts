// ctl hosts env: an empty host goes to another environment.
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { environmentName } from '../names.ts';
import { oneHost } from './names.ts';

export async function moveHost({ options, screen }: Call, words: string[]): Promise<number> {
  const [host, [to, ...rest]] = oneHost(words, 'env HOST ENVIRONMENT');
  if (to === undefined || rest.length > 0) throw new Usage('say which environment: ctl hosts env HOST ENVIRONMENT');
  const environment = environmentName(to);
  const { hosts } = await withServer(options, (client) => repeated(() => client.moveHost({ host, environment }, once)));
  const [moved] = hosts;
  if (screen.json) screen.object(moved);
  else {
    screen.out(`${host} belongs to ${environment}`);
    if (moved?.draining) screen.out(`it is still drained; next: ctl hosts resume ${host}`);
  }
  return 0;
}
