// Original file: proto/identities.proto

import type { OperatorInput as _castellan_v1_OperatorInput, Operator as _castellan_v1_Operator } from '../../castellan/v1/Operator.ts';
import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from '../../castellan/v1/IdentityCertificate.ts';

export interface WhoAmIReplyInput {
  'operator'?: (_castellan_v1_OperatorInput | null);
  'certificate'?: (_castellan_v1_IdentityCertificateInput | null);
  'cluster'?: (string);
}

export interface WhoAmIReply {
  'operator': (_castellan_v1_Operator | null);
  'certificate': (_castellan_v1_IdentityCertificate | null);
  'cluster': (string);
}
