/** The daily statistics sheet: what each collector did on each day, and what came of it (A6). */
import {
  accountAt,
  assignmentAt,
  type Contact,
  dateOf,
  type EventData,
  type EventType,
  type FactOf,
  isFact,
  localDay,
  type Money,
  type OpenCase,
  type Relation,
} from '@case';
import type { KnownCase } from '../projection';
import { collectorDay, collectorDayPart } from '../schema';
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
  'ContactAdded',
  'ContactUpdated',
  'FieldVisitReported',
  'CaseReassigned',
]);

export const collectorDayTotals: TotalsOptions<DayPart, CollectorDayRow> = {
  name: 'collector-day',
  version: 2,
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

/** Who a call may speak to about the debt: the debtor, and who answers for them. */
const RIGHT_PARTY: ReadonlySet<Relation> = new Set(['self', 'guarantor', 'representative']);

/** What figures divide, and no row shows. */
type Counted =
  | Count
  | `dialled.${Contact['numberKind']}`
  | `promised.${string}`
  | `recovered.${string}`
  /** Conversations that outbound calls to the debtor, or who answers for them, led to. */
  | 'attemptsToRightParty'
  /** Checks whether a contact is allowed, those that said no, calls made on the word of one, and in spite of one. */
  | 'checks'
  | 'checksDenied'
  | 'callsChecked'
  | 'callsDenied';

/** To ask whether a call is allowed is no work on a case. */
const UNSHOWN: ReadonlySet<Counted> = new Set<Counted>(['checks', 'checksDenied']);

/** What a call needs to know of whom it was made to. */
type Called = Pick<Contact, 'relation' | 'numberKind'>;
type Counter = (agentId: string | undefined, at: number, name: Counted, by?: number) => void;

function partsOf(known: KnownCase): ReadonlyMap<string, DayPart> {
  const { caseId, state } = known;
  const { debtor, outstanding } = state.opened.event.data;
  const parts = new Map<string, DayPart & { readonly counts: Record<string, number> }>();
  const count: Counter = (agentId, at, name, by = 1) => {
    const day = dateOf(localDay(at, debtor.timeZone));
    const isShown = agentId !== undefined && !UNSHOWN.has(name);
    const key = `${caseId}/${agentId ?? ''}/${day}${isShown ? '' : '/'}`;
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
  countWork(state, count);
  countMoney(known, count);
  return parts;
}

/** Calls, notes and visits, by whoever made them. */
function countWork(state: OpenCase, count: Counter): void {
  const { contacts } = state.opened.event.data;
  const called = new Map<string, Called>(contacts.map((contact) => [contact.contactId, contact]));
  const known: KnownOfCalls = {
    promised: new Set(state.facts.map((fact) => (isFact(fact, 'PromiseMade') ? fact.event.data.callId : undefined))),
    checks: countChecks(state, count),
  };
  for (const fact of state.facts) {
    if (isFact(fact, 'ContactAdded', 'ContactUpdated')) {
      const { contactId } = fact.event.data;
      called.set(contactId, { ...(called.get(contactId) ?? UNKNOWN), ...fact.event.data });
    }
    if (isFact(fact, 'CallAttempted')) countCall(fact, called.get(fact.event.data.contactId) ?? UNKNOWN, known, count);
    if (isFact(fact, 'NoteTaken')) count(fact.event.data.agentId, fact.at, 'notes');
    if (isFact(fact, 'FieldVisitReported')) for (const who of fact.event.data.visitors) count(who, fact.at, 'visits');
  }
}

/** Checks by whom the case was assigned to; answers what each of them said. */
function countChecks(state: OpenCase, count: Counter): KnownOfCalls['checks'] {
  const checks = new Map<string, boolean>();
  for (const fact of state.facts) {
    if (!isFact(fact, 'ContactPermissionChecked')) continue;
    const { checkId, allowed } = fact.event.data;
    const { agentId } = assignmentAt(state, fact.at);
    checks.set(checkId, allowed);
    count(agentId, fact.at, 'checks');
    if (!allowed) count(agentId, fact.at, 'checksDenied');
  }
  return checks;
}

/** Promises by the collector of their call, payments by that of their promise, else by whom the case is assigned to. */
function countMoney({ state, policyOf }: KnownCase, count: Counter): void {
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
  }
}

const UNKNOWN: Called = { relation: 'other', numberKind: 'other' };

/** What is known of the calls of a case from other facts. */
interface KnownOfCalls {
  /** Calls in which something was promised. */
  readonly promised: ReadonlySet<string | undefined>;
  /** Whether each contact check allowed it. */
  readonly checks: ReadonlyMap<string, boolean>;
}

function countCall(
  { at, event: { data } }: FactOf<'CallAttempted'>,
  { relation, numberKind }: Called,
  { promised, checks }: KnownOfCalls,
  count: Counter,
): void {
  const { agentId, direction } = data;
  const toParty = RIGHT_PARTY.has(relation);
  const answered = data.result === 'answered';
  if (answered) count(agentId, at, 'answered');
  if (direction === 'inbound') count(agentId, at, 'inbound');
  else {
    count(agentId, at, toParty ? 'attempts' : 'thirdPartyCalls');
    count(agentId, at, 'dialled');
    count(agentId, at, `dialled.${numberKind}`);
    if (toParty && answered) count(agentId, at, 'connected');
    countOnWord(agentId, at, checks.get(data.contactCheckId ?? ''), count);
  }
  if (!isConversation(data) || !RIGHT_PARTY.has(data.answeredBy?.relation ?? relation)) return;
  count(agentId, at, 'rightParty');
  if (direction === 'outbound' && toParty) count(agentId, at, 'attemptsToRightParty');
  if (promised.has(data.callId)) count(agentId, at, 'rightPartyWithPromise');
}

/** A call on the word of a contact check, which may have said no. */
function countOnWord(agentId: string, at: number, allowed: boolean | undefined, count: Counter): void {
  if (allowed === undefined) return;
  count(agentId, at, 'callsChecked');
  if (!allowed) count(agentId, at, 'callsDenied');
}

const isConversation = ({ result, response }: EventData<'CallAttempted'>): boolean =>
  result === 'answered' && (response === undefined || response === 'talked');

const amounts = (counts: Counts, name: string): readonly Money[] =>
  Object.entries(counts)
    .filter(([key]) => key.startsWith(`${name}.`))
    .map(([key, minor]) => ({ currency: key.slice(name.length + 1), minor }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
