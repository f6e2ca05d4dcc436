// Clients of HTTP/2 that ask all the time, each over one session with many streams, and open another when that one ends.
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { connect, constants } from 'node:http2';
import type { Load } from './client.ts';
import { answerOn, begin } from './http2-client.ts';

export interface Http2Load extends Load {
  /** Of each client: how many sessions it has had so far that answered something. */
  sessions(): number[];
}

const streamsOfEach = 4;

export function startHttp2Load(port: number, clients: number): Http2Load {
  const failures: string[] = [];
  let done = 0;
  let running = true;

  function client(): { sessions(): number; over: Promise<unknown> } {
    const answered = new Set<ClientHttp2Session>();
    let kept = open();
    const over = Promise.all(Array.from({ length: streamsOfEach }, keepAsking)).then(() => kept.close());
    return { sessions: () => answered.size, over };

    async function keepAsking(): Promise<void> {
      while (running) {
        if (kept.closed || kept.destroyed) kept = open();
        const session = kept;
        const stream = begin(session);
        const { status, body, code } = await answerOn(stream);
        if (wasRefused(stream)) continue;
        done += 1;
        answered.add(session);
        const isWhole = status === 200 && code === 0 && /^hello from replica-\d+\n$/.test(body);
        if (!isWhole) failures.push(`stream ${stream.id}: status ${status}, ended with ${code}: ${body.slice(0, 80)}`);
      }
    }
  }

  // Node closes a session itself when it is told to go away: what is under way on it goes on, and nothing new can begin.
  // Whatever else becomes of a session, its streams tell.
  function open(): ClientHttp2Session {
    const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false, servername: 'a.test' });
    return session.on('error', () => {});
  }

  const all = Array.from({ length: clients }, client);
  return {
    failures,
    done: () => done,
    sessions: () => all.map((one) => one.sessions()),
    stop: async () => {
      running = false;
      await Promise.all(all.map(({ over }) => over));
    },
  };
}

/** Certainly not processed, and may be asked again: RFC 9113 section 8.7. */
function wasRefused({ rstCode }: ClientHttp2Stream): boolean {
  return rstCode === constants.NGHTTP2_REFUSED_STREAM;
}
