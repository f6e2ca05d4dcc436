// Original file: proto/control.proto


export interface ListVersionsRequestInput {
  'app'?: (string);
  'limit'?: (number);
}

export interface ListVersionsRequest {
  'app': (string);
  'limit': (number);
}
