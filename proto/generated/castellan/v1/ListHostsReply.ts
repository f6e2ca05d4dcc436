// Original file: proto/control.proto

import type { HostInput as _castellan_v1_HostInput, Host as _castellan_v1_Host } from '../../castellan/v1/Host.ts';

export interface ListHostsReplyInput {
  'hosts'?: (_castellan_v1_HostInput)[];
}

export interface ListHostsReply {
  'hosts': (_castellan_v1_Host)[];
}
