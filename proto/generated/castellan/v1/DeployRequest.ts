// Original file: proto/control.proto


export interface DeployRequestInput {
  'app'?: (string);
  'version'?: (string);
  'environment'?: (string);
  'requestId'?: (string);
  'noSupersede'?: (boolean);
}

export interface DeployRequest {
  'app': (string);
  'version': (string);
  'environment': (string);
  'requestId': (string);
  'noSupersede': (boolean);
}
