// Just enough of RFC 6455 to echo short texts and to say goodbye: a bundle brings no packages.
import { createHash } from 'node:crypto';

const text = 1;
const close = 8;
const goingAway = 1001;

/** Answers the upgrade; every text is answered with `echo(text)`. */
export function webSocket(request, socket, echo) {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n');
  socket.write(`Sec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`);
  let pending = Buffer.alloc(0);
  let leaving = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    pending = Buffer.concat([pending, data]);
    for (let frame = take(); frame; frame = take()) {
      if (frame.opcode === close && !leaving) socket.write(framed(close, frame.body));
      if (frame.opcode === close) return socket.end();
      if (frame.opcode === text && !leaving) socket.write(framed(text, Buffer.from(echo(frame.body.toString()))));
    }
  });
  return { goodbye };

  /** Says that it is going away; the peer answers, and then the connection ends. */
  function goodbye() {
    if (leaving || socket.destroyed) return;
    leaving = true;
    const body = Buffer.alloc(2);
    body.writeUInt16BE(goingAway);
    socket.write(framed(close, body));
  }

  function take() {
    if (pending.length < 6) return undefined;
    const length = pending[1] & 127;
    if (length > 125) throw new Error('only short texts are echoed');
    if (pending.length < 6 + length) return undefined;
    const mask = pending.subarray(2, 6);
    const body = Buffer.from(pending.subarray(6, 6 + length)).map((byte, at) => byte ^ mask[at % 4]);
    const opcode = pending[0] & 15;
    pending = pending.subarray(6 + length);
    return { opcode, body };
  }
}

function framed(opcode, body) {
  return Buffer.concat([Buffer.from([128 | opcode, body.length]), body]);
}
