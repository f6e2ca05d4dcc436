// An environment's account at its authority: asked for by an operator, its key sealed in the records.
import { fail } from '../../proto/failure.ts';
import type { Ms } from '../decide/types.ts';
import { findAccount, forgetOrders, putAccount } from '../records/acme.ts';
import type { Records } from '../records/records.ts';
import { about } from '../records/sealed.ts';
import type { AcmeAccountRow } from '../records/tables.ts';
import type { Vault } from '../secrets.ts';
import { type Account, type Authority, type Binding, Problem } from './authority.ts';
import { Unreachable } from './http.ts';
import { newKey } from './jws.ts';

export interface AcmeOrder {
  environment: string;
  directory: string;
  email: string;
  challenge: string;
  dns: string;
  agreed: boolean;
  ca: string;
  /** Not kept. */
  binding: Binding | null;
  by: string;
}

export interface Accounts {
  records: Records;
  vault: Vault;
  now(): Ms;
}

/** Made at the authority before it is recorded. The same directory again keeps the account. @throws Failure refused */
export async function setAccount(
  { records, vault, now }: Accounts,
  authority: Authority,
  { agreed, by, binding, ...asked }: AcmeOrder,
): Promise<AcmeAccountRow> {
  const known = await findAccount(records.db, asked.environment);
  const kept =
    known?.directory === asked.directory && known.sealed !== null ? vault.openKey(about.account(known), known.sealed) : null;
  const key = kept ?? newKey();
  const { terms, url } = await registered(authority, key, { email: asked.email, agreed, binding }).catch(told);
  const sealed = vault.sealKey(about.account(asked), key);
  const row = { ...asked, sealed, url, terms: terms ?? '', set_at: now(), set_by: by };
  await records.write(async (tx) => {
    await putAccount(tx, row);
    await forgetOrders(tx, asked.environment);
  });
  return row;
}

/** One whose key is lost, or that the authority does not know any more, is made anew: an operator has agreed to its terms. */
export async function openAccount({ records, vault }: Accounts, authority: Authority, row: AcmeAccountRow): Promise<Account> {
  const kept = row.sealed === null ? null : vault.openKey(about.account(row), row.sealed);
  if (kept !== null && row.url !== '') return { url: row.url, key: kept };
  const key = kept ?? newKey();
  const url = await authority.register(key, row.email);
  await records.write((tx) => putAccount(tx, { ...row, sealed: vault.sealKey(about.account(row), key), url }));
  return { url, key };
}

async function registered(
  authority: Authority,
  key: string,
  { email, agreed, binding }: Pick<AcmeOrder, 'email' | 'agreed' | 'binding'>,
) {
  const { terms, needsBinding } = await authority.conditions();
  if (terms !== null && !agreed)
    throw fail('refused', `the authority has terms, and wants to hear that you agree with them: ${terms}`, {
      next: 'read them, then the same with --agree',
    });
  if (needsBinding && !binding)
    throw fail('refused', 'the authority only takes accounts of its customers: it wants to see what it gave you', {
      next: 'the same with --binding ID --binding-key FILE',
    });
  const url = await authority.register(key, email, binding);
  await authority.changeContact({ url, key }, email);
  return { terms, url };
}

function told(error: unknown): never {
  if (error instanceof Unreachable) throw fail('refused', `the authority cannot be used: ${error.message}; nothing was changed`);
  if (error instanceof Problem) throw fail('refused', `the authority refused: ${error.message}; nothing was changed`);
  throw error;
}
