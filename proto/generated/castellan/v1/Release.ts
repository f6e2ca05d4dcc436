// Original file: proto/control.proto

import type { SettingDifferenceInput as _castellan_v1_SettingDifferenceInput, SettingDifference as _castellan_v1_SettingDifference } from '../../castellan/v1/SettingDifference.ts';
import type { Long } from '@grpc/proto-loader';

export interface ReleaseInput {
  'app'?: (string);
  'environment'?: (string);
  'number'?: (number);
  'version'?: (string);
  'bundle'?: (string);
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'reason'?: (string);
  'current'?: (boolean);
  'replicas'?: ({[key: string]: number});
  'stopped'?: (boolean);
  'settingsRevision'?: (number);
  'changes'?: (_castellan_v1_SettingDifferenceInput)[];
  'versionBefore'?: (string);
}

export interface Release {
  'app': (string);
  'environment': (string);
  'number': (number);
  'version': (string);
  'bundle': (string);
  'createdMs': (number);
  'createdBy': (string);
  'reason': (string);
  'current': (boolean);
  'replicas': ({[key: string]: number});
  'stopped': (boolean);
  'settingsRevision': (number);
  'changes': (_castellan_v1_SettingDifference)[];
  'versionBefore': (string);
}
