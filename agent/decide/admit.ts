// Whether an assignment can be worked towards, said before anything stops. The agent does not trust the server blindly.
import { isToNotify, slotName, type Wish } from './replica.ts';
import { routeKey } from './routes.ts';

export interface Wanted {
  epoch: number;
  revision: number;
  wishes: Wish[];
  /** What is to be ready beside them, without requests. */
  warm: Wish[];
  /** Slots, by name, whose version is to be changed where it runs. */
  inPlace: string[];
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
  /** Why no version can be changed here while it runs; empty: it can. */
  unable: string;
  /** Why versions of it must not run here, by `versionKey`: what this host asks to have signed is not. */
  unproven: Map<string, string>;
}

/** What this host takes from its server, whatever the server may say. */
export interface Accepted {
  slots: number;
  /** Users that replicas may run as, `agent` for the agent's own; empty: any. */
  users: string[];
  /** Folders of this host that env files may lie in. */
  envFolders: string[];
}

export interface Reason {
  /** Beginning with where. */
  what: string;
  /** What to do about it. */
  remedy: string;
}

/** Why it is refused, every reason at once; none: accepted. */
export function refusals(wanted: Wanted, facts: AdmitFacts): string[] {
  return reasons(wanted, facts).map(({ what }) => what);
}

export function reasons(wanted: Wanted, facts: AdmitFacts): Reason[] {
  const all = [...wanted.wishes, ...wanted.warm];
  return [
    ...outdated(wanted, facts),
    ...wanted.unreadable.map(because('the agent may be older than its server: ctl hosts upgrade')),
    ...notSigned(all, facts),
    ...tooMany(wanted, facts),
    ...twice(wanted.wishes).map(because('')),
    ...notAllowed(all, facts),
    ...routesOfTwo(all).map(because('give one of them another host name or path')),
    ...portClashes(all, facts),
    ...wrongUsers(all, facts).map(because('create that user, or change user in the manifest')),
    ...unheard(all, facts).map(because('use another kind of check')),
    ...heldTwice(wanted).map(because('write auto for it, or use another strategy')),
    ...rigid(wanted, facts).map(because('use another strategy')),
  ];
}

function because(remedy: string): (what: string) => Reason {
  return (what) => ({ what, remedy });
}

function outdated({ epoch, revision }: Wanted, { known }: AdmitFacts): Reason[] {
  if (!known || epoch > known.epoch || (epoch === known.epoch && revision >= known.revision)) return [];
  const what = `assignment ${epoch}.${revision} is older than ${known.epoch}.${known.revision}, which was accepted before`;
  return [{ what, remedy: '' }];
}

function tooMany({ wishes }: Wanted, { accept }: AdmitFacts): Reason[] {
  const what = `${wishes.length} slots are more than the ${accept.slots} that this host takes`;
  return wishes.length > accept.slots ? [{ what, remedy: 'raise accept.slots in its settings, or add hosts' }] : [];
}

/** Once for each version. */
function notSigned(wishes: Wish[], { unproven }: AdmitFacts): Reason[] {
  const remedy = 'push it again with --sign and a key of signatures.keys in this host’s settings';
  const found = new Map(wishes.flatMap((wish) => noted(versionKey(wish), unproven.get(versionKey(wish)))));
  return [...found].map(([key, reason]) => ({ what: `${key.split(' ')[0]} must not run here: ${reason}`, remedy }));
}

function noted(key: string, reason: string | undefined): [string, string][] {
  return reason ? [[key, reason]] : [];
}

export function versionKey({ app, version, bundle }: Pick<Wish, 'app' | 'version' | 'bundle'>): string {
  return `${app}@${version} ${bundle}`;
}

/** Once for each process, not for each of its slots. */
function notAllowed(wishes: Wish[], { accept }: AdmitFacts): Reason[] {
  const once = new Map<string, Reason>();
  for (const wish of wishes) {
    const users = refusedUser(wish.spec.user, accept).map(because('name it in accept.users of this host, or change user'));
    const files = refusedFiles(wish.spec.envFiles, accept).map(because('name its folder in accept.env_folders of this host'));
    for (const { what, remedy } of [...users, ...files]) once.set(`${processName(wish)}: ${what}`, { what, remedy });
  }
  return [...once].map(([what, { remedy }]) => ({ what, remedy }));
}

export function refusedUser(user: string | null, { users }: Accepted): string[] {
  if (users.length === 0 || users.includes(user ?? 'agent')) return [];
  return [`this host runs nothing as ${user ?? 'the agent’s own user'}`];
}

export function refusedFiles(envFiles: string[], accept: Accepted): string[] {
  return envFiles
    .map((name) => name.replace(/^-/, ''))
    .filter((path) => !mayRead(path, accept))
    .map((path) => `this host reads no env file ${path}`);
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
function portClashes(wishes: Wish[], { routerPorts, held }: AdmitFacts): Reason[] {
  const owners = new Map<string, Set<string>>();
  for (const port of routerPorts) note(owners, String(port), 'the router');
  for (const wish of wishes) {
    for (const port of fixedPorts(wish)) note(owners, String(port), slotName(wish));
    for (const { port, protocol } of wish.spec.routes)
      if (port !== undefined) note(owners, String(port), protocol === 'tcp' ? `${processName(wish)} for tcp` : 'the router');
  }
  const taken = [...held].map(([port, holder]) => `port ${port} is held by ${holder}`);
  return [
    ...clashes(owners, 'port').map(because('write auto, or give one of them another port')),
    ...taken.map(because('stop that program, or choose another port')),
  ];
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

/** What is kept warm runs beside what serves, if it is any different. */
function heldTwice({ wishes, warm }: Wanted): string[] {
  const serving = new Map(wishes.map((wish) => [slotName(wish), wish]));
  const clashing = warm.filter((wish) => {
    const beside = serving.get(slotName(wish));
    return beside && beside.fingerprint !== wish.fingerprint && fixedPorts(beside).length > 0;
  });
  const fixed = clashing.flatMap((wish) => fixedPorts(wish).map((port) => `${processName(wish)}: port ${port}`));
  return [...new Set(fixed)].map((port) => `${port} is fixed, and cannot be held by a second replica that is kept warm`);
}

function rigid({ wishes, inPlace }: Wanted, { unable }: AdmitFacts): string[] {
  const asking = wishes.filter((wish) => unable !== '' && inPlace.includes(slotName(wish))).map(processName);
  return [...new Set(asking)].map((name) => `${name}: ${unable}`);
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
