// Original file: proto/certificates.proto


export interface CertificateRefInput {
  'name'?: (string);
  'digest'?: (string);
  'hosts'?: (string)[];
}

export interface CertificateRef {
  'name': (string);
  'digest': (string);
  'hosts': (string)[];
}
