// Original file: proto/control.proto


export interface WatchFiguresRequestInput {
  'app'?: (string);
  'environment'?: (string);
}

export interface WatchFiguresRequest {
  'app': (string);
  'environment': (string);
}
