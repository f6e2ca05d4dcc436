// Original file: proto/settings.proto


export interface FetchSecretsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'secrets'?: ({[key: string]: number});
}

export interface FetchSecretsRequest {
  'app': (string);
  'environment': (string);
  'secrets': ({[key: string]: number});
}
