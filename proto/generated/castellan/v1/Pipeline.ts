// Original file: proto/identities.proto

import type { ClaimInput as _castellan_v1_ClaimInput, Claim as _castellan_v1_Claim } from '../../castellan/v1/Claim.ts';
import type { Long } from '@grpc/proto-loader';

export interface PipelineInput {
  'issuer'?: (string);
  'audience'?: (string);
  'claims'?: (_castellan_v1_ClaimInput)[];
  'lifeMs'?: (number | string | Long);
  'ca'?: (string);
  'keys'?: (string);
  'introduction'?: (string);
  'address'?: (string);
}

export interface Pipeline {
  'issuer': (string);
  'audience': (string);
  'claims': (_castellan_v1_Claim)[];
  'lifeMs': (number);
  'ca': (string);
  'keys': (string);
  'introduction': (string);
  'address': (string);
}
