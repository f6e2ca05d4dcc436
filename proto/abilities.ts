// What a server must know that an agent can do, before it asks for it and waits: an older agent would never answer.
export const abilities = ['preflight'] as const;
