// A packer keeps back what it has until there is more. When there is no more for a moment, the client gets what there is.
import { Transform } from 'node:stream';
import type { Gzip, ZstdCompress } from 'node:zlib';

const pauseMs = 5;

export function flushedInPauses(packer: Gzip | ZstdCompress, flush: number): Transform {
  let pause: NodeJS.Timeout | undefined;
  const through = new Transform({
    transform(chunk, _, done) {
      pause ??= setTimeout(flushNow, pauseMs);
      packer.write(chunk, done);
    },
    flush(done) {
      clearTimeout(pause);
      packer.once('end', done);
      packer.end();
    },
    destroy(error, done) {
      clearTimeout(pause);
      packer.destroy();
      done(error);
    },
  });
  packer.on('data', (packed) => through.push(packed));
  packer.on('error', (error) => through.destroy(error));

  function flushNow(): void {
    pause = undefined;
    packer.flush(flush);
  }
  return through;
}
