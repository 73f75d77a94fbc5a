/** The daily statistics sheet: what each collector did on each day, and what came of it (A6). */
import {
  type Account,
  accountAt,
  assignmentAt,
  dateOf,
  type EventType,
  isFact,
  localDay,
  type Money,
  type OpenCase,
  type PaymentFact,
} from '@case';
import type { KnownCase } from '../projection';
import { collectorDay, collectorDayPart } from '../schema';
import { type CallCounted, type Counter, countCalls } from './call-counts';
import { agentOf } from './promise-book';
import { type Counts, type Part, type TotalsOptions, totals } from './totals';

/** What is counted, each by the collector and the debtor's local day. */
export const COUNTS = [
  /** Cases that any of this was done on. */
  'cases',
  /** Outbound calls to the debtor, or who answers for them. */
  'attempts',
  /** Those of them that were answered. */
  'connected',
  /** All outbound calls, to whomever. */
  'dialled',
  /** Calls in which somebody answered, in either direction. */
  'answered',
  /** Calls to anybody else. */
  'thirdPartyCalls',
  'inbound',
  /** Conversations with the debtor or who answers for them, in either direction. */
  'rightParty',
  /** Those of them in which something was promised. */
  'rightPartyWithPromise',
  'notes',
  'promises',
  /** Those of the promises made on this day that were kept since. */
  'promisesKept',
  'payments',
  'visits',
] as const;
type Count = (typeof COUNTS)[number];

export interface CollectorDayRow extends Readonly<Record<Count, number>> {
  readonly agentId: string;
  readonly day: string;
  readonly promised: readonly Money[];
  /** Payments for the collector's promises, else on the cases assigned to them. */
  readonly recovered: readonly Money[];
}

interface DayPart extends Part {
  readonly caseId: string;
  /** Null where nobody was assigned. */
  readonly agentId: string | null;
  readonly team: string | null;
  readonly day: string;
  readonly currency: string;
}

const TYPES: ReadonlySet<EventType> = new Set([
  'CaseOpened',
  'CallAttempted',
  'ContactPermissionChecked',
  'NoteTaken',
  'PromiseMade',
  'PromiseBroken',
  'PromiseWithdrawn',
  // It may give promises another grace, as of an earlier time.
  'PolicyBound',
  'PartialPayment',
  'PaidInFull',
  'PaymentReversed',
  'WaiverAuthorised',
  'BalanceAdjusted',
  'HoldPlaced',
  'HoldLifted',
  'ContactAdded',
  'ContactUpdated',
  'FieldVisitReported',
  'CaseReassigned',
  // A person may say that two calls are two.
  'MatchConfirmed',
  'MatchRejected',
]);

export const collectorDayTotals: TotalsOptions<DayPart, CollectorDayRow> = {
  name: 'collector-day',
  version: 5,
  types: TYPES,
  counted: 'cases',
  parts: {
    table: collectorDayPart,
    told: false,
    columns: (_key, part) => ({
      case_id: part.caseId,
      whole: part.whole,
      agent_id: part.agentId,
      team: part.team,
      day: part.day,
      currency: part.currency,
    }),
  },
  wholes: {
    table: collectorDay,
    told: true,
    columns: (_key, row) => ({ agent_id: row.agentId, day: row.day, attempts: row.attempts }),
  },
  partsOf,
  wholeOf: (key, counts) => {
    const [agentId = '', day = ''] = key.split('/');
    const named = Object.fromEntries(COUNTS.map((name) => [name, counts[name] ?? 0])) as Record<Count, number>;
    return { agentId, day, ...named, promised: amounts(counts, 'promised'), recovered: amounts(counts, 'recovered') };
  },
};

export const collectorDays = totals(collectorDayTotals);

/** What figures divide, and no row shows. */
type Counted =
  | CallCounted
  | Count
  /** Checks whether a contact is allowed, and those that said no. */
  | 'checks'
  | 'checksDenied'
  | `checksDenied.${string}`
  | `promised.${string}`
  | `recovered.${string}`
  /** Payments of so much, in minor units. */
  | `payment.${number}`
  /** By how much what is outstanding rose, from the opening on; minor units. */
  | 'balance';

/** No work on a case: to ask whether a call is allowed. */
const isUnshown = (name: Counted): boolean => name === 'checks' || name.startsWith('checksDenied');
/** Of the case itself, whoever had it. */
const OF_CASE: ReadonlySet<Counted> = new Set<Counted>(['balance', 'waited']);

type Counting = Counter<Counted>;

