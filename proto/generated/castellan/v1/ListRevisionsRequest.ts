// Original file: proto/settings.proto


export interface ListRevisionsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'limit'?: (number);
}

export interface ListRevisionsRequest {
  'app': (string);
  'environment': (string);
  'limit': (number);
}
