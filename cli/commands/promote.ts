// ctl promote: a version from one environment to the next.
import { type Call, Usage } from '../command.ts';
import { isVersionPromotion, promoteVersion } from '../promote-version.ts';

export async function run(call: Call): Promise<number> {
  if (isVersionPromotion(call)) return promoteVersion(call);
  throw new Usage('say from where and to where', 'ctl promote APP --from staging --to production');
}
