// Original file: proto/control.proto


export interface OrderRequestInput {
  'number'?: (number);
  'app'?: (string);
  'environment'?: (string);
  'noRollback'?: (boolean);
  'requestId'?: (string);
}

export interface OrderRequest {
  'number': (number);
  'app': (string);
  'environment': (string);
  'noRollback': (boolean);
  'requestId': (string);
}
