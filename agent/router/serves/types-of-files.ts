// What a file is, by the end of its name.
import mime from 'mime';

export function typeOf(name: string): string {
  const type = mime.getType(name) ?? 'application/octet-stream';
  return /^text\/|^application\/(?:json|xml|manifest\+json)$|^image\/svg\+xml$/.test(type) ? `${type}; charset=utf-8` : type;
}

/** Files of this type are much smaller packed: only of them packed ones are looked for. */
export function isPackable(type: string): boolean {
  return /^text\/|[+/](?:json|xml|javascript|wasm|ttf|otf|vnd\.ms-fontobject|vnd\.microsoft\.icon)\b/.test(type);
}
