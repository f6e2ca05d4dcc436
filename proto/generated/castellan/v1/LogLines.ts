// Original file: proto/control.proto

import type { LogLineInput as _castellan_v1_LogLineInput, LogLine as _castellan_v1_LogLine } from '../../castellan/v1/LogLine.ts';

export interface LogLinesInput {
  'lines'?: (_castellan_v1_LogLineInput)[];
}

export interface LogLines {
  'lines': (_castellan_v1_LogLine)[];
}
