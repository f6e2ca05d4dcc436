// Original file: proto/control.proto


export interface ListDeploymentsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'limit'?: (number);
}

export interface ListDeploymentsRequest {
  'app': (string);
  'environment': (string);
  'limit': (number);
}
