// Original file: proto/control.proto

import type { SettingInput as _castellan_v1_SettingInput, Setting as _castellan_v1_Setting } from '../../castellan/v1/Setting.ts';
import type { SettingDifferenceInput as _castellan_v1_SettingDifferenceInput, SettingDifference as _castellan_v1_SettingDifference } from '../../castellan/v1/SettingDifference.ts';
import type { DeploymentInput as _castellan_v1_DeploymentInput, Deployment as _castellan_v1_Deployment } from '../../castellan/v1/Deployment.ts';

export interface SettingsReplyInput {
  'app'?: (string);
  'environment'?: (string);
  'revision'?: (number);
  'settings'?: (_castellan_v1_SettingInput)[];
  'changes'?: (_castellan_v1_SettingDifferenceInput)[];
  'deployedRevision'?: (number);
  'currentRelease'?: (number);
  'version'?: (string);
  'pending'?: (_castellan_v1_SettingDifferenceInput)[];
  'deployment'?: (_castellan_v1_DeploymentInput | null);
}

export interface SettingsReply {
  'app': (string);
  'environment': (string);
  'revision': (number);
  'settings': (_castellan_v1_Setting)[];
  'changes': (_castellan_v1_SettingDifference)[];
  'deployedRevision': (number);
  'currentRelease': (number);
  'version': (string);
  'pending': (_castellan_v1_SettingDifference)[];
  'deployment': (_castellan_v1_Deployment | null);
}
