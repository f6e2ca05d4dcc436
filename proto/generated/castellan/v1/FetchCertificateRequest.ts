// Original file: proto/certificates.proto


export interface FetchCertificateRequestInput {
  'digest'?: (string);
}

export interface FetchCertificateRequest {
  'digest': (string);
}
