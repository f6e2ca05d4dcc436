// Original file: proto/control.proto

import type { ReleaseInput as _castellan_v1_ReleaseInput, Release as _castellan_v1_Release } from '../../castellan/v1/Release.ts';
import type { PlannedSlotInput as _castellan_v1_PlannedSlotInput, PlannedSlot as _castellan_v1_PlannedSlot } from '../../castellan/v1/PlannedSlot.ts';
import type { SettingDifferenceInput as _castellan_v1_SettingDifferenceInput, SettingDifference as _castellan_v1_SettingDifference } from '../../castellan/v1/SettingDifference.ts';
import type { Long } from '@grpc/proto-loader';

export interface DeploymentPlanInput {
  'id'?: (string);
  'app'?: (string);
  'environment'?: (string);
  'to'?: (_castellan_v1_ReleaseInput | null);
  'from'?: (_castellan_v1_ReleaseInput | null);
  'slots'?: (_castellan_v1_PlannedSlotInput)[];
  'strategy'?: (string);
  'steps'?: (string)[];
  'refusals'?: (string)[];
  'warnings'?: (string)[];
  'changes'?: (_castellan_v1_SettingDifferenceInput)[];
  'expiresMs'?: (number | string | Long);
}

export interface DeploymentPlan {
  'id': (string);
  'app': (string);
  'environment': (string);
  'to': (_castellan_v1_Release | null);
  'from': (_castellan_v1_Release | null);
  'slots': (_castellan_v1_PlannedSlot)[];
  'strategy': (string);
  'steps': (string)[];
  'refusals': (string)[];
  'warnings': (string)[];
  'changes': (_castellan_v1_SettingDifference)[];
  'expiresMs': (number);
}
