// Whether an assignment can be worked towards, said before anything stops. The agent does not trust the server blindly.
import { isToNotify, slotName, type Wish } from './replica.ts';
import { routeKey } from './routes.ts';

export interface Wanted {
  epoch: number;
  revision: number;
  wishes: Wish[];
  /** What could not be read in it, a sentence each. */
  unreadable: string[];
}

export interface AdmitFacts {
  /** The newest one that was accepted; null: none yet. */
  known: { epoch: number; revision: number } | null;
  accept: Accepted;
  routerPorts: number[];
  /** Fixed ports of it that something else on this host listens on, with what is known of the holder. */
  held: Map<number, string>;
  /** Users that nothing can be started as here, with the reasons. */
  unstartable: Map<string, string[]>;
  /** Why no replica’s sd_notify messages can be heard here; empty: they can. */
  deaf: string;
}

/** What this host takes from its server, whatever the server may say. */
export interface Accepted {
  slots: number;
  /** Users that replicas may run as, `agent` for the agent's own; empty: any. */
  users: string[];
  /** Folders of this host that env files may lie in. */
  envFolders: string[];
}

/** Why it is refused, every reason at once; none: accepted. */
export function refusals(wanted: Wanted, facts: AdmitFacts): string[] {
  return [
    ...outdated(wanted, facts),
    ...wanted.unreadable,
    ...tooMany(wanted, facts),
    ...twice(wanted.wishes),
    ...notAllowed(wanted.wishes, facts),
    ...routesOfTwo(wanted.wishes),
    ...portClashes(wanted.wishes, facts),
    ...wrongUsers(wanted.wishes, facts),
    ...unheard(wanted.wishes, facts),
  ];
}

function outdated({ epoch, revision }: Wanted, { known }: AdmitFacts): string[] {
  if (!known || epoch > known.epoch || (epoch === known.epoch && revision >= known.revision)) return [];
  return [`assignment ${epoch}.${revision} is older than ${known.epoch}.${known.revision}, which was accepted before`];
}

function tooMany({ wishes }: Wanted, { accept }: AdmitFacts): string[] {
  return wishes.length > accept.slots ? [`${wishes.length} slots are more than the ${accept.slots} that this host takes`] : [];
}

/** Once for each process, not for each of its slots. */
function notAllowed(wishes: Wish[], { accept }: AdmitFacts): string[] {
  const reasons = wishes.flatMap((wish) => [
    ...(mayRunAs(wish.spec.user ?? 'agent', accept)
      ? []
      : [`${processName(wish)}: this host runs nothing as ${wish.spec.user ?? 'the agent’s own user'}`]),
    ...wish.spec.envFiles
      .map((name) => name.replace(/^-/, ''))
      .filter((path) => !mayRead(path, accept))
      .map((path) => `${processName(wish)}: this host reads no env file ${path}`),
  ]);
  return [...new Set(reasons)];
}

function mayRunAs(user: string, { users }: Accepted): boolean {
  return users.length === 0 || users.includes(user);
}

/** A path without a leading slash is one of the bundle, which it must not lead out of. */
function mayRead(path: string, { envFolders }: Accepted): boolean {
  if (path.split('/').includes('..')) return false;
  return !path.startsWith('/') || envFolders.some((folder) => path.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}

function twice(wishes: Wish[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const name of wishes.map(slotName)) (seen.has(name) ? again : seen).add(name);
  return [...again].map((name) => `slot ${name} is in it twice`);
}

function routesOfTwo(wishes: Wish[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const wish of wishes) for (const route of wish.spec.routes) note(owners, routeText(routeKey(route)), processName(wish));
  return clashes(owners, 'route');
}

/** A fixed port, or a port that the router is to listen on, has one owner. */
function portClashes(wishes: Wish[], { routerPorts, held }: AdmitFacts): string[] {
  const owners = new Map<string, Set<string>>();
  for (const port of routerPorts) note(owners, String(port), 'the router');
  for (const wish of wishes) {
    for (const port of fixedPorts(wish)) note(owners, String(port), slotName(wish));
    for (const { port } of wish.spec.routes) if (port !== undefined) note(owners, String(port), 'the router');
  }
  const taken = [...held].map(([port, holder]) => `port ${port} is held by ${holder}`);
  return [...clashes(owners, 'port'), ...taken];
}

function unheard(wishes: Wish[], { deaf }: AdmitFacts): string[] {
  const asking = deaf === '' ? [] : wishes.filter(({ spec }) => isToNotify(spec)).map(processName);
  return [...new Set(asking)].map((name) => `${name} asks for a notify check, which this host cannot make: ${deaf}`);
}

function wrongUsers(wishes: Wish[], { unstartable }: AdmitFacts): string[] {
  const reasons = wishes.flatMap((wish) =>
    (unstartable.get(wish.spec.user ?? '') ?? []).map((reason) => `${processName(wish)}: ${reason}`),
  );
  return [...new Set(reasons)];
}

export function fixedPorts({ spec }: Wish): number[] {
  return Object.values(spec.ports).filter((port) => port !== 'auto');
}

function note(owners: Map<string, Set<string>>, key: string, owner: string): void {
  owners.set(key, (owners.get(key) ?? new Set()).add(owner));
}

function clashes(owners: Map<string, Set<string>>, what: string): string[] {
  const shared = [...owners].filter(([, names]) => names.size > 1);
  return shared.map(([key, names]) => `${what} ${key} is wanted by ${[...names].sort().join(' and ')}`);
}

function routeText(key: string): string {
  const [port, host, path] = key.split(' ');
  return `${host === 'any' ? '' : host}${port === 'router' ? '' : `:${port}`}${path}`;
}

export function processName({ app, environment, process }: Wish): string {
  return `${app}/${environment}/${process}`;
}
