// Original file: proto/identities.proto


export interface ListIdentityCertificatesRequestInput {
  'kind'?: (string);
  'name'?: (string);
  'all'?: (boolean);
  'limit'?: (number);
}

export interface ListIdentityCertificatesRequest {
  'kind': (string);
  'name': (string);
  'all': (boolean);
  'limit': (number);
}
