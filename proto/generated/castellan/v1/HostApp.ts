// Original file: proto/control.proto


export interface HostAppInput {
  'app'?: (string);
  'environment'?: (string);
  'slots'?: (number);
  'replicas'?: (number);
}

export interface HostApp {
  'app': (string);
  'environment': (string);
  'slots': (number);
  'replicas': (number);
}
