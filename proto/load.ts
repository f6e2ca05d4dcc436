// The contract as grpc-js wants it, from what `make proto` has made of the .proto files beside this one: reading those takes
// a program longer than all else that it does to start.
import { withDataCodec } from './codec.ts';
import type { AgentsDefinition, AgentsHandlers } from './generated/castellan/v1/Agents.ts';
import type { ControlDefinition, ControlHandlers } from './generated/castellan/v1/Control.ts';
import type { EnrollmentDefinition, EnrollmentHandlers } from './generated/castellan/v1/Enrollment.ts';
import type { IdentitiesDefinition, IdentitiesHandlers } from './generated/castellan/v1/Identities.ts';
import { countTexts, type Message, messages, services } from './generated/codecs.js';
import { countParts, countText } from './parts.ts';
import type { RpcOf, Service } from './rpc.ts';

export type ControlService = Service<'castellan.v1.Control', ControlDefinition, ControlHandlers>;
export type AgentsService = Service<'castellan.v1.Agents', AgentsDefinition, AgentsHandlers>;

export type IdentitiesService = Service<'castellan.v1.Identities', IdentitiesDefinition, IdentitiesHandlers>;
export type EnrollmentService = Service<'castellan.v1.Enrollment', EnrollmentDefinition, EnrollmentHandlers>;

/** Full names of all RPCs, such as `/castellan.v1.Control/Deploy`. */
export type Rpc = RpcOf<ControlService> | RpcOf<AgentsService> | RpcOf<IdentitiesService> | RpcOf<EnrollmentService>;

// How messages look to us. What the generated types are made with (Makefile, `generate`) must agree.
const look = { longs: Number, enums: String, defaults: true, oneofs: true };

countParts(messages);
countTexts(countText);

/** Operators -> server. */
export const controlService = withDataCodec(serviceNamed('Control') as unknown as ControlService);
/** Operators -> server: who may do what. */
export const identitiesService = serviceNamed('Identities') as unknown as IdentitiesService;
/** Newcomers -> server. */
export const enrollmentService = serviceNamed('Enrollment') as unknown as EnrollmentService;
/** Hosts <-> server. */
export const agentsService = withDataCodec(serviceNamed('Agents') as unknown as AgentsService);

function serviceNamed(service: keyof typeof services) {
  const rpcs = Object.entries(services[service]).map(([name, { request, response, requestStream, responseStream }]) => {
    const [requests, responses] = [codecOf(request), codecOf(response)];
    const definition = {
      path: `/castellan.v1.${service}/${name}`,
      requestStream,
      responseStream,
      requestSerialize: requests.serialize,
      requestDeserialize: requests.deserialize,
      responseSerialize: responses.serialize,
      responseDeserialize: responses.deserialize,
      requestType: { type: { name: request } },
      responseType: { type: { name: response } },
    };
    return [name, definition];
  });
  return Object.fromEntries(rpcs);
}

function codecOf(name: string) {
  const message = messages[name] as Message;
  return {
    serialize: (plain: object) => message.encode(message.fromObject(plain)).finish(),
    deserialize: (bytes: Buffer) => message.toObject(message.decode(bytes), look),
  };
}
