// Original file: proto/identities.proto

import type { ScopeInput as _castellan_v1_ScopeInput, Scope as _castellan_v1_Scope } from '../../castellan/v1/Scope.ts';
import type { IdentityCertificateInput as _castellan_v1_IdentityCertificateInput, IdentityCertificate as _castellan_v1_IdentityCertificate } from '../../castellan/v1/IdentityCertificate.ts';
import type { PipelineInput as _castellan_v1_PipelineInput, Pipeline as _castellan_v1_Pipeline } from '../../castellan/v1/Pipeline.ts';
import type { Long } from '@grpc/proto-loader';

export interface OperatorInput {
  'name'?: (string);
  'role'?: (string);
  'scopes'?: (_castellan_v1_ScopeInput)[];
  'createdMs'?: (number | string | Long);
  'createdBy'?: (string);
  'certificates'?: (_castellan_v1_IdentityCertificateInput)[];
  'pipeline'?: (_castellan_v1_PipelineInput | null);
}

export interface Operator {
  'name': (string);
  'role': (string);
  'scopes': (_castellan_v1_Scope)[];
  'createdMs': (number);
  'createdBy': (string);
  'certificates': (_castellan_v1_IdentityCertificate)[];
  'pipeline': (_castellan_v1_Pipeline | null);
}
