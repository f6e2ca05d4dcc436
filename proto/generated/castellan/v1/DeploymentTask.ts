// Original file: proto/control.proto


// Original file: proto/control.proto

export const _castellan_v1_DeploymentTask_State = {
  WAITING: 'WAITING',
  RUNNING: 'RUNNING',
  DONE: 'DONE',
  FAILED: 'FAILED',
} as const;

export type _castellan_v1_DeploymentTask_StateInput =
  | 'WAITING'
  | 0
  | 'RUNNING'
  | 1
  | 'DONE'
  | 2
  | 'FAILED'
  | 3

export type _castellan_v1_DeploymentTask_State = typeof _castellan_v1_DeploymentTask_State[keyof typeof _castellan_v1_DeploymentTask_State]

export interface DeploymentTaskInput {
  'name'?: (string);
  'host'?: (string);
  'state'?: (_castellan_v1_DeploymentTask_StateInput);
  'message'?: (string);
  'logLines'?: (string)[];
  'logReplica'?: (string);
}

export interface DeploymentTask {
  'name': (string);
  'host': (string);
  'state': (_castellan_v1_DeploymentTask_State);
  'message': (string);
  'logLines': (string)[];
  'logReplica': (string);
}
