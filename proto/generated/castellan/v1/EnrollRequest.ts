// Original file: proto/enrollment.proto

import type { EnrollTokenInput as _castellan_v1_EnrollTokenInput, EnrollToken as _castellan_v1_EnrollToken } from '../../castellan/v1/EnrollToken.ts';

export interface EnrollRequestInput {
  'token'?: (_castellan_v1_EnrollTokenInput | null);
  'oidc'?: (string);
  'csr'?: (Buffer | Uint8Array | string);
  'pipeline'?: (string);
  'proof'?: "token"|"oidc";
}

export interface EnrollRequest {
  'token'?: (_castellan_v1_EnrollToken | null);
  'oidc'?: (string);
  'csr': (Buffer);
  'pipeline': (string);
  'proof'?: "token"|"oidc";
}
