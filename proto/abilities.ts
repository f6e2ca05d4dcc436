/** What a server must know that an agent can do, before it asks for it and waits: an older agent would never answer. */
export const neededAbilities = ['preflight'] as const;

// An agent that has not all of these does all else. routes: all that a route may say, routes that change without a restart,
// processes without a program, shares of requests. shared-processes: what a process is, once for all of its slots.
export const abilities = [...neededAbilities, 'challenges', 'routes', 'shared-processes'] as const;
