// Original file: proto/control.proto


export interface WatchDeploymentRequestInput {
  'number'?: (number);
  'app'?: (string);
  'environment'?: (string);
}

export interface WatchDeploymentRequest {
  'number': (number);
  'app': (string);
  'environment': (string);
}
