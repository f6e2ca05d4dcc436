// Original file: proto/agents.proto

import type { SlotReportInput as _castellan_v1_SlotReportInput, SlotReport as _castellan_v1_SlotReport } from '../../castellan/v1/SlotReport.ts';
import type { StagedBundleInput as _castellan_v1_StagedBundleInput, StagedBundle as _castellan_v1_StagedBundle } from '../../castellan/v1/StagedBundle.ts';
import type { PreflightInput as _castellan_v1_PreflightInput, Preflight as _castellan_v1_Preflight } from '../../castellan/v1/Preflight.ts';
import type { TaskReportInput as _castellan_v1_TaskReportInput, TaskReport as _castellan_v1_TaskReport } from '../../castellan/v1/TaskReport.ts';
import type { ReleaseFiguresInput as _castellan_v1_ReleaseFiguresInput, ReleaseFigures as _castellan_v1_ReleaseFigures } from '../../castellan/v1/ReleaseFigures.ts';
import type { RouteFiguresInput as _castellan_v1_RouteFiguresInput, RouteFigures as _castellan_v1_RouteFigures } from '../../castellan/v1/RouteFigures.ts';
import type { AgentReportInput as _castellan_v1_AgentReportInput, AgentReport as _castellan_v1_AgentReport } from '../../castellan/v1/AgentReport.ts';
import type { RebootReportInput as _castellan_v1_RebootReportInput, RebootReport as _castellan_v1_RebootReport } from '../../castellan/v1/RebootReport.ts';
import type { Long } from '@grpc/proto-loader';

export interface ReportInput {
  'epoch'?: (number | string | Long);
  'revision'?: (number | string | Long);
  'slots'?: (_castellan_v1_SlotReportInput)[];
  'staged'?: (_castellan_v1_StagedBundleInput)[];
  'refusals'?: (string)[];
  'troubles'?: (string)[];
  'preflights'?: (_castellan_v1_PreflightInput)[];
  'tasks'?: (_castellan_v1_TaskReportInput)[];
  'figures'?: (_castellan_v1_ReleaseFiguresInput)[];
  'challenges'?: (string)[];
  'routes'?: (_castellan_v1_RouteFiguresInput)[];
  'routesMs'?: (number | string | Long);
  'routesLeftOut'?: (number);
  'agent'?: (_castellan_v1_AgentReportInput | null);
  'reboot'?: (_castellan_v1_RebootReportInput | null);
}

export interface Report {
  'epoch': (number);
  'revision': (number);
  'slots': (_castellan_v1_SlotReport)[];
  'staged': (_castellan_v1_StagedBundle)[];
  'refusals': (string)[];
  'troubles': (string)[];
  'preflights': (_castellan_v1_Preflight)[];
  'tasks': (_castellan_v1_TaskReport)[];
  'figures': (_castellan_v1_ReleaseFigures)[];
  'challenges': (string)[];
  'routes': (_castellan_v1_RouteFigures)[];
  'routesMs': (number);
  'routesLeftOut': (number);
  'agent': (_castellan_v1_AgentReport | null);
  'reboot': (_castellan_v1_RebootReport | null);
}
