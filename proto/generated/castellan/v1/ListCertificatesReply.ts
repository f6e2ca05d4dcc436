// Original file: proto/identities.proto

import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from '../../castellan/v1/IdentityCertificate.ts';

export interface ListCertificatesReplyInput {
  'certificates'?: (_castellan_v1_IdentityCertificateInput)[];
}

export interface ListCertificatesReply {
  'certificates': (_castellan_v1_IdentityCertificate)[];
}
