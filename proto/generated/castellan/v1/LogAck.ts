// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface LogAckInput {
  'replica'?: (string);
  'run'?: (number);
  'stream'?: (string);
  'offset'?: (number | string | Long);
}

export interface LogAck {
  'replica': (string);
  'run': (number);
  'stream': (string);
  'offset': (number);
}
