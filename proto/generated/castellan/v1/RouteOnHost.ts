// Original file: proto/routes.proto


export interface RouteOnHostInput {
  'host'?: (string);
  'release'?: (number);
  'version'?: (string);
  'replicas'?: (string)[];
  'wanted'?: (number);
  'away'?: (boolean);
}

export interface RouteOnHost {
  'host': (string);
  'release': (number);
  'version': (string);
  'replicas': (string)[];
  'wanted': (number);
  'away': (boolean);
}
