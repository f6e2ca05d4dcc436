// Original file: proto/certificates.proto

import type { CertificateInput as _castellan_v1_CertificateInput, Certificate as _castellan_v1_Certificate } from '../../castellan/v1/Certificate.ts';
import type { AcmeAccountInput as _castellan_v1_AcmeAccountInput, AcmeAccount as _castellan_v1_AcmeAccount } from '../../castellan/v1/AcmeAccount.ts';

export interface ListCertificatesReplyInput {
  'certificates'?: (_castellan_v1_CertificateInput)[];
  'accounts'?: (_castellan_v1_AcmeAccountInput)[];
}

export interface ListCertificatesReply {
  'certificates': (_castellan_v1_Certificate)[];
  'accounts': (_castellan_v1_AcmeAccount)[];
}
