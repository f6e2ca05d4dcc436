// Secrets for a host: those that its assignment names, and no others.
import { fail } from '../proto/failure.ts';
import type { AssignmentInput } from '../proto/generated/castellan/v1/Assignment.ts';
import type { FetchSecretsRequest } from '../proto/generated/castellan/v1/FetchSecretsRequest.ts';
import { assignmentFor } from './assignment.ts';
import type { Records } from './records/records.ts';
import { findSecret } from './records/secrets.ts';
import type { Vault } from './secrets.ts';

/** @throws Failure forbidden when one of them is not for this host; not-found, internal when one cannot be had */
export async function deliverSecrets(
  { records, vault }: { records: Records; vault: Vault },
  host: string,
  { app, environment, secrets }: FetchSecretsRequest,
): Promise<Record<string, string>> {
  const named = secretsNamed(await assignmentFor(records.db, host, records.epoch));
  const values: Record<string, string> = {};
  for (const [name, version] of Object.entries(secrets)) {
    if (!named.has(`${app}/${environment}/${name}/${version}`))
      throw fail(
        'forbidden',
        `nothing that is assigned to this host needs version ${version} of the secret ${name.slice(0, 128)}`,
      );
    const row = await findSecret(records.db, { app, environment }, name, version);
    if (!row) throw fail('not-found', `there is no version ${version} of the secret ${name}`);
    values[name] = vault.open(row);
  }
  return values;
}

/** `APP/ENVIRONMENT/NAME/VERSION` of all that runs, is to be ready, is being prepared or is run once on the host. */
function secretsNamed({ slots = [], prospects = [], tasks = [] }: AssignmentInput): Set<string> {
  const processes = [...slots, ...prospects].flatMap(({ app, environment, processJson, warm }) =>
    [processJson, warm?.processJson].map((json) => ({ app, environment, process: parsed(json) })),
  );
  const once = tasks.map(({ app, environment, taskJson }) => ({ app, environment, process: parsed(taskJson) }));
  return new Set(
    [...processes, ...once].flatMap(({ app, environment, process }) =>
      Object.entries(process.secrets ?? {}).map(([name, version]) => `${app}/${environment}/${name}/${version}`),
    ),
  );
}

interface Named {
  secrets?: Record<string, number>;
}

function parsed(json: string | undefined): Named {
  return json ? JSON.parse(json) : {};
}
