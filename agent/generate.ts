// Prints what a proxy of this host is to be told, from the agent's settings: generate.ts haproxy|nginx [settings...]
import { settingsAtStart } from '../lib/settings.ts';
import { agentSettings, routerFolder } from './config.ts';
import { haproxyFiles } from './proxy-settings.ts';
import { haproxyConfiguration } from './router/haproxy/configuration.ts';
import { type ListenOn, readListen } from './router/listen-on.ts';
import { hostsOf } from './router/nginx/configuration.ts';
import { rendered } from './router/nginx.ts';
import { loadTable } from './router/table.ts';
import { hasIpv6 } from './routers.ts';

const shape = agentSettings.extend({ server: agentSettings.shape.server.optional() });
type Settings = ReturnType<typeof settingsOf>;

const kinds = { haproxy, nginx } satisfies Record<string, (settings: Settings) => string>;

const [kind = '', ...argv] = process.argv.slice(2);
if (kind !== 'haproxy' && kind !== 'nginx') {
  process.stderr.write(
    'usage: ctl generate haproxy|nginx [settings of the agent: --config FILE, --router-haproxy-routes N, ...]\n',
  );
  process.exit(1);
}
process.stdout.write(kinds[kind](settingsOf(argv)));

function settingsOf(flags: string[]) {
  return settingsAtStart({ program: 'agent', shape, argv: flags, env: process.env });
}

function haproxy({ router }: Settings): string {
  const { routes, slots, ports } = router.haproxy;
  const binds = readListen(router.listen.join(',')).map(bind);
  return haproxyConfiguration({ binds, ports, routes, slots, files: haproxyFiles(router.haproxy) });
}

/** Certificates are its operator’s affair: where TLS is to begin the line lacks its `crt`. */
function bind({ address, port, tls, proxy }: ListenOn): string {
  const place = address === undefined ? `:${port}` : `${address.includes(':') ? `[${address}]` : address}:${port}`;
  return `${place}${tls ? ' ssl crt /etc/haproxy/certs alpn h2,http/1.1' : ''}${proxy ? ' accept-proxy' : ''}`;
}

/** For the names that this host’s router knows at this moment, and without any for all names. */
function nginx(settings: Settings): string {
  const { listen, nginx: own } = settings.router;
  const table = loadTable(routerFolder({ ...settings, server: settings.server ?? [] }), () => {});
  const hosts = table ? hostsOf(table) : [null];
  const plan = {
    listen: readListen(listen.join(',')),
    ipv6: hasIpv6(),
    port: own.port,
    hosts,
    certificates: table?.certificates ?? [],
    stamp: '',
  };
  return rendered(plan).text;
}
