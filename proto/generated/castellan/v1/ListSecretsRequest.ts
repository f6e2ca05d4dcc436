// Original file: proto/settings.proto


export interface ListSecretsRequestInput {
  'app'?: (string);
  'environment'?: (string);
}

export interface ListSecretsRequest {
  'app': (string);
  'environment': (string);
}
