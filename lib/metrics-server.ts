// Where metrics are read: GET and HEAD of /metrics, and nothing else. Without TLS and without a password: for loopback, or a
// network that is one's own.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expositionType } from './exposition.ts';

export interface MetricsOptions {
  /** `ADDRESS:PORT` */
  listen: string;
  text(): Promise<string>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  /** When the port is taken. */
  retryMs?: number;
}

export interface MetricsServer {
  /** Resolves when it listens. */
  port: Promise<number>;
  close(): void;
}

/** Asked more often than that, it says the same. */
const freshMs = 1000;
const limits = { headersTimeout: 5000, requestTimeout: 5000, keepAliveTimeout: 5000, maxHeaderSize: 8192 };
const mostConnections = 16;
const idleMs = 15_000;

/** A port that is taken is tried again: what is measured matters more than that it is. */
export function serveMetrics({ listen, text, log, retryMs = 5000 }: MetricsOptions): MetricsServer {
  const life = new AbortController();
  const server = createServer({ ...limits, connectionsCheckingInterval: 1000 }, (request, response) => {
    answer(request, response, () => fresh(text)).catch((error: Error) => {
      log.warn({ reason: error.message }, 'metrics cannot be told');
      end(response, 500, 'what is measured cannot be told now\n');
    });
  });
  server.maxConnections = mostConnections;
  server.setTimeout(idleMs);
  // Also without descriptors left for one more connection.
  server.on('error', (error) => log.warn({ reason: error.message }, 'metrics: a connection could not be taken'));
  const fresh = kept();

  async function open(): Promise<number> {
    for (let told = false; ; await pause(retryMs, undefined, { signal: life.signal, ref: false })) {
      try {
        await listening();
        const { port } = server.address() as { port: number };
        log.info({ listen, port }, 'metrics are told');
        return port;
      } catch (error) {
        if (!told) log.warn({ listen, reason: (error as Error).message }, 'metrics are not told yet; trying again');
        told = true;
      }
    }
  }

  function listening(): Promise<void> {
    const at = listen.lastIndexOf(':');
    const host = listen.slice(0, at).replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port: Number(listen.slice(at + 1)) }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  }

  const port = open();
  port.catch(() => {});
  return {
    port,
    close: () => {
      life.abort();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  text: () => Promise<string>,
): Promise<void> {
  const isAsked = (method === 'GET' || method === 'HEAD') && url.split('?')[0] === '/metrics';
  if (isAsked) return end(response, 200, await text(), expositionType);
  end(response, 404, 'there is /metrics, and nothing else\n');
}

function end(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  if (response.headersSent) return void response.destroy();
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, 'x-content-type-options': 'nosniff' });
  response.end(bytes);
}

/** The same for all who ask within a short time. */
function kept(): (make: () => Promise<string>) => Promise<string> {
  let made: { at: number; text: Promise<string> } | undefined;
  return (make) => {
    const now = performance.now();
    if (!made || now - made.at > freshMs) made = { at: now, text: make() };
    return made.text;
  };
}
