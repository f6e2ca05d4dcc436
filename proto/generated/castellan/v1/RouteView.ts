// Original file: proto/routes.proto

import type { RouteOnHostInput as _castellan_v1_RouteOnHostInput, RouteOnHost as _castellan_v1_RouteOnHost } from '../../castellan/v1/RouteOnHost.ts';

export interface RouteViewInput {
  'host'?: (string);
  'port'?: (number);
  'path'?: (string);
  'tcp'?: (boolean);
  'environment'?: (string);
  'app'?: (string);
  'process'?: (string);
  'answers'?: (string);
  'rules'?: (string)[];
  'hosts'?: (_castellan_v1_RouteOnHostInput)[];
}

export interface RouteView {
  'host': (string);
  'port': (number);
  'path': (string);
  'tcp': (boolean);
  'environment': (string);
  'app': (string);
  'process': (string);
  'answers': (string);
  'rules': (string)[];
  'hosts': (_castellan_v1_RouteOnHost)[];
}
