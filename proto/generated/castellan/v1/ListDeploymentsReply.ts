// Original file: proto/control.proto

import type { DeploymentInput as _castellan_v1_DeploymentInput, Deployment as _castellan_v1_Deployment } from '../../castellan/v1/Deployment.ts';

export interface ListDeploymentsReplyInput {
  'deployments'?: (_castellan_v1_DeploymentInput)[];
  'more'?: (number);
}

export interface ListDeploymentsReply {
  'deployments': (_castellan_v1_Deployment)[];
  'more': (number);
}
