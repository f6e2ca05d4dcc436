// Original file: proto/control.proto

import type { LogFieldInput as _castellan_v1_LogFieldInput, LogField as _castellan_v1_LogField } from '../../castellan/v1/LogField.ts';
import type { Long } from '@grpc/proto-loader';

export interface LogsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'follow'?: (boolean);
  'sinceMs'?: (number | string | Long);
  'untilMs'?: (number | string | Long);
  'hosts'?: (string)[];
  'processes'?: (string)[];
  'replicas'?: (string)[];
  'stream'?: (string);
  'tail'?: (number);
  'contains'?: (string);
  'pattern'?: (string);
  'ignoreCase'?: (boolean);
  'fields'?: (_castellan_v1_LogFieldInput)[];
  'searchMs'?: (number | string | Long);
}

export interface LogsRequest {
  'app': (string);
  'environment': (string);
  'follow': (boolean);
  'sinceMs': (number);
  'untilMs': (number);
  'hosts': (string)[];
  'processes': (string)[];
  'replicas': (string)[];
  'stream': (string);
  'tail': (number);
  'contains': (string);
  'pattern': (string);
  'ignoreCase': (boolean);
  'fields': (_castellan_v1_LogField)[];
  'searchMs': (number);
}
