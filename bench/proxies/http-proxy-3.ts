// What most would take in Node: PORT TLS_PORT APPLICATION CERT KEY.
import { readFileSync } from 'node:fs';
import { Agent, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import httpProxy from 'http-proxy-3';

const [port, tlsPort, application, certFile = '', keyFile = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const proxy = httpProxy.createProxyServer({ target: `http://127.0.0.1:${application}`, agent, xfwd: true });
proxy.on('error', () => {});
createServer((request, response) => void proxy.web(request, response)).listen(Number(port), '127.0.0.1');
const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
createTlsServer(tls, (request, response) => void proxy.web(request, response)).listen(Number(tlsPort), '127.0.0.1');
