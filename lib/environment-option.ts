// How a command that is told to be tried next names its environment.

/** Empty for the one that ctl means anyway; else begins with a space. */
export function environmentOption(environment: string): string {
  return environment === 'production' ? '' : ` --env ${environment}`;
}
