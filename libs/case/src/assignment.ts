/** Who works a case. */
import { isFact, type OpenCase } from './state';

export interface Assignment {
  readonly agentId: string | undefined;
  readonly team: string | undefined;
}

/** The collector and the team that the case was assigned to at an instant (epoch milliseconds), each as last said. */
export function assignmentAt({ facts }: OpenCase, at: number): Assignment {
  let agentId: string | undefined;
  let team: string | undefined;
  for (const fact of facts) {
    if (fact.at > at) break;
    if (!isFact(fact, 'CaseReassigned')) continue;
    agentId = fact.event.data.agentId ?? agentId;
    team = fact.event.data.team ?? team;
  }
  return { agentId, team };
}
