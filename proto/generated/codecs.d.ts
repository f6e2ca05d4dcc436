export interface Rpc {
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
export const services: { Control: Record<string, Rpc>; Agents: Record<string, Rpc>; Identities: Record<string, Rpc>; Enrollment: Record<string, Rpc> };
export const messages: Record<string, Message>;
/** Called before each text that is read into a list, or as a key of a map. */
export function countTexts(by: () => void): void;
