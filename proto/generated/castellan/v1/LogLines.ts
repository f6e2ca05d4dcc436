// Original file: proto/control.proto

import type { LogLineInput as _castellan_v1_LogLineInput, LogLine as _castellan_v1_LogLine } from '../../castellan/v1/LogLine.ts';
import type { LogSearchStoppedInput as _castellan_v1_LogSearchStoppedInput, LogSearchStopped as _castellan_v1_LogSearchStopped } from '../../castellan/v1/LogSearchStopped.ts';

export interface LogLinesInput {
  'lines'?: (_castellan_v1_LogLineInput)[];
  'stopped'?: (_castellan_v1_LogSearchStoppedInput | null);
}

export interface LogLines {
  'lines': (_castellan_v1_LogLine)[];
  'stopped': (_castellan_v1_LogSearchStopped | null);
}
