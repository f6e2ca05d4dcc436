// The bus of a server that is alone.
import { EventEmitter } from 'node:events';
import type { Bus } from './bus.ts';

export function localBus(): Bus {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    publish: (topic) => void setImmediate(() => emitter.emit(topic)),
    subscribe: (topic, listener) => {
      emitter.on(topic, listener);
      return () => void emitter.off(topic, listener);
    },
  };
}
