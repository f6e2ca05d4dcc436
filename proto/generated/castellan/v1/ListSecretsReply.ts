// Original file: proto/settings.proto

import type { SecretVersionInput as _castellan_v1_SecretVersionInput, SecretVersion as _castellan_v1_SecretVersion } from '../../castellan/v1/SecretVersion.ts';

export interface ListSecretsReplyInput {
  'secrets'?: (_castellan_v1_SecretVersionInput)[];
}

export interface ListSecretsReply {
  'secrets': (_castellan_v1_SecretVersion)[];
}
