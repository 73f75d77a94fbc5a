/** What the calls of a case count for, each by its collector. */
import {
  type Contact,
  type EventData,
  type Fact,
  type FactOf,
  isFact,
  isRightParty,
  type OpenCase,
  oncePerCall,
} from '@case';

const SECOND_MS = 1_000;

/** What a call counts for. */
export type CallCount =
  /** Outbound, to the debtor or who answers for them, by the kind of number as well; those of them that were answered; those that were a conversation. */
  | 'attempts'
  | `attempts.${Contact['numberKind']}`
  | 'connected'
  | 'attemptsToRightParty'
  /** Outbound, to whomever; to anybody else. */
  | 'dialled'
  | 'thirdPartyCalls'
  | 'inbound'
  /**
   * In either direction: answered; of these, those that were to or with the debtor or who answers for them; a conversation with
   * them; with a promise in it.
   */
  | 'answered'
  | 'answeredForParty'
  | 'rightParty'
  | 'rightPartyWithPromise';

export type CallCounted =
  | CallCount
  /** Of calls on a case while a hold was on the whole of it. */
  | `held.${CallCount}`
  /** Calls made on the word of a contact check, and in spite of one. */
  | 'callsChecked'
  | 'callsDenied'
  /** Seconds from the opening to the first attempt, by nobody, on the day of the opening. */
  | 'waited';

export type Counter<Name extends string> = (agentId: string | undefined, at: number, name: Name, by?: number) => void;
type Count = Counter<CallCounted>;

/** What a call needs to know of whom it was made to. */
type Called = Pick<Contact, 'relation' | 'numberKind'>;
const UNKNOWN: Called = { relation: 'other', numberKind: 'other' };

/** What a case is like at a call, as far as calls are counted by it. */
interface Course {
  readonly called: Map<string, Called>;
  /** Those on the whole case. */
  readonly holds: Set<string>;
}

/** Counts the calls of a case; `checks` says what each of its contact checks came to. */
export function countCalls(state: OpenCase, checks: ReadonlyMap<string, boolean>, count: Count): void {
  const { contacts } = state.opened.event.data;
  const course: Course = {
    called: new Map(contacts.map((contact) => [contact.contactId, contact])),
    holds: new Set(),
  };
  const facts = oncePerCall(state.facts);
  const promised = new Set(facts.map((fact) => (isFact(fact, 'PromiseMade') ? fact.event.data.callId : undefined)));
  let waited: number | undefined;
  for (const fact of facts) {
    learn(fact, course);
    if (!isFact(fact, 'CallAttempted')) continue;
    const to = course.called.get(fact.event.data.contactId) ?? UNKNOWN;
    const isHeld = course.holds.size > 0;
    countCall(fact, to, { promised, checks, isHeld }, count);
    if (isAttempt(fact, to) && !isHeld) waited ??= Math.max(0, fact.at - state.opened.at) / SECOND_MS;
  }
  if (waited !== undefined) count(undefined, state.opened.at, 'waited', waited);
}

function learn(fact: Fact, { called, holds }: Course): void {
  if (isFact(fact, 'ContactAdded', 'ContactUpdated')) {
    const { contactId } = fact.event.data;
    called.set(contactId, { ...(called.get(contactId) ?? UNKNOWN), ...fact.event.data });
  }
  if (isFact(fact, 'HoldPlaced') && fact.event.data.contactId === undefined) holds.add(fact.event.data.holdId);
  if (isFact(fact, 'HoldLifted')) holds.delete(fact.event.data.holdId);
}

/** What is known of a call from other facts. */
interface KnownOfCall {
  /** Calls in which something was promised. */
  readonly promised: ReadonlySet<string | undefined>;
  /** Whether each contact check allowed it. */
  readonly checks: ReadonlyMap<string, boolean>;
  /** Whether a hold was on the whole case. */
  readonly isHeld: boolean;
}

function countCall(
  { at, event: { data } }: FactOf<'CallAttempted'>,
  { relation, numberKind }: Called,
  { promised, checks, isHeld }: KnownOfCall,
  count: Count,
): void {
  const { agentId, direction } = data;
  const tell = (name: CallCount) => {
    count(agentId, at, name);
    if (isHeld) count(agentId, at, `held.${name}`);
  };
  const toParty = isRightParty(relation);
  const withParty = isRightParty(data.answeredBy?.relation ?? relation);
  if (data.result === 'answered') {
    tell('answered');
    if (toParty || withParty) tell('answeredForParty');
  }
  if (direction === 'inbound') tell('inbound');
  else {
    countOutbound(toParty, numberKind, data.result === 'answered', tell);
    countOnWord(agentId, at, checks.get(data.contactCheckId ?? ''), count);
  }
  if (!isConversation(data) || !withParty) return;
  tell('rightParty');
  if (direction === 'outbound' && toParty) tell('attemptsToRightParty');
  if (promised.has(data.callId)) tell('rightPartyWithPromise');
}

function countOutbound(
  toParty: boolean,
  numberKind: Contact['numberKind'],
  answered: boolean,
  tell: (name: CallCount) => void,
): void {
  tell('dialled');
  tell(toParty ? 'attempts' : 'thirdPartyCalls');
  if (toParty) tell(`attempts.${numberKind}`);
  if (toParty && answered) tell('connected');
}

/** A call on the word of a contact check, which may have said no. */
function countOnWord(agentId: string, at: number, allowed: boolean | undefined, count: Count): void {
  if (allowed === undefined) return;
  count(agentId, at, 'callsChecked');
  if (!allowed) count(agentId, at, 'callsDenied');
}

const isAttempt = ({ event: { data } }: FactOf<'CallAttempted'>, { relation }: Called): boolean =>
  data.direction === 'outbound' && isRightParty(relation);

const isConversation = ({ result, response }: EventData<'CallAttempted'>): boolean =>
  result === 'answered' && (response === undefined || response === 'talked');