function partsOf(known: KnownCase): ReadonlyMap<string, DayPart> {
  const { caseId, state } = known;
  const { debtor, outstanding } = state.opened.event.data;
  const parts = new Map<string, DayPart & { readonly counts: Record<string, number> }>();
  const count: Counting = (agentId, at, name, by = 1) => {
    const day = dateOf(localDay(at, debtor.timeZone));
    const isShown = agentId !== undefined && !isUnshown(name);
    const key = OF_CASE.has(name) ? `${caseId}//${day}/case` : `${caseId}/${agentId ?? ''}/${day}${isShown ? '' : '/'}`;
    const part = parts.get(key) ?? {
      caseId,
      whole: isShown ? `${agentId}/${day}` : null,
      agentId: agentId ?? null,
      team: assignmentAt(state, at).team ?? null,
      day,
      currency: outstanding.currency,
      counts: { cases: 1 },
    };
    part.counts[name] = (part.counts[name] ?? 0) + by;
    parts.set(key, part);
  };
  countCalls(state, countChecks(state, count), count);
  countWork(state, count);
  countMoney(known, count);
  return parts;
}

/** Notes and visits, by whoever made them. */
function countWork(state: OpenCase, count: Counting): void {
  for (const fact of state.facts) {
    if (isFact(fact, 'NoteTaken')) count(fact.event.data.agentId, fact.at, 'notes');
    if (isFact(fact, 'FieldVisitReported')) for (const who of fact.event.data.visitors) count(who, fact.at, 'visits');
  }
}

/** Checks by whom the case was assigned to; answers what each of them said. */
function countChecks(state: OpenCase, count: Counting): ReadonlyMap<string, boolean> {
  const checks = new Map<string, boolean>();
  for (const fact of state.facts) {
    if (!isFact(fact, 'ContactPermissionChecked')) continue;
    const { checkId, allowed, rule } = fact.event.data;
    const { agentId } = assignmentAt(state, fact.at);
    checks.set(checkId, allowed);
    count(agentId, fact.at, 'checks');
    if (allowed) continue;
    count(agentId, fact.at, 'checksDenied');
    if (rule !== undefined) count(agentId, fact.at, `checksDenied.${rule}`);
  }
  return checks;
}

/** Promises by the collector of their call, payments by that of their promise, else by whom the case is assigned to. */
function countMoney({ state, policyOf }: KnownCase, count: Counting): void {
  const { currency } = state.opened.event.data.outstanding;
  const account = accountAt(state, policyOf, Number.POSITIVE_INFINITY);
  for (const promise of account.promises) {
    const agentId = agentOf(state, promise.fact.event.data.callId);
    count(agentId, promise.fact.at, 'promises');
    count(agentId, promise.fact.at, `promised.${currency}`, promise.amount);
    if (promise.completed) count(agentId, promise.fact.at, 'promisesKept');
  }
  for (const payment of account.payments) {
    const promise = account.promises.find(({ counted }) => counted.some((one) => one.payment === payment));
    const agentId = agentOf(state, promise?.fact.event.data.callId) ?? assignmentAt(state, payment.at).agentId;
    count(agentId, payment.at, 'payments');
    count(agentId, payment.at, `recovered.${currency}`, payment.event.data.amount.minor);
    count(agentId, payment.at, `payment.${payment.event.data.amount.minor}`);
  }
  countBalance(state, account, count);
}

/** What was outstanding on a day is what this comes to up to it, below nothing never. */
function countBalance({ opened, facts }: OpenCase, account: Account, count: Counting): void {
  const { credits, adjustments, reversals } = account;
  count(undefined, opened.at, 'balance', opened.event.data.outstanding.minor);
  // What was paid and taken back was paid in between.
  for (const { at, event } of reversals) {
    const paid = facts.find(
      (fact): fact is PaymentFact =>
        isFact(fact, 'PartialPayment', 'PaidInFull') && fact.event.data.paymentId === event.data.paymentId,
    );
    if (!paid) continue;
    count(undefined, paid.at, 'balance', -paid.event.data.amount.minor);
    count(undefined, at, 'balance', paid.event.data.amount.minor);
  }
  for (const { at, event } of credits) count(undefined, at, 'balance', -event.data.amount.minor);
  for (const { at, event } of adjustments) {
    const { direction, amount } = event.data;
    count(undefined, at, 'balance', direction === 'increase' ? amount.minor : -amount.minor);
  }
}

const amounts = (counts: Counts, name: string): readonly Money[] =>
  Object.entries(counts)
    .filter(([key]) => key.startsWith(`${name}.`))
    .map(([key, minor]) => ({ currency: key.slice(name.length + 1), minor }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
