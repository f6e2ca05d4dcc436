// Original file: proto/control.proto


export interface RouteRatesInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'release'?: (number);
  'port'?: (number);
  'host'?: (string);
  'path'?: (string);
  'requests'?: (number | string);
  'status'?: (number | string)[];
  'failures'?: (number | string);
  'abandoned'?: (number | string);
  'bytesIn'?: (number | string);
  'bytesOut'?: (number | string);
  'inFlight'?: (number);
  'p50Ms'?: (number);
  'p95Ms'?: (number);
  'p99Ms'?: (number);
  'hosts'?: (number);
}

export interface RouteRates {
  'app': (string);
  'environment': (string);
  'process': (string);
  'release': (number);
  'port': (number);
  'host': (string);
  'path': (string);
  'requests': (number);
  'status': (number)[];
  'failures': (number);
  'abandoned': (number);
  'bytesIn': (number);
  'bytesOut': (number);
  'inFlight': (number);
  'p50Ms': (number);
  'p95Ms': (number);
  'p99Ms': (number);
  'hosts': (number);
}
