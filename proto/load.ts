// The contract as grpc-js wants it, read from the .proto files beside this one. The flags here and those that the
// generated types were made with (Makefile, `proto`) must agree.
import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import { withDataCodec } from './codec.ts';
import type { AgentsDefinition, AgentsHandlers } from './generated/castellan/v1/Agents.ts';
import type { ControlDefinition, ControlHandlers } from './generated/castellan/v1/Control.ts';
import type { RpcOf, Service } from './rpc.ts';

const contract = loadSync(['control.proto', 'agents.proto'], {
  includeDirs: [fileURLToPath(new URL('.', import.meta.url))],
  longs: Number,
  enums: String,
  defaults: true,
  oneofs: true,
});

export type ControlService = Service<'castellan.v1.Control', ControlDefinition, ControlHandlers>;
export type AgentsService = Service<'castellan.v1.Agents', AgentsDefinition, AgentsHandlers>;

/** Operators -> server. */
export const controlService = withDataCodec(contract['castellan.v1.Control'] as unknown as ControlService);
/** Hosts <-> server. */
export const agentsService = withDataCodec(contract['castellan.v1.Agents'] as unknown as AgentsService);

/** Full names of all RPCs, such as `/castellan.v1.Control/Deploy`. */
export type Rpc = RpcOf<ControlService> | RpcOf<AgentsService>;
