// What a name may be. Every name from outside passes through here once, where it enters; matching is exact ever after.

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const version = /^[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}$/;

/** App, process, environment and host names: a DNS label, since they become host names, folders and unit names. */
export function isLabel(text: string): boolean {
  return label.test(text);
}

export const labelRule = 'lower-case letters, digits and hyphens, at most 63, beginning and ending with a letter or digit';

/** Version names: any string that is safe as a file name and a word on a command line. */
export function isVersionName(text: string): boolean {
  return version.test(text) && !text.includes('..');
}

export const versionRule = 'letters, digits and . _ + ~ -, at most 128, beginning with a letter or digit, without ".."';

/** Names of ours: such an app is never deployed. */
export function isReserved(app: string): boolean {
  return app.startsWith('castellan-');
}

/** The app whose versions are releases of the agent itself. */
export const agentApp = 'castellan-agent';

export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Under which the output of this hook or check stands among the app's logs. */
export function taskProcess(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/g, '-');
}
