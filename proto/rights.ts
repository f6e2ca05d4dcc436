// What an operator may do: a role, perhaps only for some apps or environments. Who they are is in their certificate; this
// is in the records, so that it changes without a new one.

/** Each may do what the ones before it may. */
export const roles = ['viewer', 'deployer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** null: any. */
export interface Scope {
  app: string | null;
  environment: string | null;
}

export interface Rights {
  role: Role;
  /** None: everything. */
  scopes: Scope[];
}

/** An app in an environment; null: what is asked for is not of one app (a host), or of one environment (a version). */
export type Subject = Scope;

export function isAtLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Names are compared exactly: never by a prefix, never by case. */
export function allows({ role, scopes }: Rights, needed: Role, subject: Subject): boolean {
  return isAtLeast(role, needed) && (scopes.length === 0 || scopes.some((scope) => covers(scope, subject)));
}

// A version belongs to its app in every environment; a host to every app of its environment.
function covers(scope: Scope, { app, environment }: Subject): boolean {
  return (
    (scope.app === null || app === null || scope.app === app) &&
    (scope.environment === null || environment === null || scope.environment === environment)
  );
}
