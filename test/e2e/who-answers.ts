// Says which version answers where, for stories whose hosts are on a network of their own: one question a line, one answer a line.
import { createInterface } from 'node:readline';
import { whoAnswers } from './fleet.ts';

export interface Where {
  address: string;
  port: number;
}

/** One of the two. */
export interface Who {
  version?: string;
  trouble?: string;
}

for await (const line of createInterface({ input: process.stdin })) void answer(JSON.parse(line) as Where & { id: number });
process.exit(0);

async function answer({ id, address, port }: Where & { id: number }): Promise<void> {
  const who: Who = await whoAnswers(port, '/', address).then(
    (version) => ({ version }),
    (error: Error) => ({ trouble: error.message }),
  );
  process.stdout.write(`${JSON.stringify({ id, ...who })}\n`);
}
