// Original file: proto/identities.proto


export interface ListCertificatesRequestInput {
  'kind'?: (string);
  'name'?: (string);
  'all'?: (boolean);
}

export interface ListCertificatesRequest {
  'kind': (string);
  'name': (string);
  'all': (boolean);
}
