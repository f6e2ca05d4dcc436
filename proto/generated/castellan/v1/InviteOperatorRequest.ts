// Original file: proto/identities.proto

import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from '../../castellan/v1/Scope.ts';
import type { Long } from '@grpc/proto-loader';

export interface InviteOperatorRequestInput {
  'name'?: (string);
  'role'?: (string);
  'scopes'?: (_castellan_v1_ScopeInput)[];
  'ttlMs'?: (number | string | Long);
  'lifeMs'?: (number | string | Long);
}

export interface InviteOperatorRequest {
  'name': (string);
  'role': (string);
  'scopes': (_castellan_v1_Scope)[];
  'ttlMs': (number);
  'lifeMs': (number);
}
