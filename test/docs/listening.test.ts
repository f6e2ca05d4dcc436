// docs/listening.md: what it shows is taken, and the figures that it names are those in force.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { agentSettings, routerListen } from '../../agent/config.ts';
import { defaultLimits } from '../../agent/router/gate.ts';
import { maxHeadBytes } from '../../agent/router/http1/head.ts';
import { readListen } from '../../agent/router/listen-on.ts';
import { contextOptions } from '../../agent/router/tls/offer.ts';
import { ticketKeysMs } from '../../agent/router/tls/termination.ts';
import { readManifest } from '../../bundle/manifest.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/listening.md'), 'utf8');
const files = Object.fromEntries([...page.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)].map(([, file, text]) => [file, text]));

it('its files', () => {
  const settings = agentSettings.parse({ server: 's:1', ...parse(files['castellan-agent.yaml'] ?? '') });
  equal(readListen(routerListen(settings)).length, 4);
  deepEqual(readManifest(`app: x\n${files['castellan.yaml']}`).mistakes, undefined);
});

it('its places to listen', () => {
  const shown = [...page.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, at]) => at),
  );
  equal(shown.length, 7);
  for (const at of shown.slice(1)) equal(readListen(at ?? '').length, 1);
});

it('its figures', () => {
  ok(page.includes(`${maxHeadBytes / 1024} KiB`));
  ok(page.includes(`for ${Number(contextOptions.sessionTimeout) / 3600} hours`));
  ok(page.includes(`every ${ticketKeysMs / 3_600_000} hours`));
  const { connections, perAddress } = defaultLimits(30_256);
  deepEqual([connections / 30_000, perAddress / connections], [2 / 3, 4 / 5]);
});
