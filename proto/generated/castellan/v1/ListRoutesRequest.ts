// Original file: proto/routes.proto


export interface ListRoutesRequestInput {
  'environment'?: (string);
  'app'?: (string);
  'host'?: (string);
}

export interface ListRoutesRequest {
  'environment': (string);
  'app': (string);
  'host': (string);
}
