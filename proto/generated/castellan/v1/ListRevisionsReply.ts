// Original file: proto/settings.proto

import type { SettingsRevisionInput as _castellan_v1_SettingsRevisionInput, SettingsRevision as _castellan_v1_SettingsRevision } from '../../castellan/v1/SettingsRevision.ts';

export interface ListRevisionsReplyInput {
  'revisions'?: (_castellan_v1_SettingsRevisionInput)[];
  'more'?: (number);
}

export interface ListRevisionsReply {
  'revisions': (_castellan_v1_SettingsRevision)[];
  'more': (number);
}
