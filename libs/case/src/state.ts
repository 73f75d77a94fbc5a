/** What the ledger knows of one case: its facts, in the order in which they happened. */
import type { CaseEvent, LedgerEvent } from './events';

/** Where and under which command an event was recorded. */
export interface Recorded {
  readonly revision: number;
  /** Epoch milliseconds, UTC. */
  readonly recordedAt: number;
  readonly commandId: string;
  readonly payloadHash: string;
}

/** One recorded event of the case, with its times as epoch milliseconds. */
export interface Fact<E extends CaseEvent = CaseEvent> extends Recorded {
  readonly at: number;
  readonly event: E;
  /** {@link naturalKey} of the event, kept because every command looks for its own. */
  readonly key: string | undefined;
  /** Of a call that several systems told of: what each of them recorded, first the one that stands for it. */
  readonly toldBy?: readonly Fact<E>[];
}

export type FactOf<T extends CaseEvent['type']> = Fact<Extract<CaseEvent, { type: T }>>;

interface Facts {
  /** By when they happened, then by revision; without CaseOpened. */
  readonly facts: readonly Fact[];
  /** Revision of the newest event folded, -1 before the first. */
  readonly revision: number;
}

export interface UnopenedCase extends Facts {
  readonly status: 'unopened';
}

export interface OpenCase extends Facts {
  readonly status: 'open';
  readonly opened: FactOf<'CaseOpened'>;
}

export type CaseState = UnopenedCase | OpenCase;

export const initialState: CaseState = { status: 'unopened', facts: [], revision: -1 };

/** Is this fact of that event type, or of the other? Narrows the event with it. */
export const isFact = <T extends CaseEvent['type'], U extends CaseEvent['type'] = T>(
  fact: Fact,
  type: T,
  or?: U,
): fact is FactOf<T | U> => fact.event.type === type || fact.event.type === or;

/** A fact made of a decoded event. */
export const toFact = (event: CaseEvent, recorded: Recorded): Fact => ({
  ...recorded,
  at: Date.parse(event.occurredAt),
  event,
  key: naturalKey(event),
});

/** Adds recorded facts to what is known. It gathers and never judges, so it cannot fail. */
export function evolve(state: CaseState, recorded: readonly Fact[]): CaseState {
  if (recorded.length === 0) return state;
  let opened = state.status === 'open' ? state.opened : undefined;
  let revision = state.revision;
  const others: Fact[] = [];
  for (const fact of recorded) {
    revision = Math.max(revision, fact.revision);
    if (isFact(fact, 'CaseOpened')) opened ??= fact;
    else others.push(fact);
  }
  const facts = inOrder(state.facts, others);
  return opened ? { status: 'open', opened, facts, revision } : { status: 'unopened', facts, revision };
}

/** Facts of one moment happened in the order in which they were recorded. */
export const happenedBefore = (a: Fact, b: Fact): boolean => a.at < b.at || (a.at === b.at && a.revision < b.revision);

/** A new list, as they happened; what comes in order, as nearly all does, is only put behind the rest. */
function inOrder(known: readonly Fact[], fresh: readonly Fact[]): readonly Fact[] {
  const isNext = fresh.every((fact, i) => {
    const before = i === 0 ? known.at(-1) : fresh[i - 1];
    return !before || happenedBefore(before, fact);
  });
  if (isNext) return known.concat(fresh);
  const facts = known.slice();
  for (const fact of fresh) facts.splice(placeOf(facts, fact), 0, fact);
  return facts;
}

