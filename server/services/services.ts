// All that the server answers on its main listener: each call behind the table of fields, and those of operators behind their
// scopes and the audit too.
import { agentsService, controlService, identitiesService } from '../../proto/load.ts';
import { type Served, serve } from '../../proto/server.ts';
import { type AgentsParts, agentsHandlers } from './agents.ts';
import { checked } from './check-fields.ts';
import { type ControlParts, controlHandlers } from './control.ts';
import { type Guarding, guarded } from './guard.ts';
import { type IdentitiesParts, identitiesHandlers } from './identities.ts';

interface Parts {
  guarding: Guarding;
  control: ControlParts;
  agents: AgentsParts;
  identities: IdentitiesParts;
}

export function servicesOf({ guarding, control, agents, identities }: Parts): Served[] {
  const forOperators = guarded('Control', guarding, controlHandlers(control));
  const ofIdentities = guarded('Identities', guarding, identitiesHandlers(identities));
  return [
    serve(controlService, checked('operator', controlService, forOperators)),
    // A block of a log is looked at where it is stored.
    serve(agentsService, checked('host', agentsService, agentsHandlers(agents), 'shipLogs')),
    serve(identitiesService, checked('operator', identitiesService, ofIdentities)),
  ];
}
