// Original file: proto/certificates.proto


export interface ListCertificatesRequestInput {
  'environment'?: (string);
}

export interface ListCertificatesRequest {
  'environment': (string);
}
