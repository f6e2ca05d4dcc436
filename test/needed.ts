// Programs that tests work with: where one is missing it is installed, and where that cannot be the test fails.
import { execa } from 'execa';

/** @throws when it is neither there nor to be had from Debian’s package of that name */
export async function needProgram(program: string, debian = program): Promise<void> {
  if (!(await fromDebian(() => isThere(program), debian)))
    throw new Error(`the program ${program} is not there: apt-get install ${debian}`);
}

/** Whether it is there, or there is now. */
export async function fromDebian(isThere: () => Promise<boolean>, debian: string): Promise<boolean> {
  if (await isThere()) return true;
  // Several test files may want something at once; and no daemon is to be started for it.
  const options = { reject: false, env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, timeout: 180_000 };
  const install = ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '--no-install-recommends', debian];
  await execa('apt-get', install, options);
  if (await isThere()) return true;
  await execa('apt-get', ['update'], options);
  await execa('apt-get', install, options);
  return isThere();
}

async function isThere(program: string): Promise<boolean> {
  return (await execa('sh', ['-c', 'command -v "$0" || test -x "/usr/sbin/$0"', program], { reject: false })).exitCode === 0;
}
