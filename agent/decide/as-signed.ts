// What a server says of a process or a command, against the manifest in the bundle, which is what was signed. Settings change
// variables, routes and numbers; what is run, as whom, and out of which files, is the manifest's alone.
import type { Spec } from './replica.ts';
import type { CommandTask } from './tasks.ts';

type Place = Pick<Spec, 'user' | 'sandbox' | 'envFiles'>;

/** Variables by which a loader, a shell or an interpreter can be made to run something else. */
const steering = new RegExp(
  `^(${[
    'LD_[A-Z_]+|GCONV_PATH|PATH|IFS|ENV|BASH_ENV|BASH_FUNC_.*|SHELLOPTS|BASHOPTS|PS4|CDPATH',
    'NODE_(OPTIONS|PATH)|PYTHON(PATH|HOME|STARTUP|BREAKPOINT|USERBASE|WARNINGS)|PERL5(OPT|LIB|DB)|PERLLIB|RUBY(OPT|LIB)|GEM_(PATH|HOME)',
    '(JAVA_TOOL|_JAVA|JDK_JAVA)_OPTIONS|CLASSPATH|PHPRC|PHP_INI_SCAN_DIR|DOTNET_STARTUP_HOOKS|GLIBC_TUNABLES',
    'ERL_(A|Z)?FLAGS|ERL_LIBS|ELIXIR_ERL_OPTIONS|RELEASE_(ROOT|BOOT_SCRIPT.*|VM_ARGS|SYS_CONFIG|REMOTE_VM_ARGS)',
    'GIT_(SSH|SSH_COMMAND|EXEC_PATH|EXTERNAL_DIFF|ASKPASS|EDITOR|PAGER|CONFIG.*)',
  ].join('|')})$`,
);

/** Where it differs, a sentence each. `signed`: the process of that name in the manifest, as servers send one. */
export function unlikeSigned(sent: Spec, signed: Spec | undefined): string[] {
  if (!signed) return ['the signed manifest has no such process'];
  const facts = (of: Spec): Record<string, unknown> => ({
    ...placed(of.command, of),
    'ready.command': commandOf(of.ready),
    'live.command': commandOf(of.live),
    'start.before': of.start?.before?.command,
    'start.after': of.start?.after?.command,
    'stop.before': of.stop.before?.command,
    'stop.after': of.stop.after?.command,
  });
  return [...differing(facts(sent), facts(signed)), ...steered(sent, signed.env)];
}

/** The same of a command that is run once; it runs as `first`, the first process, does. */
export function taskUnlikeSigned(sent: CommandTask, command: string[] | undefined, first: Spec): string[] {
  return [...differing(placed(sent.command, sent), placed(command, first)), ...steered(sent, first.env)];
}

function placed(command: string[] | undefined, { user, sandbox, envFiles }: Place): Record<string, unknown> {
  return { command, user, sandbox, env_files: envFiles };
}

function commandOf(check: Spec['ready']): string[] | undefined {
  return check?.kind === 'command' ? check.command : undefined;
}

function differing(sent: Record<string, unknown>, signed: Record<string, unknown>): string[] {
  const keys = Object.keys(signed).filter((key) => JSON.stringify(sent[key]) !== JSON.stringify(signed[key]));
  return keys.map((key) => `its ${key} is not what the signed manifest says`);
}

function steered({ env, secrets = {} }: Pick<Spec, 'env' | 'secrets'>, signed: Record<string, string>): string[] {
  const set = Object.keys(env).filter((name) => steering.test(name) && env[name] !== signed[name]);
  const hidden = Object.keys(secrets).filter((name) => steering.test(name));
  return [...set, ...hidden].map((name) => `the variable ${name} decides what is run, and is not in the signed manifest`);
}
