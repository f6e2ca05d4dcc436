// What an agent is told of a proxy that is there already.
import { isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import type { HaproxyFiles } from './router/haproxy/configuration.ts';

const absolutePath = z
  .string()
  .refine((path) => isAbsolute(path) && normalize(path) === path, { error: 'must be an absolute path' });
const port = z.int().min(1).max(65535);

export const haproxySettings = z.strictObject({
  folder: absolutePath
    .default('/var/lib/castellan/haproxy')
    .describe('Its socket for us, its maps, and the state of its servers for its next start.'),
  routes: z.int().min(1).max(1000).default(32).describe('So many routes at once; changed by generating its configuration anew.'),
  slots: z.int().min(2).max(200).default(16).describe('So many replicas of each at once, those that drain among them.'),
  ports: z.array(port).default([]).describe('Ports that it listens on for routes with a port of their own.'),
});

export const nginxSettings = z.strictObject({
  file: absolutePath
    .default('/etc/nginx/conf.d/castellan.conf')
    .describe('Written by the agent; nginx’s configuration includes it in its http section.'),
  port: port.default(7480).describe('Where the router behind nginx listens, on this machine alone.'),
  test: z.array(z.string()).min(1).default(['nginx', '-t']).describe('Ends with 0 when nginx’s configuration is right.'),
  reload: z.array(z.string()).min(1).default(['nginx', '-s', 'reload']).describe('Has nginx read its configuration anew.'),
});

export function haproxyFiles({ folder }: z.output<typeof haproxySettings>): HaproxyFiles {
  const at = (name: string) => join(folder, name);
  return { socket: at('admin.sock'), routes: at('routes.map'), wildcards: at('wildcards.map'), servers: at('servers.state') };
}
