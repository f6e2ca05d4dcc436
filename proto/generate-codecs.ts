// Writes the contract's codecs into a folder (`make proto`): the very functions that protobufjs otherwise writes and compiles
// at each start, after it has read the .proto files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const [folder = '.'] = process.argv.slice(2);
const root = new protobuf.Root();
root.resolvePath = (_from, file) => fileURLToPath(new URL(file, import.meta.url));
// Not load, with which the order depends on which file is read first.
root.loadSync(['control.proto', 'agents.proto', 'identities.proto', 'enrollment.proto']);
const { nestedArray } = root.resolveAll().lookup('castellan.v1') as protobuf.Namespace;
const services = nestedArray.filter((entry) => entry instanceof protobuf.Service);
const messages = nestedArray.filter((entry) => entry instanceof protobuf.Type);

writeFileSync(
  join(folder, 'codecs.js'),
  `import protobuf from 'protobufjs/minimal.js';
const { Reader, Writer, util } = protobuf;
let count = () => {};
export const countTexts = (by) => { count = by; };
const listed = (reader) => { count(); return reader.string(); };
export const services = {
${services.map((service) => `${service.name}: {\n${service.methodsArray.map(rpcText).join('\n')}\n},`).join('\n')}
};
export const messages = {
${messages.map((message) => `${message.name}: { ctor: ${constructorText(message)} },`).join('\n')}
};
${messages.map(functionsText).join('\n')}
`,
);

writeFileSync(
  join(folder, 'codecs.d.ts'),
  `export interface Rpc {
  request: string;
  response: string;
  requestStream: boolean;
  responseStream: boolean;
}
export interface Message {
  fromObject(plain: object): object;
  encode(message: object): { finish(): Buffer };
  decode(bytes: Uint8Array): object;
  toObject(message: object, look: object): object;
}
export const services: { ${services.map(({ name }) => `${name}: Record<string, Rpc>`).join('; ')} };
export const messages: Record<string, Message>;
/** Called before each text that is read into a list, or as a key of a map. */
export function countTexts(by: () => void): void;
`,
);

function rpcText({ name, requestType, responseType, requestStream = false, responseStream = false }: protobuf.Method): string {
  return `${name}: { request: '${requestType}', response: '${responseType}', requestStream: ${requestStream}, responseStream: ${responseStream} },`;
}

function constructorText({ fieldsArray }: protobuf.Type): string {
  const many = fieldsArray.filter((field) => field.repeated || field.map);
  return `function () { ${many.map(({ name, map }) => `this.${name} = ${map ? '{}' : '[]'};`).join(' ')} }`;
}

/** The functions know the types of their message's fields as `types`. */
function functionsText(message: protobuf.Type): string {
  const { encoder, decoder, converter } = protobuf;
  return `{
const types = [${message.fieldsArray.map(({ resolvedType }) => typeText(resolvedType)).join(', ')}];
Object.assign(messages.${message.name}, {
encode: ${encoder(message)},
decode: ${countingTexts(`${decoder(message)}`)},
fromObject: ${converter.fromObject(message)},
toObject: ${converter.toObject(message)},
});
}`;
}

function countingTexts(decode: string): string {
  return decode.replaceAll('.push(r.string())', '.push(listed(r))').replaceAll('k=r.string()', 'k=listed(r)');
}

function typeText(type: protobuf.Type | protobuf.Enum | null): string {
  if (type instanceof protobuf.Enum) return `{ values: ${JSON.stringify(type.valuesById)} }`;
  return type ? `messages.${type.name}` : 'null';
}
