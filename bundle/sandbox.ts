// `sandbox` of the manifest: what a replica is kept from, each with how it is opened.
import { z } from 'zod';

const closed = z.boolean().default(true);
const capability = z.string().regex(/^CAP_[A-Z_]{2,40}$/, 'must be a capability such as CAP_NET_RAW (capabilities(7))');
const place = z.string().regex(/^-?\/[\w./@+-]*$/, 'must be an absolute path; a leading - means that it may be missing');

/** With false the replica may. Every default is the closed one. */
export const sandbox = z
  .strictObject({
    private_tmp: closed.describe('/tmp and /var/tmp of its own.'),
    private_devices: closed.describe('No devices but /dev/null and its like.'),
    protect_system: closed.describe('May write to its data, to /tmp and to what write names, and nowhere else.'),
    protect_home: closed.describe('Does not see /home, /root and /run/user.'),
    protect_kernel: closed.describe(
      'Changes no kernel settings, modules, clock, host name or cgroups; sees no other user’s processes.',
    ),
    no_new_privileges: closed.describe(
      'Nothing that it starts has more rights than it has itself. With a user it stays so, as systemd needs it, while private_devices, protect_kernel, lock_personality, system_calls or a restrict_ key is closed; and always with dynamic.',
    ),
    restrict_suid_sgid: closed.describe('Makes no set-uid or set-gid files.'),
    restrict_namespaces: closed.describe('Makes no namespaces, as containers and browsers’ sandboxes do.'),
    restrict_realtime: closed.describe('Takes no real-time scheduling.'),
    restrict_address_families: closed.describe('Speaks IP, unix sockets and netlink, and nothing else.'),
    lock_personality: closed.describe('Keeps the kernel’s execution domain.'),
    system_calls: closed.describe('Makes the system calls of services (systemd’s @system-service), and no others.'),
    capabilities: z.array(capability).max(41).default([]).describe('Capabilities that it has besides.'),
    write: z.array(place).max(100).default([]).describe('Paths that it may write to besides.'),
  })
  .transform((raw) => ({
    privateTmp: raw.private_tmp,
    privateDevices: raw.private_devices,
    protectSystem: raw.protect_system,
    protectHome: raw.protect_home,
    protectKernel: raw.protect_kernel,
    noNewPrivileges: raw.no_new_privileges,
    restrictSuidSgid: raw.restrict_suid_sgid,
    restrictNamespaces: raw.restrict_namespaces,
    restrictRealtime: raw.restrict_realtime,
    restrictAddressFamilies: raw.restrict_address_families,
    lockPersonality: raw.lock_personality,
    systemCalls: raw.system_calls,
    capabilities: raw.capabilities,
    write: raw.write,
  }));

/** As the server sends it. Servers did not always send it. */
export const sentSandbox = z
  .object({
    privateTmp: closed,
    privateDevices: closed,
    protectSystem: closed,
    protectHome: closed,
    protectKernel: closed,
    noNewPrivileges: closed,
    restrictSuidSgid: closed,
    restrictNamespaces: closed,
    restrictRealtime: closed,
    restrictAddressFamilies: closed,
    lockPersonality: closed,
    systemCalls: closed,
    capabilities: z.array(capability).default([]),
    write: z.array(place).default([]),
  })
  .prefault({});
