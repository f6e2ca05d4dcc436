// What nginx is told: the names that it passes on to the router behind it. Which replicas there are is not its business.
import type { Certificate, RouteTable } from '../../decide/types.ts';
import type { ListenOn } from '../listen-on.ts';

export interface NginxPlan {
  /** Where clients come in. */
  listen: ListenOn[];
  ipv6: boolean;
  /** Where the router behind it listens, on this machine. */
  port: number;
  /** Sorted; null: any. */
  hosts: (string | null)[];
  certificates: Certificate[];
  /** Changes when what is in the certificates' files does. */
  stamp: string;
}

/** Answered with 204 under the name of the probe. */
export const probePath = '/castellan-probe';

/** Of routes that nginx passes on. */
export function hostsOf({ routes }: RouteTable): (string | null)[] {
  const named = new Set(routes.map(({ host }) => host));
  return [...named].sort((a, b) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1));
}

/** For nginx's http section. `probe` is a host name that only this text answers for. */
export function nginxConfiguration(plan: NginxPlan, probe: string): string {
  const servers = plan.hosts.map((host) => server(plan, host));
  return `${[head(plan), ...servers, ...probed(plan, probe)].join('\n\n')}\n`;
}

function head({ port, stamp }: NginxPlan): string {
  return `# Made by castellan, and again when a host name or a certificate changes. ${stamp}
map $http_upgrade $castellan_connection {
    default upgrade;
    '' '';
}
upstream castellan {
    server 127.0.0.1:${port};
    keepalive 256;
    keepalive_timeout 30s;
}`;
}

// Last, or it would be the one for names that nobody knows. Without TLS, so that no certificate is needed.
function probed(plan: NginxPlan, probe: string): string[] {
  const lines = listens(plan, false, '');
  if (lines === '') return [];
  return [
    `server {
${lines}
    server_name ${probe};
    location / {
        return 404;
    }
    location = ${probePath} {
        return 204;
    }
}`,
  ];
}

function server(plan: NginxPlan, host: string | null): string {
  const certificate = fitting(plan.certificates, host);
  const lines = listens(plan, certificate !== undefined, host === null ? ' default_server' : '');
  // Without a `listen` nginx would take port 80.
  if (lines === '') return `# No server for ${host ?? 'any name'}: all ports here are for TLS, and there is no certificate.`;
  const tls = certificate
    ? `    ssl_certificate ${certificate.certFile};\n    ssl_certificate_key ${certificate.keyFile};\n`
    : '';
  const behindProxy = plan.listen.some(({ proxy }) => proxy);
  const real = '    set_real_ip_from 0.0.0.0/0;\n    set_real_ip_from ::/0;\n    real_ip_header proxy_protocol;\n';
  return `server {
${lines}
    server_name ${serverName(host)};
${tls}${behindProxy ? real : ''}${limits}
    location / {
${passing}
    }
}`;
}

function listens({ listen, ipv6 }: NginxPlan, withTls: boolean, more: string): string {
  return listen
    .filter(({ tls }) => !tls || withTls)
    .flatMap(({ address, port, tls, proxy }) => {
      const options = `${tls ? ' ssl http2' : ''}${proxy ? ' proxy_protocol' : ''}${more}`;
      const places = address === undefined ? [`${port}`, ...(ipv6 ? [`[::]:${port}`] : [])] : [`${bracketed(address)}:${port}`];
      return places.map((place) => `    listen ${place}${options};`);
    })
    .join('\n');
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** One label for each `*`: nginx's own wildcards stand for any number, and only at an end. */
function serverName(host: string | null): string {
  if (host === null) return '_';
  if (!host.split('.').includes('*')) return host;
  const labels = host.split('.').map((label) => (label === '*' ? '[^.]+' : label));
  return `"~^${labels.join('\\.')}$"`;
}

function fitting(certificates: Certificate[], host: string | null): Certificate | undefined {
  const wildcard = host === null ? '' : `*.${host.split('.').slice(1).join('.')}`;
  const has = (name: string) => certificates.find(({ hosts }) => hosts.includes(name));
  return (host === null ? undefined : (has(host) ?? has(wildcard))) ?? certificates[0];
}

// The router behind it bounds, times out and answers; nginx passes on as things come.
const limits = `    client_max_body_size 0;
    large_client_header_buffers 8 32k;
    keepalive_requests 1000000;
    merge_slashes off;`;

// What a client says of itself ends here: the router behind believes this machine.
const passing = `        proxy_pass http://castellan;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Connection $castellan_connection;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_set_header X-Request-Id $request_id;
        proxy_set_header X-Real-IP "";
        proxy_set_header Forwarded "";
        proxy_set_header Proxy "";
        proxy_pass_header Server;
        proxy_pass_header Date;
        proxy_ignore_headers X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset;
        proxy_buffering off;
        proxy_request_buffering off;
        proxy_buffer_size 64k;
        proxy_buffers 8 64k;
        proxy_busy_buffers_size 128k;
        proxy_next_upstream off;
        proxy_redirect off;
        proxy_connect_timeout 5s;
        proxy_read_timeout 1h;
        proxy_send_timeout 1h;`;
