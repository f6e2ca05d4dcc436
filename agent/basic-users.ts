// Who may pass a route that asks for a name and a password: the lines of a secret, their passwords hashed for the router's table.
import { createHash } from 'node:crypto';
import type { Wish } from './decide/replica.ts';
import type { UsersOf } from './decide/routes.ts';
import type { BasicUser } from './decide/types.ts';
import type { Log } from './replica.ts';
import type { Secrets } from './secrets.ts';

/** Without its secret nobody passes, and it is looked for again the next time. */
export function openBasicUsers(secrets: Pick<Secrets, 'values'>, log: Log): UsersOf {
  const known = new Map<string, BasicUser[]>();
  return (owner, name) => {
    const key = `${owner.app}/${owner.environment}/${name}@${owner.spec.secrets?.[name] ?? 0}`;
    const users = known.get(key) ?? usersIn(owner, name);
    if (users) known.set(key, users);
    else log.warn({ app: owner.app, process: owner.process, secret: name }, 'nobody passes a route: its secret is not here');
    return users ?? [];
  };

  function usersIn(owner: Wish, name: string): BasicUser[] | undefined {
    try {
      const text = secrets.values(owner)[name];
      return text === undefined ? undefined : readUsers(text, `${owner.app}/${owner.environment}`);
    } catch {
      return undefined;
    }
  }
}

/** `NAME:PASSWORD` on each line. The salt is the same each time, and another one for each user of each app. */
export function readUsers(text: string, of: string): BasicUser[] {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0 ? [{ name: line.slice(0, at), password: line.slice(at + 1) }] : [];
  });
  const byName = new Map(pairs.map(({ name, password }) => [name, { name, ...hashed(password, `${of}/${name}`) }]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hashed(password: string, of: string): { salt: string; hash: string } {
  const salt = createHash('sha256').update(of).digest('hex').slice(0, 32);
  return { salt, hash: createHash('sha256').update(salt).update(password).digest('hex') };
}
