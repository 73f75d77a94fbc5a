/** What the routes of a case answer, made from folded facts and recorded events. */
import {
  asOf,
  assignmentAt,
  type BoundPolicy,
  type CaseState,
  type Contact,
  contactsOf,
  isFact,
  type LedgerEvent,
  mapPersonal,
  type OpenCase,
  type PolicyOf,
  Refusal,
  type Standing,
  standing,
  withoutJoin,
} from '@case';
import type { OutgoingEvent } from '@event-store';

export interface EventAnswer {
  readonly stream: string;
  readonly revision: string;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly hash: string;
}

export interface CommandAnswer {
  readonly caseId: string;
  readonly revision: string;
  readonly position: string;
  readonly events: readonly EventAnswer[];
  readonly standing: Standing;
}

export interface CaseAnswer {
  readonly caseId: string;
  readonly revision: string;
  readonly position: string;
  readonly openedAt: string;
  readonly creditorId: string;
  readonly product: string;
  readonly debtor: unknown;
  readonly contacts: readonly unknown[];
  /** The rule books in force then, the strongest first. */
  readonly policies: readonly BoundPolicy[];
  readonly agentId: string | null;
  readonly team: string | null;
  readonly standing: Standing;
}

/** Throws `time-in-future`, naming the field, where an instant (epoch milliseconds) has not come yet. */
export function mustHaveCome(field: string, at: number | undefined, now: number): void {
  if (at !== undefined && at > now) throw new Refusal('time-in-future', `${field} lies in the future`, field);
}

export const toEventAnswer = (
  stream: string,
  { revision, id, type, event, metadata, hash }: EventForm,
): EventAnswer => ({
  stream,
  revision: String(revision),
  id,
  type,
  data: shown(event),
  metadata,
  hash,
});

/** An event about to be stored or read back. */
export type EventForm = Pick<OutgoingEvent, 'revision' | 'id' | 'type' | 'event' | 'metadata' | 'hash'>;

/** Its data as it is answered: what cannot be read is said to be so, and no more. */
const shown = ({ type, data }: LedgerEvent): unknown =>
  mapPersonal(type, data, (value) => (typeof value === 'string' ? withoutJoin(value) : value));

export const notFound = (): Refusal => new Refusal('case-not-found', 'there is no such case', 'caseId');

export const mustBeOpen = (state: CaseState): OpenCase => {
  if (state.status === 'unopened') throw notFound();
  return state;
};

/** The standing at an instant (epoch milliseconds); throws `case-not-found` for a time before the case was opened. */
export function standingAt(state: OpenCase, policyOf: PolicyOf, at: number): Standing {
  const result = standing(state, policyOf, at);
  if (!result) throw new Refusal('case-not-found', 'the case was not open yet', 'caseId');
  return result;
}

/** Now; for a case whose opening was reported a little ahead of our clock, its opening. */
export const nowFor = (state: OpenCase, now: number): number => Math.max(now, state.opened.at);

export function caseAnswer(state: OpenCase, position: bigint, policyOf: PolicyOf, at: number): CaseAnswer {
  const { caseId, creditorId, product, debtor } = state.opened.event.data;
  const then = mustBeOpen(asOf(state, at));
  const { agentId, team } = assignmentAt(state, at);
  return {
    caseId,
    revision: String(state.revision),
    position: String(position),
    openedAt: state.opened.event.occurredAt,
    creditorId,
    product,
    debtor: { ...debtor, name: withoutJoin(debtor.name) },
    contacts: contactsOf(then).map(shownContact),
    policies: policiesOf(then),
    agentId: agentId ?? null,
    team: team ?? null,
    standing: standingAt(state, policyOf, at),
  };
}

const shownContact = ({ number, name, ...contact }: Contact): Contact => ({
  ...contact,
  ...(name !== undefined && { name: withoutJoin(name) }),
  number: withoutJoin(number),
});

/** Those bound last, of the facts given. */
function policiesOf({ opened, facts }: OpenCase): readonly BoundPolicy[] {
  const bound = facts.findLast((fact) => isFact(fact, 'PolicyBound'));
  return (bound && isFact(bound, 'PolicyBound') ? bound : opened).event.data.policies;
}

/** When the first of its facts happened, which may be before it was opened; epoch milliseconds. */
export const beginOf = ({ facts, opened }: OpenCase): number => Math.min(facts[0]?.at ?? opened.at, opened.at);
