// A deployment on the screen while it goes on: redrawn on a terminal, lines in a pipe, objects with --json.
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { DeploymentTask } from '../../proto/generated/castellan/v1/DeploymentTask.ts';
import { openDrawing } from './drawing.ts';
import { plain } from './plain.ts';
import { newLines, progressLines } from './progress.ts';
import type { Screen } from './screen.ts';

export interface Display {
  show(deployment: Deployment): void;
  /** What a hook has written. */
  output(task: DeploymentTask, lines: string[]): void;
  /** Trouble with the connection; empty: it is over. */
  trouble(text: string): void;
  close(): void;
}

export async function openDisplay(screen: Screen): Promise<Display> {
  if (screen.json) return jsonDisplay(screen);
  return screen.live ? liveDisplay(screen) : plainDisplay(screen);
}

function jsonDisplay(screen: Screen): Display {
  let last = '';
  const show = (deployment: Deployment) => {
    const text = JSON.stringify(deployment);
    if (text !== last) screen.object(deployment);
    last = text;
  };
  return { show, output: () => {}, trouble: () => {}, close: () => {} };
}

function plainDisplay(screen: Screen): Display {
  let before: Deployment | undefined;
  let told = '';
  const show = (deployment: Deployment) => {
    for (const line of newLines(before, deployment)) screen.note(line);
    before = deployment;
  };
  const trouble = (text: string) => {
    if (text && !told) screen.note(text);
    if (!text && told) screen.note('the connection is back');
    told = text;
  };
  const output = ({ name, host }: DeploymentTask, lines: string[]) => {
    for (const line of lines) screen.note(`${plain(name)} on ${plain(host)} | ${plain(line)}`);
  };
  return { show, output, trouble, close: () => {} };
}

const keptLines = 20;

async function liveDisplay(screen: Screen): Promise<Display> {
  const drawing = await openDrawing(process.stderr);
  let latest: Deployment | undefined;
  let trouble = '';
  let turn = 0;
  const written: string[] = [];
  const redraw = () => {
    if (!latest) return;
    const { columns = screen.columns, rows = screen.rows } = process.stderr;
    const view = { now: Date.now(), columns, rows, paint: screen.paintNote, turn, trouble, output: written };
    drawing.draw(progressLines(latest, view));
  };
  const timer = setInterval(() => {
    turn += 1;
    redraw();
  }, 100);
  return {
    show: (deployment) => {
      latest = deployment;
      redraw();
    },
    output: (_, lines) => {
      written.push(...lines);
      written.splice(0, Math.max(0, written.length - keptLines));
      redraw();
    },
    trouble: (text) => {
      trouble = text;
    },
    close: () => {
      clearInterval(timer);
      redraw();
      drawing.done();
    },
  };
}
