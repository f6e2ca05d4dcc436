// Original file: proto/agents.proto

import type { LogMarkInput as _castellan_v1_LogMarkInput, LogMark as _castellan_v1_LogMark } from '../../castellan/v1/LogMark.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/agents.proto

export const _castellan_v1_LogBlock_Encoding = {
  PLAIN: 'PLAIN',
  ZSTD: 'ZSTD',
} as const;

export type _castellan_v1_LogBlock_EncodingInput =
  | 'PLAIN'
  | 0
  | 'ZSTD'
  | 1

export type _castellan_v1_LogBlock_Encoding = typeof _castellan_v1_LogBlock_Encoding[keyof typeof _castellan_v1_LogBlock_Encoding]

export interface LogBlockInput {
  'app'?: (string);
  'environment'?: (string);
  'process'?: (string);
  'index'?: (number);
  'replica'?: (string);
  'run'?: (number);
  'stream'?: (string);
  'offset'?: (number | string | Long);
  'length'?: (number | string | Long);
  'encoding'?: (_castellan_v1_LogBlock_EncodingInput);
  'data'?: (Buffer | Uint8Array | string);
  'marks'?: (_castellan_v1_LogMarkInput)[];
  'gapReason'?: (string);
  'last'?: (boolean);
  'release'?: (number);
}

export interface LogBlock {
  'app': (string);
  'environment': (string);
  'process': (string);
  'index': (number);
  'replica': (string);
  'run': (number);
  'stream': (string);
  'offset': (number);
  'length': (number);
  'encoding': (_castellan_v1_LogBlock_Encoding);
  'data': (Buffer);
  'marks': (_castellan_v1_LogMark)[];
  'gapReason': (string);
  'last': (boolean);
  'release': (number);
}
