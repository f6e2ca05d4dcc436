// Original file: proto/settings.proto


export interface ShowSettingsRequestInput {
  'app'?: (string);
  'environment'?: (string);
  'revision'?: (number);
}

export interface ShowSettingsRequest {
  'app': (string);
  'environment': (string);
  'revision': (number);
}
