// ctl top: what requests meet now, per route and release; on a terminal redrawn until Ctrl-C.
import { setTimeout as pause } from 'node:timers/promises';
import type { FiguresReply } from '../../proto/generated/castellan/v1/FiguresReply.ts';
import type { WatchFiguresRequestInput } from '../../proto/generated/castellan/v1/WatchFiguresRequest.ts';
import type { Call } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { openDrawing } from '../show/drawing.ts';
import type { Screen } from '../show/screen.ts';
import { topLines, topObjects } from '../show/top.ts';
import { mayPass, stopper } from '../watch.ts';

interface TopView {
  show(reply: FiguresReply): void;
  close(): void;
}

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const request = { app: app === undefined ? '' : appName(app), environment: options.env && environmentName(options.env) };
  const stop = stopper(undefined);
  const view = await openView(screen);
  try {
    await withServer(options, async (client) => {
      for await (const reply of replies(client, request, stop.signal, screen.note)) {
        view.show(reply);
        if (options.once) return;
      }
    });
  } finally {
    view.close();
    stop.close();
  }
  return 0;
}

async function openView(screen: Screen): Promise<TopView> {
  if (screen.json) return { show: (reply) => topObjects(reply).forEach(screen.object), close: () => {} };
  if (!screen.live || screen.columns === Number.POSITIVE_INFINITY) return plainView(screen);
  const { draw, done } = await openDrawing(process.stdout);
  const show = (reply: FiguresReply) => {
    const { columns = screen.columns, rows = screen.rows } = process.stdout;
    draw(topLines(reply, { columns, rows, paint: screen.paint }));
  };
  return { show, close: done };
}

function plainView({ columns, paint, out }: Screen): TopView {
  const show = (reply: FiguresReply) => {
    for (const line of topLines(reply, { columns, rows: Number.POSITIVE_INFINITY, paint })) out(line);
  };
  return { show, close: () => {} };
}

/** Over as many connections as it takes, once there was one. */
async function* replies(
  client: Client,
  request: WatchFiguresRequestInput,
  signal: AbortSignal,
  note: (text: string) => void,
): AsyncGenerator<FiguresReply> {
  for (let attempt = 0, heard = false; !signal.aborted; attempt += 1) {
    try {
      for await (const reply of client.watchFigures(request, { signal })) {
        heard = true;
        attempt = 0;
        yield reply;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!heard || !mayPass(error)) throw error;
      if (attempt === 0) note(`the connection is lost (${(error as Error).message}), trying again`);
    }
    await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal }).catch(() => {});
  }
}
