// The contract as its descriptor says it: every call, and what a request may have in it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const folder = join(import.meta.dirname, '../../proto');
const root = new protobuf.Root();
root.resolvePath = (_, name) => join(folder, name.slice(name.lastIndexOf('/') + 1));
root.loadSync(readdirSync(folder).filter((name) => name.endsWith('.proto'))).resolveAll();
const { nestedArray } = root.lookup('castellan.v1') as protobuf.Namespace;

export interface DescribedCall {
  service: string;
  /** As clients have it: `listHosts`. */
  method: string;
  path: string;
  request: protobuf.Type;
  response: protobuf.Type;
  requestStream: boolean;
  responseStream: boolean;
}

/** Every service that any of the files has. */
const services = nestedArray.filter((one) => one instanceof protobuf.Service);

export const calls: DescribedCall[] = services.flatMap(({ name: service, methodsArray }) =>
  methodsArray.map((rpc) => ({
    service,
    method: rpc.name.charAt(0).toLowerCase() + rpc.name.slice(1),
    path: `/castellan.v1.${service}/${rpc.name}`,
    request: rpc.resolvedRequestType as protobuf.Type,
    response: rpc.resolvedResponseType as protobuf.Type,
    requestStream: rpc.requestStream === true,
    responseStream: rpc.responseStream === true,
  })),
);

export interface TextField {
  /** From the request on: `report.slots.process`. */
  path: string[];
  field: protobuf.Field;
  /** The message, or the field that the message stands in. */
  within: string;
}

/** Every text of a request, also within its parts; the names in maps too. */
export function textsOf(request: protobuf.Type): TextField[] {
  return textsIn(request, request.name, [], []);
}

function textsIn(type: protobuf.Type, within: string, path: string[], above: protobuf.Type[]): TextField[] {
  if (above.includes(type)) return [];
  return type.fieldsArray.flatMap((field) => {
    const here = [...path, field.name];
    if (field.resolvedType instanceof protobuf.Type) return textsIn(field.resolvedType, field.name, here, [...above, type]);
    return field.type === 'string' || field.map ? [{ path: here, field, within }] : [];
  });
}

/** A request with this text at that place, and nothing else in it. */
export function requestWith(request: protobuf.Type, { path }: TextField, text: string): Record<string, unknown> {
  const [name = '', ...rest] = path;
  const field = request.fields[name] as protobuf.Field;
  const inner = () =>
    rest.length === 0 ? text : requestWith(field.resolvedType as protobuf.Type, { path: rest } as TextField, text);
  if (field.map) return { [name]: { [text]: field.type === 'string' ? 'x' : 1 } };
  return { [name]: field.repeated ? [inner()] : inner() };
}
