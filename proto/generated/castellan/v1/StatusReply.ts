// Original file: proto/control.proto

import type { AppStatusInput as _castellan_v1_AppStatusInput, AppStatus as _castellan_v1_AppStatus } from '../../castellan/v1/AppStatus.ts';
import type { HostInput as _castellan_v1_HostInput, Host as _castellan_v1_Host } from '../../castellan/v1/Host.ts';

export interface StatusReplyInput {
  'apps'?: (_castellan_v1_AppStatusInput)[];
  'hosts'?: (_castellan_v1_HostInput)[];
}

export interface StatusReply {
  'apps': (_castellan_v1_AppStatus)[];
  'hosts': (_castellan_v1_Host)[];
}
