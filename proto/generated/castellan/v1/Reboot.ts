// Original file: proto/control.proto

import type { RebootHostInput as _castellan_v1_RebootHostInput, RebootHost as _castellan_v1_RebootHost } from '../../castellan/v1/RebootHost.ts';
import type { Long } from '@grpc/proto-loader';

export interface RebootInput {
  'number'?: (number | string | Long);
  'hosts'?: (_castellan_v1_RebootHostInput)[];
  'over'?: (boolean);
}

export interface Reboot {
  'number': (number);
  'hosts': (_castellan_v1_RebootHost)[];
  'over': (boolean);
}
