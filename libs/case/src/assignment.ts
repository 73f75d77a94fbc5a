/** Who works a case. */
import { isFact, type OpenCase } from './state';

export interface Assignment {
  readonly agentId: string | undefined;
  readonly team: string | undefined;
}

/** As {@link assignmentAt}; what had not been said by then, as it was first said afterwards. */
export function firstAssignment(state: OpenCase, at: number): Assignment {
  const { agentId, team } = assignmentAt(state, at);
  const later = state.facts.flatMap((fact) =>
    isFact(fact, 'CaseReassigned') && fact.at > at ? [fact.event.data] : [],
  );
  return {
    agentId: agentId ?? later.find((data) => data.agentId !== undefined)?.agentId,
    team: team ?? later.find((data) => data.team !== undefined)?.team,
  };
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
