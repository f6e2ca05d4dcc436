// A connection is accepted: well.
import { connect } from 'node:net';
import type { HealthCheck } from './check.ts';
import { portOf } from './port.ts';

export const checkTcp: HealthCheck<'tcp'> = async (check, { ports }, signal) => {
  const port = portOf(ports, check.port);
  if (port === undefined) return { ok: false, detail: `tcp: the process has no port${check.port ? ` ${check.port}` : ''}` };
  const trouble = await reach(port, signal);
  if (trouble === '') return { ok: true, detail: `tcp ${port} accepted` };
  return { ok: false, detail: `tcp ${port}: ${signal.aborted ? `not accepted within ${check.timeoutMs} ms` : trouble}` };
};

function reach(port: number, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, signal });
    const answer = (trouble: string) => {
      socket.destroy();
      resolve(trouble);
    };
    socket.on('connect', () => answer(''));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      answer(error.code === 'ECONNREFUSED' ? 'connection refused' : error.message),
    );
  });
}