/** Where it belongs among facts that are in order. */
function placeOf(facts: readonly Fact[], fact: Fact): number {
  let low = 0;
  let high = facts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = facts[middle];
    if (other && happenedBefore(other, fact)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The case as the facts that pass the test would have made it, for questions about other times. */
export const onlyFacts = (state: CaseState, test: (fact: Fact) => boolean): CaseState =>
  evolve(initialState, allFacts(state).filter(test));

/** Facts, given as they happened, that had happened by an instant (epoch milliseconds). */
export function happenedBy(facts: readonly Fact[], at: number): readonly Fact[] {
  let count = facts.length;
  while ((facts[count - 1]?.at ?? at) > at) count -= 1;
  return count === facts.length ? facts : facts.slice(0, count);
}

/** All facts of the case, CaseOpened first, the others as they happened. */
export const allFacts = (state: CaseState): readonly Fact[] =>
  state.status === 'open' ? [state.opened, ...state.facts] : state.facts;

/**
 * The id by which callers name a fact, in one name space per command; undefined for what has none of its own (changes
 * of a contact, and what the ledger concludes by itself).
 */
export function naturalKey(event: LedgerEvent): string | undefined {
  switch (event.type) {
    case 'CaseOpened':
      return `open-case:${event.data.caseId}`;
    case 'InstalmentFellDue':
      return `record-instalment-due:${event.data.dueId}`;
    case 'CallAttempted':
      return `record-call-attempt:${event.data.callId}`;
    case 'NoteTaken':
      return `take-note:${event.data.noteId}`;
    case 'PromiseMade':
      return `record-promise:${event.data.promiseId}`;
    case 'PromiseBroken':
      return event.data.cause === 'reported' ? `report-promise-broken:${event.data.promiseId}` : undefined;
    case 'PartialPayment':
    case 'PaidInFull':
      return `record-payment:${event.data.paymentId}`;
    case 'PaymentReversed':
      return `reverse-payment:${event.data.paymentId}`;
    case 'EscalatedToField':
      return `escalate-to-field:${event.data.escalationId}`;
    case 'FieldVisitReported':
      return `report-field-visit:${event.data.visitId}`;
    case 'CaseReassigned':
      return `reassign-case:${event.data.assignmentId}`;
    case 'RecordingRegistered':
      return `register-recording:${event.data.recordingId}`;
    case 'RecordingChecked':
      return `check-recording:${event.data.checkId}`;
    case 'RecordingPurged':
    case 'RecordingLost':
      return `remove-recording:${event.data.removalId}`;
    case 'NoteCorrected':
      return `correct-note:${event.data.correctionId}`;
    case 'PromiseWithdrawn':
      return `withdraw-promise:${event.data.promiseId}`;
    case 'BalanceAdjusted':
      return `adjust-balance:${event.data.adjustmentId}`;
    case 'WaiverAuthorised':
      return `authorise-waiver:${event.data.waiverId}`;
    case 'DemandSent':
      return `record-demand:${event.data.demandId}`;
    case 'HoldPlaced':
      return `place-hold:${event.data.holdId}`;
    case 'HoldLifted':
      return `lift-hold:${event.data.holdId}`;
    case 'ContactPermissionChecked':
      return `check-contact:${event.data.checkId}`;
    case 'LegalActionStarted':
      return `start-legal-action:${event.data.actionId}`;
    case 'PolicyBound':
      return `bind-policy:${event.data.bindingId}`;
    case 'CaseClosed':
      return `close-case:${event.data.closureId}`;
    case 'CaseReopened':
      return `reopen-case:${event.data.reopeningId}`;
    case 'MatchConfirmed':
    case 'MatchRejected':
      return `decide-match:${event.data.decisionId}`;
    case 'FindingAcknowledged':
      return `acknowledge-finding:${event.data.actionId}`;
    case 'FindingResolved':
      return `resolve-finding:${event.data.actionId}`;
    case 'FindingWaived':
      return `waive-finding:${event.data.actionId}`;
    case 'PromiseKept':
    case 'ContactAdded':
    case 'ContactUpdated':
    case 'PersonBlocked':
    case 'BlockLifted':
    case 'PersonErased':
    case 'LegalHoldPlaced':
    case 'LegalHoldLifted':
    case 'CasePurged':
      return undefined;
    default:
      return unreachable(event);
  }
}

function unreachable(event: never): never {
  throw new Error(`no such event: ${JSON.stringify(event)}`);
}
