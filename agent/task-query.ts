// A task that asks an address: one GET, its whole answer up to a cap. Redirects are not followed.
export interface QueryAnswer {
  /** 0: there was none. */
  status: number;
  detail: string;
  /** The first lines of what came. */
  lines: string[];
}

const maxBodyBytes = 64 * 1024;
const shownLines = 20;

export async function query(url: string, signal: AbortSignal): Promise<QueryAnswer> {
  const shown = shownUrl(url);
  try {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { 'user-agent': 'castellan-task' } });
    const body = await readBody(response);
    return { status: response.status, detail: `GET ${shown} answered ${response.status}`, lines: linesOf(body) };
  } catch (error) {
    return { status: 0, detail: `GET ${shown}: ${reason(error)}`, lines: [] };
  }
}

/** What comes after the cap is not waited for. */
async function readBody({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= maxBodyBytes) break;
  }
  return Buffer.concat(parts).subarray(0, maxBodyBytes).toString('utf8');
}

function linesOf(body: string): string[] {
  return body.trim() === '' ? [] : body.trim().split('\n').slice(0, shownLines);
}

/** Names, passwords and tokens may stand in the rest. */
function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** fetch tells what happened in the cause of its error. */
function reason(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  if (cause?.code === 'ECONNREFUSED') return 'connection refused';
  return cause?.message || cause?.code || message;
}
