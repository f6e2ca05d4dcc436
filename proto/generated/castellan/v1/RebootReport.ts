// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface RebootReportInput {
  'unable'?: (string);
  'asked'?: (number | string | Long);
  'failed'?: (string);
}

export interface RebootReport {
  'unable': (string);
  'asked': (number);
  'failed': (string);
}
