// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface DrainingInput {
  'sinceMs'?: (number | string | Long);
  'untilMs'?: (number | string | Long);
  'reason'?: (string);
  'by'?: (string);
}

export interface Draining {
  'sinceMs': (number);
  'untilMs': (number);
  'reason': (string);
  'by': (string);
}
