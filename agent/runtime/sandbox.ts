// What a unit is kept from by default, and what opens it again: one row for each key of the manifest's `sandbox`.
import type { Sandbox } from '../decide/replica.ts';

type Switch = { [Key in keyof Sandbox]: Sandbox[Key] extends boolean ? Key : never }[keyof Sandbox];

/** Properties of systemd.exec(5) that hold while the switch is on. */
const closings = {
  privateTmp: ['PrivateTmp=yes'],
  privateDevices: ['PrivateDevices=yes'],
  protectSystem: ['ProtectSystem=strict'],
  protectHome: ['ProtectHome=yes'],
  protectKernel: [
    'ProtectKernelTunables=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelLogs=yes',
    'ProtectControlGroups=yes',
    'ProtectClock=yes',
    'ProtectHostname=yes',
    'ProtectProc=invisible',
  ],
  noNewPrivileges: ['NoNewPrivileges=yes'],
  restrictSuidSgid: ['RestrictSUIDSGID=yes'],
  restrictNamespaces: ['RestrictNamespaces=yes'],
  restrictRealtime: ['RestrictRealtime=yes'],
  restrictAddressFamilies: ['RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK'],
  lockPersonality: ['LockPersonality=yes'],
  systemCalls: ['SystemCallFilter=@system-service', 'SystemCallErrorNumber=EPERM', 'SystemCallArchitectures=native'],
} satisfies Record<Switch, string[]>;

/** What a program that begins as root needs to take a low port and to become somebody else; a user gets none of these. */
const rootCapabilities = 'CAP_NET_BIND_SERVICE CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_KILL CAP_SETGID CAP_SETUID'.split(' ');

export function sandboxProperties(sandbox: Sandbox, user: string | null): string[] {
  const switches = Object.keys(closings) as Switch[];
  const capabilities = [...(user === null ? rootCapabilities : []), ...sandbox.capabilities];
  return [
    ...switches.filter((key) => sandbox[key]).flatMap((key) => closings[key]),
    `CapabilityBoundingSet=${capabilities.join(' ')}`,
    ...(user === null || sandbox.capabilities.length === 0 ? [] : [`AmbientCapabilities=${sandbox.capabilities.join(' ')}`]),
    ...sandbox.write.map((path) => `ReadWritePaths=${path}`),
    'KeyringMode=private',
  ];
}
