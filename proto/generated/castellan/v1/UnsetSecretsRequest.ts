// Original file: proto/settings.proto


export interface UnsetSecretsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'names'?: (string)[];
  'deploy'?: (boolean);
  'requestId'?: (string);
}

export interface UnsetSecretsRequest {
  'app': (string);
  'environment': (string);
  'process': (string);
  'names': (string)[];
  'deploy': (boolean);
  'requestId': (string);
}
