// Original file: proto/settings.proto


export interface SetSecretRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'name'?: (string);
  'value'?: (string);
  'deploy'?: (boolean);
  'requestId'?: (string);
}

export interface SetSecretRequest {
  'app': (string);
  'environment': (string);
  'process': (string);
  'name': (string);
  'value': (string);
  'deploy': (boolean);
  'requestId': (string);
}
