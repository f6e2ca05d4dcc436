// Original file: proto/control.proto


export interface DeployRequestInput {
  'app'?: (string);
  'version'?: (string);
  'environment'?: (string);
  'requestId'?: (string);
  'noSupersede'?: (boolean);
  'force'?: (boolean);
  'plan'?: (string);
}

export interface DeployRequest {
  'app': (string);
  'version': (string);
  'environment': (string);
  'requestId': (string);
  'noSupersede': (boolean);
  'force': (boolean);
  'plan': (string);
}
