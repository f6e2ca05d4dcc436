// Original file: proto/settings.proto

import type { SettingDifferenceInput as _castellan_v1_SettingDifferenceInput, SettingDifference as _castellan_v1_SettingDifference } from '../../castellan/v1/SettingDifference.ts';
import type { Long } from '@grpc/proto-loader';

export interface SettingsRevisionInput {
  'revision'?: (number);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'reason'?: (string);
  'changes'?: (_castellan_v1_SettingDifferenceInput)[];
  'inUse'?: (boolean);
  'deployed'?: (boolean);
}

export interface SettingsRevision {
  'revision': (number);
  'createdMs': (number);
  'createdBy': (string);
  'reason': (string);
  'changes': (_castellan_v1_SettingDifference)[];
  'inUse': (boolean);
  'deployed': (boolean);
}
