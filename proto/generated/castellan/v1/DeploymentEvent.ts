// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface DeploymentEventInput {
  'atMs'?: (number | string | Long);
  'text'?: (string);
}

export interface DeploymentEvent {
  'atMs': (number);
  'text': (string);
}
