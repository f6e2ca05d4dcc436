// Original file: proto/control.proto

import type { ReleaseInput as _castellan_v1_ReleaseInput, Release as _castellan_v1_Release } from '../../castellan/v1/Release.ts';
import type { DeploymentInput as _castellan_v1_DeploymentInput, Deployment as _castellan_v1_Deployment } from '../../castellan/v1/Deployment.ts';
import type { SlotStatusInput as _castellan_v1_SlotStatusInput, SlotStatus as _castellan_v1_SlotStatus } from '../../castellan/v1/SlotStatus.ts';

export interface AppStatusInput {
  'app'?: (string);
  'environment'?: (string);
  'current'?: (_castellan_v1_ReleaseInput | null);
  'deployment'?: (_castellan_v1_DeploymentInput | null);
  'slots'?: (_castellan_v1_SlotStatusInput)[];
  'troubles'?: (string)[];
}

export interface AppStatus {
  'app': (string);
  'environment': (string);
  'current': (_castellan_v1_Release | null);
  'deployment': (_castellan_v1_Deployment | null);
  'slots': (_castellan_v1_SlotStatus)[];
  'troubles': (string)[];
}
