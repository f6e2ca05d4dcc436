// The zstd program, without which no patch is made: where a test needs it, it is there, or the test fails.
import { execa } from 'execa';

/** @throws when it is neither there nor to be had */
export async function needZstd(): Promise<void> {
  if (await works()) return;
  const options = { reject: false, env: { DEBIAN_FRONTEND: 'noninteractive' }, timeout: 120_000 };
  await execa('apt-get', ['install', '-y', '--no-install-recommends', 'zstd'], options);
  if (await works()) return;
  await execa('apt-get', ['update'], options);
  await execa('apt-get', ['install', '-y', '--no-install-recommends', 'zstd'], options);
  if (!(await works())) throw new Error('the program zstd is not there: apt-get install zstd');
}

async function works(): Promise<boolean> {
  return (await execa('zstd', ['--version'], { reject: false })).exitCode === 0;
}
