// node:tls and nothing else, with a server's certificate: takes handshakes of both kinds of caller. Argument: its folder.
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { serverCredentials } from '../../certs/credentials.ts';
import { answer } from '../child.ts';

const { tls } = serverCredentials(process.argv[2] ?? '');
const mutual = { requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'], handshakeTimeout: 600_000 };
const server = createServer({ ...tls, ...mutual }, (socket) => {
  socket.on('error', () => {});
  socket.write('.');
});
await new Promise<void>((listening) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, listening));

answer({ port: () => (server.address() as AddressInfo).port });
