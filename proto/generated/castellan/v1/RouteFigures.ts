// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface RouteFiguresInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'release'?: (number);
  'port'?: (number);
  'host'?: (string);
  'path'?: (string);
  'requests'?: (number | string | Long);
  'status'?: (number | string | Long)[];
  'failures'?: (number | string | Long);
  'abandoned'?: (number | string | Long);
  'inFlight'?: (number);
  'bytesIn'?: (number | string | Long);
  'bytesOut'?: (number | string | Long);
  'latency'?: (number | string | Long)[];
  'latencyMs'?: (number | string);
}

export interface RouteFigures {
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
  'inFlight': (number);
  'bytesIn': (number);
  'bytesOut': (number);
  'latency': (number)[];
  'latencyMs': (number);
}
