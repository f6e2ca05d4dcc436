// What HAProxy is told once, by its operator: everything after that goes through its runtime API.

export interface HaproxyPlan {
  /** Where routes by host name come in: `:80`, `127.0.0.1:8080`. */
  binds: string[];
  /** Ports for routes with a port of their own. */
  ports: number[];
  /** So many routes at once. */
  routes: number;
  /** So many replicas of each, those that are draining among them. */
  slots: number;
  files: HaproxyFiles;
}

/** Absolute paths. */
export interface HaproxyFiles {
  socket: string;
  /** Names without a wildcard, and routes for any. */
  routes: string;
  wildcards: string;
  /** Of its servers, for its next start. */
  servers: string;
}

export const ownKey = 'own';

export function backendName(at: number): string {
  return `castellan-${at}`;
}

/** For a file of its own beside the operator's: `haproxy -f haproxy.cfg -f castellan.cfg`. */
export function haproxyConfiguration(plan: HaproxyPlan): string {
  const own = frontend('own', ownKey, plan.binds, plan.files);
  const extra = plan.ports.map((port) => frontend(String(port), String(port), [`:${port}`], plan.files));
  const backends = Array.from({ length: plan.routes }, (_, at) => backend(backendName(at), plan.slots));
  return `${[head(plan.files), own, ...extra, ...backends].join('\n\n')}\n`;
}

function head({ socket, servers }: HaproxyFiles): string {
  return `# Made by: ctl generate haproxy. Routes and replicas come and go at run time; this stays as it is.
global
    stats socket ${socket} mode 600 level admin
    server-state-file ${servers}

defaults castellan
    mode http
    timeout connect 5s
    timeout http-request 60s
    timeout http-keep-alive 75s
    timeout client 5m
    timeout server 5m
    timeout tunnel 1h
    # Of two that take no connection the next one is tried; what was sent is repeated only if that changes nothing.
    retries 2
    option redispatch 1
    retry-on conn-failure empty-response
    option abortonclose
    option http-no-delay
    load-server-state-from-file global
${Object.entries(pages).map(page).join('\n')}`;
}

const pages = {
  400: 'The request is not valid.',
  408: 'The request took too long to come.',
  500: 'Something went wrong.',
  502: 'The application did not answer.',
  503: 'The application is not ready.',
  504: 'The application took too long to answer.',
};

function page([status, text]: [string, string]): string {
  return `    http-error status ${status} content-type "text/plain; charset=utf-8" string "${text}\\n"`;
}

function frontend(name: string, key: string, binds: string[], { routes, wildcards }: HaproxyFiles): string {
  const unknown = 'content-type "text/plain; charset=utf-8" string "Nothing is served under this name.\\n"';
  const known = '{ var(txn.backend) -m found }';
  return `frontend castellan-${name} from castellan
${binds.map((bind) => `    bind ${bind}`).join('\n')}
    http-request return status 404 ${unknown} if { path,lower -m reg /(\\.|%2e){1,2}(/|;|$)|\\\\\\\\|%5c|%00 }
    http-request set-var(txn.host) req.hdr(host),host_only,lower,regsub(\\.$,)
    http-request set-var(txn.path) path,concat(/)
    http-request set-var(txn.named) str(${key}/),concat(,txn.host),concat(,txn.path)
    http-request set-var(txn.any) str(${key}/*),concat(,txn.path)
    http-request set-var(txn.backend) var(txn.named),map_beg(${routes})
    http-request set-var(txn.backend) var(txn.named),map_reg(${wildcards}) if !${known}
    http-request set-var(txn.backend) var(txn.any),map_beg(${routes}) if !${known}
    http-request return status 404 ${unknown} if !${known}
    # Nothing that a client says of itself is believed.
    http-request set-var(txn.sent) req.hdr(host)
    http-request del-header ^(forwarded|x[-_]forwarded[-_](for|proto|host|port|server)|x[-_]real[-_]ip|proxy|x[-_]request[-_]id)$ -m reg
    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Proto https if { ssl_fc }
    http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
    http-request set-header X-Forwarded-Host %[var(txn.sent)]
    http-request set-header X-Request-Id %[uuid()]
    http-request disable-l7-retry if !{ method GET HEAD OPTIONS }
    use_backend %[var(txn.backend)]`;
}

// In turn rather than by connections: only so a share by weight is that share when there is little to do.
function backend(name: string, slots: number): string {
  return `backend ${name} from castellan
    balance roundrobin
    server-template s 1-${slots} 127.0.0.1:9 disabled pool-purge-delay 1s`;
}
