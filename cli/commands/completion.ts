// ctl completion: a script for the shell, made from the table of commands.
import { type Call, Usage } from '../command.ts';
import { commands, commonOptions } from '../table.ts';

const scripts = { bash, zsh, fish } as const satisfies Record<string, () => string>;

export async function run({ args: [shell = ''], screen }: Call): Promise<number> {
  if (!Object.hasOwn(scripts, shell))
    throw new Usage(`no completion for ${JSON.stringify(shell)}; there is ${Object.keys(scripts).join(', ')}`);
  for (const line of scripts[shell as keyof typeof scripts]().split('\n')) screen.out(line);
  return 0;
}

const names = commands.map(({ name }) => name);

/** The long forms of a command's flags. */
function flags(options: [string, string][] = []): string[] {
  return [...options, ...commonOptions].flatMap(([text]) => /--[a-z-]+/.exec(text) ?? []);
}

function bash(): string {
  return [
    '_ctl() {',
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is the shell that fills these in
    '  local word="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}" words=""',
    `  if [ "$COMP_CWORD" -eq 1 ]; then words="${[...names, '--help', '--version'].join(' ')}"`,
    '  else case "$command" in',
    ...commands.map(({ name, options }) => `    ${name}) words="${words(name, flags(options))}" ;;`),
    '  esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '  if [[ "$word" != -* ]] && [[ "$command" =~ ^(init|push|deploy)$ ]] && [ "$COMP_CWORD" -gt 1 ]; then COMPREPLY+=($(compgen -f -- "$word")); fi',
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: end
    '}',
    'complete -o filenames -o bashdefault -F _ctl ctl',
  ].join('\n');
}

function words(name: string, all: string[]): string {
  return [...all, ...(name === 'completion' ? Object.keys(scripts) : [])].join(' ');
}

function zsh(): string {
  return [
    '#compdef ctl',
    '_ctl() {',
    '  if (( CURRENT == 2 )); then',
    `    local -a all=(${commands.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})`,
    "    _describe 'command' all",
    '    return',
    '  fi',
    '  case "$words[2]" in',
    ...commands.map(({ name, options }) => `    ${name}) compadd -- ${words(name, flags(options))} ;;`),
    '  esac',
    '  [[ "$words[2]" == (init|push|deploy) ]] && _files',
    '}',
    'compdef _ctl ctl',
  ].join('\n');
}

function fish(): string {
  return [
    'complete -c ctl -n "not __fish_use_subcommand" -f',
    ...commands.map(({ name, summary }) => `complete -c ctl -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`),
    ...commands.flatMap(({ name, options }) =>
      [...(options ?? []), ...commonOptions].map(([text, what]) => {
        const long = /--([a-z-]+)/.exec(text)?.[1];
        const short = /(?:^|\s)-([a-z])\b/.exec(text)?.[1];
        return `complete -c ctl -n "__fish_seen_subcommand_from ${name}" -l ${long}${short ? ` -s ${short}` : ''} -d ${quoted(what)}`;
      }),
    ),
    'complete -c ctl -n "__fish_seen_subcommand_from completion" -f -a "bash zsh fish"',
    'complete -c ctl -n "__fish_seen_subcommand_from init push deploy" -F',
  ].join('\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
