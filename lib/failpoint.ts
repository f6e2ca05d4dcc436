// Named places where a test may kill the process, to show that what follows is finished after a restart.
// CASTELLAN_FAILPOINT=NAME:N kills it with SIGKILL at the N-th passing of NAME; unset, a failpoint does nothing.

const [armed, nth] = (process.env.CASTELLAN_FAILPOINT ?? '').split(':');
let passed = 0;

export function failpoint(name: string): void {
  if (!armed || name !== armed) return;
  passed += 1;
  if (passed === Number(nth ?? 1)) process.kill(process.pid, 'SIGKILL');
}
