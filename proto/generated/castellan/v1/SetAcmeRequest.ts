// Original file: proto/certificates.proto


export interface SetAcmeRequestInput {
  'environment'?: (string);
  'directory'?: (string);
  'email'?: (string);
  'challenge'?: (string);
  'dns'?: (string);
  'agreed'?: (boolean);
  'ca'?: (string);
  'bindingId'?: (string);
  'bindingKey'?: (string);
}

export interface SetAcmeRequest {
  'environment': (string);
  'directory': (string);
  'email': (string);
  'challenge': (string);
  'dns': (string);
  'agreed': (boolean);
  'ca': (string);
  'bindingId': (string);
  'bindingKey': (string);
}
