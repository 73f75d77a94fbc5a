/** Every promise to pay, and what it has come to. */
import {
  accountAt,
  assignmentAt,
  dateOf,
  type EventType,
  isFact,
  lastRecords,
  localDay,
  type Money,
  type OpenCase,
  type Outcome,
  outcomeOf,
  type PromiseState,
  startOfDay,
  toInstant,
} from '@case';
import type { RowSet } from '../row-set';
import { promiseBook } from '../schema';
import { type CaseView, caseProjection, column, type Look } from './case-projection';

export interface PromiseBookRow {
  readonly caseId: string;
  readonly promiseId: string;
  readonly creditorId: string;
  /** The collector of the call in which it was made; null where it names no call on record. */
  readonly agentId: string | null;
  /** That the case was assigned to when it was made. */
  readonly team: string | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly amount: Money;
  /** What was paid for it in time. */
  readonly paid: Money;
  /** What is missing, later payments counted. */
  readonly shortfall: Money;
  readonly dueAt: string;
  /** `dueAt` and the pack's grace. */
  readonly deadline: string;
  readonly state: PromiseState;
  /** What is on record of its end; it may lag behind what follows from the facts. */
  readonly recorded: 'kept' | 'broken' | null;
  readonly endedAt: string | null;
}

/** When the case was looked at last, and what its zone makes of the row; epoch milliseconds. */
interface Memo {
  readonly at: number;
  readonly next: number | null;
  readonly madeDay: string;
  readonly deadlineDay: string;
}

const TYPES: ReadonlySet<EventType> = new Set([
  'CallAttempted',
  'PromiseMade',
  'PromiseBroken',
  'PromiseKept',
  'PromiseWithdrawn',
  'PolicyBound',
  'PartialPayment',
  'PaidInFull',
  'PaymentReversed',
  'CaseReassigned',
]);

const view: CaseView<PromiseBookRow, Memo> = {
  name: 'promise-book',
  version: 2,
  table: promiseBook,
  told: true,
  types: TYPES,
  columns: (_key, row, memo) => ({
    case_id: row.caseId,
    promise_id: row.promiseId,
    creditor_id: row.creditorId,
    agent_id: row.agentId,
    team: row.team,
    state: row.state,
    currency: row.amount.currency,
    amount: row.amount.minor,
    paid: row.paid.minor,
    made_day: memo?.madeDay,
    due_at: row.dueAt,
    deadline_day: memo?.deadlineDay,
    to_record: isMissed(row) && row.recorded !== 'broken' ? row.deadline : null,
    next_change_at: column(memo?.next ?? undefined),
  }),
  show: (look, rows) => {
    const { caseId, state, policyOf, at, cause } = look;
    const zone = state.opened.event.data.debtor.timeZone;
    // What is known to happen in a moment counts already: nobody would look again when it does.
    const records = lastRecords(state);
    for (const promise of accountAt(state, policyOf, Number.POSITIVE_INFINITY).promises) {
      const outcome = outcomeOf(promise, at, zone);
      const row = rowOf(look, outcome, records);
      rows.put(`${caseId}/${row.promiseId}`, row, cause, at, {
        at,
        next: nextChange(outcome, at, zone),
        madeDay: dateOf(localDay(promise.fact.at, zone)),
        deadlineDay: dateOf(localDay(promise.deadline, zone)),
      });
    }
  },
  looked: (caseId, rows) => {
    const memos = memosOf(caseId, rows);
    if (memos.length === 0) return undefined;
    const next = memos.map((memo) => memo.next).filter((one) => one !== null);
    return { at: Math.max(...memos.map(({ at }) => at)), next: next.length > 0 ? Math.min(...next) : undefined };
  },
};

export const promiseBooks = caseProjection(view);

const memosOf = (caseId: string, rows: RowSet<PromiseBookRow, Memo>): readonly Memo[] =>
  rows
    .ofCase(caseId)
    .map((key) => rows.memo(key))
    .filter((memo) => memo !== undefined);

/** Its own day, then its deadline. */
function nextChange({ promise, endedAt }: Outcome, at: number, zone: string): number | null {
  if (endedAt !== undefined) return null;
  const day = startOfDay(promise.dueAt, zone);
  return day > at ? day : promise.deadline;
}

const isMissed = ({ state }: PromiseBookRow): boolean => state === 'broken' || state === 'part-kept';

function rowOf(
  { caseId, state }: Look,
  { promise, state: outcome, endedAt }: Outcome,
  records: ReturnType<typeof lastRecords>,
): PromiseBookRow {
  const recorded = records.get(promise.fact.event.data.promiseId)?.event.type;
  const { creditorId, outstanding } = state.opened.event.data;
  const money = (minor: number): Money => ({ currency: outstanding.currency, minor });
  const { promiseId, madeBy, dueAt } = promise.fact.event.data;
  return {
    caseId,
    promiseId,
    creditorId,
    agentId: agentOf(state, promise.fact.event.data.callId) ?? null,
    team: assignmentAt(state, promise.fact.at).team ?? null,
    madeAt: promise.fact.event.occurredAt,
    madeBy,
    amount: money(promise.amount),
    paid: money(promise.paid),
    shortfall: money(promise.shortfall),
    dueAt,
    deadline: toInstant(promise.deadline),
    state: outcome,
    recorded: recorded === undefined ? null : recorded === 'PromiseKept' ? 'kept' : 'broken',
    endedAt: endedAt === undefined ? null : toInstant(endedAt),
  };
}

/** The collector of a call; undefined where no such call is on record. */
export function agentOf({ facts }: OpenCase, callId: string | undefined): string | undefined {
  if (callId === undefined) return undefined;
  const call = facts.find((fact) => isFact(fact, 'CallAttempted') && fact.event.data.callId === callId);
  return call && isFact(call, 'CallAttempted') ? call.event.data.agentId : undefined;
}
