// Original file: proto/agents.proto

import type { Long } from '@grpc/proto-loader';

export interface HelloInput {
  'agentVersion'?: (string);
  'bootId'?: (string);
  'bootMs'?: (number | string | Long);
  'epoch'?: (number | string | Long);
  'revision'?: (number | string | Long);
  'routerPorts'?: (number)[];
  'abilities'?: (string)[];
}

export interface Hello {
  'agentVersion': (string);
  'bootId': (string);
  'bootMs': (number);
  'epoch': (number);
  'revision': (number);
  'routerPorts': (number)[];
  'abilities': (string)[];
}
