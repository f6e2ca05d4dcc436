// The router, and those it is measured beside: each on the first core, in front of the same application on the second.
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBuiltin } from '../../agent/router/builtin.ts';
import { until } from '../../test/agent/router/client.ts';
import { route } from '../../test/contracts/router.ts';
import { freePort } from '../../test/ports.ts';

export interface Started {
  name: string;
  /** Without and with TLS. */
  ports: { http: number; https: number };
  stop(): Promise<void> | void;
}

export interface Place {
  folder: string;
  application: number;
  certFile: string;
  keyFile: string;
}

export function missingPrograms(): string[] {
  return ['nginx', 'haproxy', 'wrk', 'taskset', 'openssl'].filter((tool) => spawnSync('which', [tool]).status !== 0);
}

/** For localhost, signed by itself. */
export function makeCertificate(folder: string): Pick<Place, 'certFile' | 'keyFile'> {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const of = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
  ];
  spawnSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...of, '-keyout', keyFile, '-out', certFile]);
  return { certFile, keyFile };
}

/** Answers /1k and /64k with so many bytes. */
export async function startApplication(folder: string): Promise<{ port: number; stop(): void }> {
  const port = await freePort();
  const root = join(folder, 'files');
  spawnSync('mkdir', ['-p', root]);
  writeFileSync(join(root, '1k'), 'x'.repeat(1024));
  writeFileSync(join(root, '64k'), 'x'.repeat(64 * 1024));
  const child = nginx(folder, 'application', 1, `server { listen 127.0.0.1:${port} backlog=4096; root ${root}; }`);
  await answering(port, 'the application');
  return { port, stop: () => void child.kill() };
}

export async function startOurs({ folder, application, certFile, keyFile }: Place): Promise<Started> {
  const ports = { http: await freePort(), https: await freePort() };
  const listen = `127.0.0.1:${ports.http},127.0.0.1:${ports.https}/tls`;
  const router = await startBuiltin({ stateDir: join(folder, 'router'), listen, log: { info: () => {}, error: () => {} } });
  const target = { replica: 'bench', release: 1, address: '127.0.0.1', port: application };
  const certificates = [{ name: 'bench', hosts: ['localhost'], certFile, keyFile }];
  await router.apply({ revision: 1, routes: [route([target])], certificates }, AbortSignal.timeout(10_000));
  const { pid } = await router.hello();
  spawnSync('taskset', ['-acp', '0', String(pid)]);
  await answering(ports.http, 'the router');
  const stop = async () => {
    await router.close();
    process.kill(pid, 'SIGTERM');
  };
  return { name: 'router', ports, stop };
}

export async function startNginx({ folder, application, certFile, keyFile }: Place): Promise<Started> {
  const ports = { http: await freePort(), https: await freePort() };
  const passed = `proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Request-Id $request_id;`;
  const blocks = `upstream app { server 127.0.0.1:${application}; keepalive 64; keepalive_requests 100000000; }
    server { listen 127.0.0.1:${ports.http} backlog=4096; listen 127.0.0.1:${ports.https} ssl backlog=4096;
      ssl_certificate ${certFile}; ssl_certificate_key ${keyFile}; location / { ${passed} } }`;
  const child = nginx(folder, 'nginx', 0, blocks);
  await answering(ports.http, 'nginx');
  return { name: 'nginx', ports, stop: () => void child.kill() };
}

export async function startHaproxy({ folder, application, certFile, keyFile }: Place): Promise<Started> {
  const ports = { http: await freePort(), https: await freePort() };
  const both = join(folder, 'both.pem');
  spawnSync('sh', ['-c', `cat ${certFile} ${keyFile} > ${both}`]);
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(
    file,
    `global
  nbthread 1
  maxconn 4000
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option forwardfor
  http-reuse always
frontend in
  bind 127.0.0.1:${ports.http}
  bind 127.0.0.1:${ports.https} ssl crt ${both}
  default_backend app
backend app
  server one 127.0.0.1:${application}
`,
  );
  const child = spawn('taskset', ['-c', '0', 'haproxy', '-db', '-f', file], { stdio: 'ignore' });
  await answering(ports.http, 'haproxy');
  return { name: 'haproxy', ports, stop: () => void child.kill() };
}

export async function startHttpProxy3({ application, certFile, keyFile }: Place): Promise<Started> {
  const ports = { http: await freePort(), https: await freePort() };
  const program = join(import.meta.dirname, 'http-proxy-3.ts');
  const wanted = [ports.http, ports.https, application, certFile, keyFile].map(String);
  const child = spawn('taskset', ['-c', '0', process.execPath, program, ...wanted], { stdio: ['ignore', 'ignore', 'inherit'] });
  await answering(ports.http, 'http-proxy-3');
  return { name: 'http-proxy-3', ports, stop: () => void child.kill() };
}

function nginx(folder: string, name: string, core: 0 | 1, blocks: string): ChildProcess {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${name}-${kind};`,
  );
  const file = join(folder, `${name}.conf`);
  writeFileSync(
    file,
    `daemon off; worker_processes 1; pid ${folder}/${name}.pid; error_log ${folder}/${name}.log;
    events { worker_connections 4096; }
    http { access_log off; keepalive_requests 100000000; ${temporary.join(' ')} ${blocks} }`,
  );
  return spawn('taskset', ['-c', String(core), 'nginx', '-c', file], { stdio: 'ignore' });
}

async function answering(port: number, name: string): Promise<void> {
  const asked = () =>
    fetch(`http://127.0.0.1:${port}/1k`).then(
      (reply) => reply.ok,
      () => false,
    );
  await until(`${name} answers`, asked);
}
