// Original file: proto/certificates.proto


export interface RemoveCertificateRequestInput {
  'environment'?: (string);
  'name'?: (string);
  'force'?: (boolean);
}

export interface RemoveCertificateRequest {
  'environment': (string);
  'name': (string);
  'force': (boolean);
}
