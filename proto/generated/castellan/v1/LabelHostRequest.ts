// Original file: proto/control.proto


export interface LabelHostRequestInput {
  'host'?: (string);
  'set'?: ({[key: string]: string});
  'unset'?: (string)[];
}

export interface LabelHostRequest {
  'host': (string);
  'set': ({[key: string]: string});
  'unset': (string)[];
}
