// Original file: proto/control.proto

import type { ReleaseInput as _castellan_v1_ReleaseInput, Release as _castellan_v1_Release } from '../../castellan/v1/Release.ts';
import type { SlotProgressInput as _castellan_v1_SlotProgressInput, SlotProgress as _castellan_v1_SlotProgress } from '../../castellan/v1/SlotProgress.ts';
import type { FailureInput as _castellan_v1_FailureInput, Failure as _castellan_v1_Failure } from '../../castellan/v1/Failure.ts';
import type { DeploymentEventInput as _castellan_v1_DeploymentEventInput, DeploymentEvent as _castellan_v1_DeploymentEvent } from '../../castellan/v1/DeploymentEvent.ts';
import type { DeploymentTaskInput as _castellan_v1_DeploymentTaskInput, DeploymentTask as _castellan_v1_DeploymentTask } from '../../castellan/v1/DeploymentTask.ts';
import type { TransferInput as _castellan_v1_TransferInput, Transfer as _castellan_v1_Transfer } from '../../castellan/v1/Transfer.ts';
import type { Long } from '@grpc/proto-loader';

// Original file: proto/control.proto

export const _castellan_v1_Deployment_Outcome = {
  PENDING: 'PENDING',
  DONE: 'DONE',
  ROLLED_BACK: 'ROLLED_BACK',
  FAILED: 'FAILED',
  REFUSED: 'REFUSED',
  SUPERSEDED: 'SUPERSEDED',
} as const;

export type _castellan_v1_Deployment_OutcomeInput =
  | 'PENDING'
  | 0
  | 'DONE'
  | 1
  | 'ROLLED_BACK'
  | 2
  | 'FAILED'
  | 3
  | 'REFUSED'
  | 4
  | 'SUPERSEDED'
  | 5

export type _castellan_v1_Deployment_Outcome = typeof _castellan_v1_Deployment_Outcome[keyof typeof _castellan_v1_Deployment_Outcome]

// Original file: proto/control.proto

export const _castellan_v1_Deployment_Phase = {
  STAGING: 'STAGING',
  MOVING: 'MOVING',
  BAKING: 'BAKING',
  TURNING_BACK: 'TURNING_BACK',
  SETTLED: 'SETTLED',
  HOOK: 'HOOK',
  HOLDING: 'HOLDING',
} as const;

export type _castellan_v1_Deployment_PhaseInput =
  | 'STAGING'
  | 0
  | 'MOVING'
  | 1
  | 'BAKING'
  | 2
  | 'TURNING_BACK'
  | 3
  | 'SETTLED'
  | 4
  | 'HOOK'
  | 5
  | 'HOLDING'
  | 6

export type _castellan_v1_Deployment_Phase = typeof _castellan_v1_Deployment_Phase[keyof typeof _castellan_v1_Deployment_Phase]

export interface DeploymentInput {
  'number'?: (number);
  'app'?: (string);
  'environment'?: (string);
  'kind'?: (string);
  'to'?: (_castellan_v1_ReleaseInput | null);
  'from'?: (_castellan_v1_ReleaseInput | null);
  'phase'?: (_castellan_v1_Deployment_PhaseInput);
  'outcome'?: (_castellan_v1_Deployment_OutcomeInput);
  'step'?: (number);
  'steps'?: (number);
  'untilMs'?: (number | string | Long);
  'createdMs'?: (number | string | Long);
  'settledMs'?: (number | string | Long);
  'createdBy'?: (string);
  'slots'?: (_castellan_v1_SlotProgressInput)[];
  'failure'?: (_castellan_v1_FailureInput | null);
  'events'?: (_castellan_v1_DeploymentEventInput)[];
  'supersededBy'?: (number);
  'paused'?: (boolean);
  'holding'?: (string);
  'tasks'?: (_castellan_v1_DeploymentTaskInput)[];
  'strategy'?: (string);
  'failures'?: (_castellan_v1_FailureInput)[];
  'warnings'?: (string)[];
  'transfer'?: (_castellan_v1_TransferInput | null);
  'promoted'?: (number);
  'takenAway'?: (boolean);
}

export interface Deployment {
  'number': (number);
  'app': (string);
  'environment': (string);
  'kind': (string);
  'to': (_castellan_v1_Release | null);
  'from': (_castellan_v1_Release | null);
  'phase': (_castellan_v1_Deployment_Phase);
  'outcome': (_castellan_v1_Deployment_Outcome);
  'step': (number);
  'steps': (number);
  'untilMs': (number);
  'createdMs': (number);
  'settledMs': (number);
  'createdBy': (string);
  'slots': (_castellan_v1_SlotProgress)[];
  'failure': (_castellan_v1_Failure | null);
  'events': (_castellan_v1_DeploymentEvent)[];
  'supersededBy': (number);
  'paused': (boolean);
  'holding': (string);
  'tasks': (_castellan_v1_DeploymentTask)[];
  'strategy': (string);
  'failures': (_castellan_v1_Failure)[];
  'warnings': (string)[];
  'transfer': (_castellan_v1_Transfer | null);
  'promoted': (number);
  'takenAway': (boolean);
}
