// Original file: proto/control.proto

import type { Long } from '@grpc/proto-loader';

export interface LogLineInput {
  'atMs'?: (number | string | Long);
  'host'?: (string);
  'process'?: (string);
  'index'?: (number);
  'replica'?: (string);
  'run'?: (number);
  'stream'?: (string);
  'offset'?: (number | string | Long);
  'text'?: (Buffer | Uint8Array | string);
  'gapBytes'?: (number | string | Long);
  'gapReason'?: (string);
  'continued'?: (boolean);
}

export interface LogLine {
  'atMs': (number);
  'host': (string);
  'process': (string);
  'index': (number);
  'replica': (string);
  'run': (number);
  'stream': (string);
  'offset': (number);
  'text': (Buffer);
  'gapBytes': (number);
  'gapReason': (string);
  'continued': (boolean);
}
