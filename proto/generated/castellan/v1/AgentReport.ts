// Original file: proto/agents.proto

import type { _castellan_v1_AgentUpgrade_StateInput, _castellan_v1_AgentUpgrade_State } from '../../castellan/v1/AgentUpgrade.ts';
import type { Long } from '@grpc/proto-loader';

export interface AgentReportInput {
  'unable'?: (string);
  'state'?: (_castellan_v1_AgentUpgrade_StateInput);
  'version'?: (string);
  'asked'?: (number | string | Long);
  'reason'?: (string);
  'logLines'?: (string)[];
}

export interface AgentReport {
  'unable': (string);
  'state': (_castellan_v1_AgentUpgrade_State);
  'version': (string);
  'asked': (number);
  'reason': (string);
  'logLines': (string)[];
}
