// Original file: proto/identities.proto

import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from '../../castellan/v1/Scope.ts';
import type { ClaimInput as _castellan_v1_ClaimInput, Claim as _castellan_v1_Claim } from '../../castellan/v1/Claim.ts';
import type { Long } from '@grpc/proto-loader';

export interface AddPipelineRequestInput {
  'name'?: (string);
  'role'?: (string);
  'scopes'?: (_castellan_v1_ScopeInput)[];
  'issuer'?: (string);
  'audience'?: (string);
  'claims'?: (_castellan_v1_ClaimInput)[];
  'lifeMs'?: (number | string | Long);
  'ca'?: (string);
  'keys'?: (string);
}

export interface AddPipelineRequest {
  'name': (string);
  'role': (string);
  'scopes': (_castellan_v1_Scope)[];
  'issuer': (string);
  'audience': (string);
  'claims': (_castellan_v1_Claim)[];
  'lifeMs': (number);
  'ca': (string);
  'keys': (string);
}
