// A server whose every answer has text in it that would do something to a terminal, made from the descriptor of the contract.
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { serverCredentials } from '../../certs/credentials.ts';
import { fail } from '../../proto/failure.ts';
import { controlService, identitiesService } from '../../proto/load.ts';
import { type Listener, listen, serve } from '../../proto/server.ts';
import { calls, type DescribedCall } from '../proto/descriptor.ts';
import type { Place } from './control.ts';

/** A title for the window, a bell, colours, a screen cleared by C1, a line of its own, text that runs backwards. */
export const hostile = '\u001b]0;owned\u0007\u001b[31m\u009b2J\r\nctl: all is well\u202egnp.\u2066\u200b\u{e0041}';

/** What no pipe may be given: controls but newline and tab, and what reorders or hides text. */
export const raw = /[\p{Cc}--[\n\t]]|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/v;

/** Answers all calls so; or refuses all of them so. */
export async function startHostileServer({ folder }: Place, refuses: boolean): Promise<Listener> {
  const services = { Control: controlService, Identities: identitiesService };
  const described = Object.keys(services).map((name) => calls.filter(({ service }) => service === name));
  return listen({
    services: Object.values(services).map((service, at) => serve(service, handlers(described[at] ?? [], refuses) as never)),
    credentials: serverCredentials(join(folder, 'certs', 'server')),
    address: '127.0.0.1',
    port: 0,
    log: { warn: () => {}, error: (...all: unknown[]) => console.error(...all) },
    authorize: Object.fromEntries(described.flat().map(({ path }) => [path, ['operator']])),
  });
}

function handlers(described: DescribedCall[], refuses: boolean) {
  return Object.fromEntries(described.map((call) => [call.method, refuses ? refusal(call) : answer(call)]));
}

function answer({ response, responseStream }: DescribedCall) {
  const reply = () => messageOf(response, 0, []);
  if (!responseStream) return async () => reply();
  return async function* () {
    yield reply();
  };
}

function refusal({ responseStream }: DescribedCall) {
  const refuse = () => {
    throw fail('refused', hostile, { details: [hostile], next: hostile });
  };
  if (!responseStream) return async () => refuse();
  return async function* () {
    yield refuse();
  };
}

/** Every field is there; where one has several kinds, a list has one of each. */
function messageOf(type: protobuf.Type, turn: number, above: protobuf.Type[]): Record<string, unknown> {
  const first = (field: protobuf.Field) => !field.partOf || field.partOf.fieldsArray[0] === field;
  const fields = type.fieldsArray.filter((field) => first(field) && !above.includes(field.resolvedType as protobuf.Type));
  return Object.fromEntries(fields.map((field) => [field.name, filled(field, turn, [...above, type])]));
}

function filled(field: protobuf.Field, turn: number, above: protobuf.Type[]): unknown {
  const one = (at: number) => singleOf(field, at, above);
  if (field.map) return { [hostile]: one(turn) };
  return field.repeated ? Array.from({ length: kindsOf(field) }, (_, at) => one(at)) : one(turn);
}

function singleOf({ type, resolvedType }: protobuf.Field, turn: number, above: protobuf.Type[]): unknown {
  if (resolvedType instanceof protobuf.Type) return messageOf(resolvedType, turn, above);
  if (resolvedType) return kindOf(resolvedType, turn);
  if (type === 'string') return hostile;
  if (type === 'bytes') return Buffer.from(hostile);
  return type === 'bool' ? turn % 2 === 0 : turn + 1;
}

/** Nothing goes on in this world: who watches comes to an end. */
function kindOf({ values }: protobuf.Enum, turn: number): unknown {
  const names = Object.keys(values);
  return names.includes('SETTLED') && turn === 0 ? 'SETTLED' : names[turn % names.length];
}

function kindsOf({ resolvedType }: protobuf.Field): number {
  if (!(resolvedType instanceof protobuf.Type)) return 1;
  const kinds = resolvedType.fieldsArray.flatMap((field) =>
    field.resolvedType instanceof protobuf.Enum ? [field.resolvedType] : [],
  );
  return Math.max(2, ...kinds.map(({ values }) => Object.keys(values).length));
}
