// Original file: proto/control.proto


export interface ScaleRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'replicas'?: ({[key: string]: number});
  'requestId'?: (string);
}

export interface ScaleRequest {
  'app': (string);
  'environment': (string);
  'replicas': ({[key: string]: number});
  'requestId': (string);
}
