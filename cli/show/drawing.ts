// What is redrawn in place on a terminal: its lines are neutralised as all others; how the cursor moves is for ctl to say.
import { plainButPainted } from './plain.ts';

export interface Drawing {
  draw(lines: string[]): void;
  clear(): void;
  /** What is drawn stays. */
  done(): void;
}

export async function openDrawing(stream: NodeJS.WriteStream): Promise<Drawing> {
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stream);
  return {
    draw: (lines) => update(lines.map(plainButPainted).join('\n')),
    clear: () => update.clear(),
    done: () => update.done(),
  };
}
