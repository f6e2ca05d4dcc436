// A session of TLS that is taken up again would skip the certificate.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ConnectionOptions, connect } from 'node:tls';

/** Connects, and again with each session that it was offered. */
export async function assertNeverResumed(options: ConnectionOptions): Promise<void> {
  const first = connect(options);
  const sessions: Buffer[] = [];
  first.on('session', (session) => sessions.push(session));
  await once(first, 'data');
  first.destroy();
  for (const session of sessions) {
    const again = connect({ ...options, session });
    await once(again, 'data');
    assert.equal(again.isSessionReused(), false);
    again.destroy();
  }
}
