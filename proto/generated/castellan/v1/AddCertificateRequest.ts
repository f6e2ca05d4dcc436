// Original file: proto/certificates.proto


export interface AddCertificateRequestInput {
  'environment'?: (string);
  'name'?: (string);
  'chain'?: (string);
  'key'?: (string);
}

export interface AddCertificateRequest {
  'environment': (string);
  'name': (string);
  'chain': (string);
  'key': (string);
}
