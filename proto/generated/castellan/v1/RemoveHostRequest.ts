// Original file: proto/control.proto


export interface RemoveHostRequestInput {
  'host'?: (string);
  'force'?: (boolean);
  'confirmed'?: (string);
}

export interface RemoveHostRequest {
  'host': (string);
  'force': (boolean);
  'confirmed': (string);
}
