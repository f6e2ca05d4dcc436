// Original file: proto/agents.proto

import type { HelloInput as _castellan_v1_HelloInput, Hello as _castellan_v1_Hello } from '../../castellan/v1/Hello.ts';
import type { ReportInput as _castellan_v1_ReportInput, Report as _castellan_v1_Report } from '../../castellan/v1/Report.ts';
import type { HeartbeatInput as _castellan_v1_HeartbeatInput, Heartbeat as _castellan_v1_Heartbeat } from '../../castellan/v1/Heartbeat.ts';

export interface HostMessageInput {
  'hello'?: (_castellan_v1_HelloInput | null);
  'report'?: (_castellan_v1_ReportInput | null);
  'heartbeat'?: (_castellan_v1_HeartbeatInput | null);
  'message'?: "hello"|"report"|"heartbeat";
}

export interface HostMessage {
  'hello'?: (_castellan_v1_Hello | null);
  'report'?: (_castellan_v1_Report | null);
  'heartbeat'?: (_castellan_v1_Heartbeat | null);
  'message'?: "hello"|"report"|"heartbeat";
}
