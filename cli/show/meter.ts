// How far something with a known length is: redrawn on a terminal, a few lines in a pipe.
import { formatDuration, formatSize } from '../../lib/durations.ts';
import { openDrawing } from './drawing.ts';
import type { Paint, Screen } from './screen.ts';
import { cut } from './table.ts';

export interface Meter {
  at(bytes: number, total?: number): void;
  close(): void;
}

export async function openMeter(screen: Screen, title: string, total: number): Promise<Meter> {
  if (screen.json) return { at: () => {}, close: () => {} };
  return screen.live ? liveMeter(screen, title, total) : plainMeter(screen, title, total);
}

export interface Measured {
  title: string;
  bytes: number;
  total: number;
  /** Bytes per second; 0: not known yet. */
  rate: number;
}

/** `uploading hello@1.2.0 [████░░░░] 12 MiB of 40 MiB, 8 MiB/s, 4s left` */
export function meterLine({ title, bytes, total, rate }: Measured, columns: number, paint: Paint): string {
  if (total === 0) return cut(title, columns);
  const wide = 20;
  const full = Math.min(wide, Math.floor((wide * bytes) / total));
  const left = rate > 0 && bytes < total ? `, ${formatDuration(Math.ceil((total - bytes) / rate) * 1000)} left` : '';
  const speed = rate > 0 ? `, ${formatSize(rate)}/s${left}` : '';
  const bar = `[${paint('green', '█'.repeat(full))}${paint('dim', '░'.repeat(wide - full))}]`;
  return cut(`${title} ${bar} ${formatSize(bytes)} of ${formatSize(total)}${speed}`, columns);
}

function plainMeter(screen: Screen, title: string, total: number): Meter {
  screen.note(total > 0 ? `${title} (${formatSize(total)})` : title);
  let quarter = 0;
  const at = (bytes: number, of = total) => {
    const reached = of > 0 ? Math.floor((4 * bytes) / of) : 0;
    if (reached > quarter && reached < 4) screen.note(`  ${formatSize(bytes)} of ${formatSize(of)}`);
    quarter = Math.max(quarter, reached);
  };
  return { at, close: () => {} };
}

async function liveMeter(screen: Screen, title: string, total: number): Promise<Meter> {
  const drawing = await openDrawing(process.stderr);
  const begun = Date.now();
  let from: number | undefined;
  let measured: Measured = { title, bytes: 0, total, rate: 0 };
  const redraw = () => drawing.draw([meterLine(measured, process.stderr.columns ?? screen.columns, screen.paintNote)]);
  const timer = setInterval(redraw, 100);
  redraw();
  return {
    at: (bytes, of = total) => {
      from ??= bytes;
      const seconds = (Date.now() - begun) / 1000;
      measured = { title, bytes, total: of, rate: seconds > 0.5 ? (bytes - from) / seconds : 0 };
    },
    close: () => {
      clearInterval(timer);
      drawing.clear();
    },
  };
}
