// Original file: proto/agents.proto

import type { SlotWishInput as _castellan_v1_SlotWishInput, SlotWish as _castellan_v1_SlotWish } from '../../castellan/v1/SlotWish.ts';
import type { BundleRefInput as _castellan_v1_BundleRefInput, BundleRef as _castellan_v1_BundleRef } from '../../castellan/v1/BundleRef.ts';
import type { AgentWishInput as _castellan_v1_AgentWishInput, AgentWish as _castellan_v1_AgentWish } from '../../castellan/v1/AgentWish.ts';
import type { TaskWishInput as _castellan_v1_TaskWishInput, TaskWish as _castellan_v1_TaskWish } from '../../castellan/v1/TaskWish.ts';
import type { CertificateRefInput as _castellan_v1_CertificateRefInput, CertificateRef as _castellan_v1_CertificateRef } from '../../castellan/v1/CertificateRef.ts';
import type { RebootWishInput as _castellan_v1_RebootWishInput, RebootWish as _castellan_v1_RebootWish } from '../../castellan/v1/RebootWish.ts';
import type { Long } from '@grpc/proto-loader';

export interface AssignmentInput {
  'epoch'?: (number | string | Long);
  'revision'?: (number | string | Long);
  'slots'?: (_castellan_v1_SlotWishInput)[];
  'stage'?: (_castellan_v1_BundleRefInput)[];
  'agent'?: (_castellan_v1_AgentWishInput | null);
  'prospects'?: (_castellan_v1_SlotWishInput)[];
  'tasks'?: (_castellan_v1_TaskWishInput)[];
  'certificates'?: (_castellan_v1_CertificateRefInput)[];
  'processes'?: (string)[];
  'reboot'?: (_castellan_v1_RebootWishInput | null);
}

export interface Assignment {
  'epoch': (number);
  'revision': (number);
  'slots': (_castellan_v1_SlotWish)[];
  'stage': (_castellan_v1_BundleRef)[];
  'agent': (_castellan_v1_AgentWish | null);
  'prospects': (_castellan_v1_SlotWish)[];
  'tasks': (_castellan_v1_TaskWish)[];
  'certificates': (_castellan_v1_CertificateRef)[];
  'processes': (string)[];
  'reboot': (_castellan_v1_RebootWish | null);
}
