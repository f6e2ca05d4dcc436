// How many mutual TLS handshakes a second a real server takes, with all that it looks at first, against node:tls with the same
// certificate: what every host and every operator begins with.
import { type Crowd, openCrowd } from './crowd/crowd.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const count = 400;
const atOnce = 16;

export async function run(): Promise<Row[]> {
  const crowd = await openCrowd(count);
  try {
    for (const at of ['server', 'bare'] as const) await rate(crowd, at);
    const cpu = { server: crowd.cpuSeconds('server'), bare: crowd.cpuSeconds('bare') };
    const rounds = 7;
    const rates = await pairwise({
      name: `mutual TLS handshakes a second, ${2 * atOnce} at once, from two processes`,
      goal: '>= 0.7 of node:tls',
      gate: { atLeast: 0.4 },
      unit: 'a second',
      rounds,
      product: () => rate(crowd, 'server'),
      reference: () => rate(crowd, 'bare'),
    });
    const each = (of: 'server' | 'bare') => ((crowd.cpuSeconds(of) - cpu[of]) * 1000) / (rounds * count);
    return [
      rates,
      figure({
        name: `CPU of the server for a handshake; node:tls ${each('bare').toFixed(2)} ms`,
        goal: '',
        unit: 'ms',
        value: each('server'),
      }),
    ];
  } finally {
    await crowd.close();
  }
}

async function rate(crowd: Crowd, at: 'server' | 'bare'): Promise<number> {
  const { began, last } = await crowd.handshakes(at, atOnce);
  return (count * 1000) / (last - began);
}

if (import.meta.main) await run();
