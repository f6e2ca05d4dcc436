// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface WelcomeInput {
  'cluster'?: (string);
  'serverMs'?: (number | string | Long);
  'heartbeatMs'?: (number);
}

export interface Welcome {
  'cluster': (string);
  'serverMs': (number);
  'heartbeatMs': (number);
}
