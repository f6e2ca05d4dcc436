// Name and password (RFC 7617). How long it takes to say no tells neither whether there is such a user nor how much was right.
import { hash, timingSafeEqual } from 'node:crypto';
import type { BasicUser } from '../../decide/types.ts';
import { answerOwn } from '../answers.ts';
import type { Guard } from './guards.ts';
import { perRoute } from './per-route.ts';

export const basicAuth: Guard = (traffic, exchange, route) => {
  const auth = route.rules?.basicAuth;
  if (!auth || isUser(usersOf(route), exchange.asked.header('authorization'))) return true;
  const realm = auth.realm.replace(/["\\]/g, '\\$&');
  answerOwn(exchange, 401, { traffic, route, headers: ['WWW-Authenticate', `Basic realm="${realm}", charset="UTF-8"`] });
  return false;
};

export function isUser(users: ReadonlyMap<string, BasicUser>, authorization: string | undefined): boolean {
  const given = readCredentials(authorization);
  if (!given) return false;
  const user = users.get(given.name);
  const { salt, hash: expected } = user ?? nobody;
  const isRight = timingSafeEqual(sha256(salt + given.password), Buffer.from(expected, 'hex'));
  return isRight && user !== undefined;
}

const usersOf = perRoute(
  (route) =>
    new Map(
      (route.rules?.basicAuth?.users ?? []).filter(({ hash }) => /^[0-9a-f]{64}$/i.test(hash)).map((user) => [user.name, user]),
    ),
);

const nobody: BasicUser = { name: '', salt: '0'.repeat(32), hash: '0'.repeat(64) };

function readCredentials(authorization: string | undefined): { name: string; password: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_=-]{1,8192}) *$/i.exec(authorization ?? '')?.[1];
  const [, name, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return name === undefined || password === undefined ? undefined : { name, password };
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
