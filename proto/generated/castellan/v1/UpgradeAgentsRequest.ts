// Original file: proto/control.proto


export interface UpgradeAgentsRequestInput {
  'hosts'?: (string)[];
  'all'?: (boolean);
  'version'?: (string);
}

export interface UpgradeAgentsRequest {
  'hosts': (string)[];
  'all': (boolean);
  'version': (string);
}
