// Work that is done on the records to see what would come of it, and then undone.
import type { Records, Tx } from './records.ts';

/** Nothing of it stays. @throws what the work throws */
export async function rehearse<T>({ db }: Pick<Records, 'db'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const over = new Error('the rehearsal is over');
  let result: { value: T } | undefined;
  try {
    await db.transaction().execute(async (tx) => {
      result = { value: await work(tx) };
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
  return (result as { value: T }).value;
}
