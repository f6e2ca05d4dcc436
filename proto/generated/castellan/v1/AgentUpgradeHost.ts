// Original file: proto/control.proto

import type { _castellan_v1_AgentUpgrade_StateInput, _castellan_v1_AgentUpgrade_State } from '../../castellan/v1/AgentUpgrade.ts';

export interface AgentUpgradeHostInput {
  'host'?: (string);
  'state'?: (_castellan_v1_AgentUpgrade_StateInput);
  'running'?: (string);
  'reason'?: (string);
  'logLines'?: (string)[];
}

export interface AgentUpgradeHost {
  'host': (string);
  'state': (_castellan_v1_AgentUpgrade_State);
  'running': (string);
  'reason': (string);
  'logLines': (string)[];
}
