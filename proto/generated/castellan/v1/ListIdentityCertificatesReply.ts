// Original file: proto/identities.proto

import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from '../../castellan/v1/IdentityCertificate.ts';

export interface ListIdentityCertificatesReplyInput {
  'certificates'?: (_castellan_v1_IdentityCertificateInput)[];
  'more'?: (number);
}

export interface ListIdentityCertificatesReply {
  'certificates': (_castellan_v1_IdentityCertificate)[];
  'more': (number);
}
