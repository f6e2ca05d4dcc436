// The generated types say a oneof as optional fields beside a tag, which does not narrow; this says it as a union which does.

/** `{ kind, value }` for each member of the oneof that the tag names. */
export type OneOf<Message, Tag extends keyof Message> = {
  [Kind in NonNullable<Message[Tag]> & keyof Message]: { kind: Kind; value: NonNullable<Message[Kind]> };
}[NonNullable<Message[Tag]> & keyof Message];

/** The member that is set: `switch (part?.kind)`. Undefined: none, or one that this version does not know. */
export function oneOf<Message, Tag extends keyof Message>(message: Message, tag: Tag): OneOf<Message, Tag> | undefined {
  const kind = message[tag] as (NonNullable<Message[Tag]> & keyof Message) | undefined;
  const value = kind === undefined ? undefined : message[kind];
  if (kind === undefined || value === undefined || value === null) return undefined;
  return { kind, value } as OneOf<Message, Tag>;
}
