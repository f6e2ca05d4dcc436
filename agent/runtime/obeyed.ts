// Variables that a loader or a shell obeys. What gives up the agent's rights still has them: it must not be told what to load.
const obeyed =
  /^(LD_\w*|MALLOC_\w*|GLIBC_TUNABLES|GCONV_PATH|GETCONF_DIR|HOSTALIASES|LOCALDOMAIN|LOCPATH|NIS_PATH|NLSPATH|RESOLV_HOST_CONF|RES_OPTIONS|TZDIR|ENV|BASH_ENV|BASHOPTS|SHELLOPTS|BASH_XTRACEFD|PS4)$/;

/**
 * env: for whoever has rights to give up. command: as it was, setting the others for itself, as the user that it is run as by
 * then. They stand in its arguments, where everybody reads them: none of them is a secret.
 */
export function obeyedLater(user: string | null, command: string[], env: Record<string, string>) {
  const later = user === null ? [] : Object.entries(env).filter(([name]) => obeyed.test(name));
  if (later.length === 0) return { command, env };
  const now = Object.fromEntries(Object.entries(env).filter(([name]) => !obeyed.test(name)));
  return { command: ['/usr/bin/env', ...later.map(([name, value]) => `${name}=${value}`), ...command], env: now };
}
