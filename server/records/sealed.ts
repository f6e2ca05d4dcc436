// Keys of certificates, of accounts at authorities and of open orders, as far as they are sealed here, and what each is for.
import type { Db, Tx } from './records.ts';

/** With what the key of this is bound to: sealed for one thing, it is of no use for another. */
export const about = {
  certificate: ({ environment, name, digest }: { environment: string; name: string; digest: string }) =>
    `certificate:${environment}/${name}/${digest}`,
  account: ({ environment }: { environment: string }) => `acme-account:${environment}`,
  order: ({ environment, host }: { environment: string; host: string }) => `acme-order:${environment}/${host}`,
};

export interface SealedKey {
  about: string;
  sealed: string;
  /** null: it is lost. */
  reseal(tx: Tx, sealed: string | null): Promise<void>;
}

export async function listSealedKeys(db: Db): Promise<SealedKey[]> {
  const certificates = await db.selectFrom('certificates').select(['environment', 'name', 'digest', 'sealed']).execute();
  const accounts = await db.selectFrom('acme_accounts').select(['environment', 'sealed']).execute();
  const orders = await db.selectFrom('acme_orders').select(['environment', 'host', 'sealed']).execute();
  return [
    ...certificates.map((row) => ({ about: about.certificate(row), sealed: row.sealed, reseal: ofCertificate(row) })),
    ...accounts.map((row) => ({ about: about.account(row), sealed: row.sealed, reseal: ofAccount(row) })),
    ...orders.map((row) => ({ about: about.order(row), sealed: row.sealed, reseal: ofOrder(row) })),
  ].filter((one): one is SealedKey => one.sealed !== null);
}

function ofCertificate({ environment, name }: { environment: string; name: string }): SealedKey['reseal'] {
  return async (tx, sealed) => {
    await tx
      .updateTable('certificates')
      .set({ sealed })
      .where('environment', '=', environment)
      .where('name', '=', name)
      .execute();
  };
}

/** An account without its key is another one. */
function ofAccount({ environment }: { environment: string }): SealedKey['reseal'] {
  return async (tx, sealed) => {
    const lost = sealed === null ? { url: '' } : {};
    await tx
      .updateTable('acme_accounts')
      .set({ sealed, ...lost })
      .where('environment', '=', environment)
      .execute();
  };
}

function ofOrder({ environment, host }: { environment: string; host: string }): SealedKey['reseal'] {
  return async (tx, sealed) => {
    const lost = sealed === null ? { url: null } : {};
    await tx
      .updateTable('acme_orders')
      .set({ sealed, ...lost })
      .where('environment', '=', environment)
      .where('host', '=', host)
      .execute();
  };
}
