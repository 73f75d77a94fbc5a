/** How much of what fell due on a day was recovered, and how soon: the targets are 60 % by day 7 and 80 % by day 15. */
import { accountAt, beginOfDay, type DueRecovery, dateOf, type EventType, firstAssignment, recoveries } from '@case';
import type { KnownCase } from '../projection';
import { recoveryCohort, recoveryCohortPart } from '../schema';
import { type Counts, type Part, type TotalsOptions, totals } from './totals';

/** The last day past due that the curve shows; what is paid later is not in it. */
export const LAST_DAY = 30;

export interface RecoveryCohortRow {
  readonly creditorId: string;
  readonly currency: string;
  /** In the debtors' zones. */
  readonly dueDate: string;
  /** Amounts that fell due, and their sum in minor units. */
  readonly dues: number;
  readonly due: number;
  /** Minor units recovered by the end of day 0, 1 … 30 after the due date; payments ahead of it count as day 0. */
  readonly recovered: readonly number[];
  /** How many of the amounts were paid in full by then. */
  readonly cleared: readonly number[];
}

interface CohortPart extends Part {
  readonly caseId: string;
  readonly agentId: string | null;
  readonly team: string | null;
  readonly dueDate: string;
}

const TYPES: ReadonlySet<EventType> = new Set([
  'CaseOpened',
  'InstalmentFellDue',
  'PartialPayment',
  'PaidInFull',
  'PaymentReversed',
  'WaiverAuthorised',
  'BalanceAdjusted',
  'CaseReassigned',
]);

export const recoveryCohortTotals: TotalsOptions<CohortPart, RecoveryCohortRow> = {
  name: 'recovery-cohorts',
  version: 2,
  types: TYPES,
  counted: 'dues',
  parts: {
    table: recoveryCohortPart,
    told: false,
    columns: (_key, part) => ({
      case_id: part.caseId,
      whole: part.whole,
      agent_id: part.agentId,
      team: part.team,
      due_date: part.dueDate,
    }),
  },
  wholes: {
    table: recoveryCohort,
    told: true,
    columns: (_key, row) => ({
      creditor_id: row.creditorId,
      currency: row.currency,
      due_date: row.dueDate,
      due: row.due,
    }),
  },
  partsOf,
  wholeOf: (key, counts) => {
    const [creditorId = '', currency = '', dueDate = ''] = key.split('/');
    return {
      creditorId,
      currency,
      dueDate,
      dues: counts.dues ?? 0,
      due: counts.due ?? 0,
      recovered: curve(counts, 'recovered'),
      cleared: curve(counts, 'cleared'),
    };
  },
};

export const recoveryCohorts = totals(recoveryCohortTotals);

function partsOf({ caseId, state, policyOf }: KnownCase): ReadonlyMap<string, CohortPart> {
  const { creditorId, outstanding, debtor } = state.opened.event.data;
  const account = accountAt(state, policyOf, Number.POSITIVE_INFINITY);
  const parts = new Map<string, CohortPart>();
  for (const recovery of recoveries(account, debtor.timeZone)) {
    const { due } = recovery;
    if (due.amount === 0) continue;
    const dueDate = dateOf(due.day);
    // Cases are opened first and assigned afterwards: who had it when the day was over, or got it then.
    const { agentId, team } = firstAssignment(state, beginOfDay(due.day + 1, debtor.timeZone) - 1);
    const id = due.fact.event.type === 'InstalmentFellDue' ? due.fact.event.data.dueId : '';
    parts.set(`${caseId}/${id}`, {
      caseId,
      whole: `${creditorId}/${outstanding.currency}/${dueDate}`,
      agentId: agentId ?? null,
      team: team ?? null,
      dueDate,
      counts: countsOf(recovery),
    });
  }
  return parts;
}

function countsOf({ due, recovered }: DueRecovery): Counts {
  const counts: Record<string, number> = { dues: 1, due: due.amount };
  let open = due.amount;
  for (const { day, minor } of recovered) {
    open -= minor;
    if (day > LAST_DAY) continue;
    counts[`recovered.${day}`] = (counts[`recovered.${day}`] ?? 0) + minor;
    if (open === 0) counts[`cleared.${day}`] = 1;
  }
  return counts;
}

/** The sums up to each day. */
function curve(counts: Counts, name: string): readonly number[] {
  let sum = 0;
  return Array.from({ length: LAST_DAY + 1 }, (_, day) => {
    sum += counts[`${name}.${day}`] ?? 0;
    return sum;
  });
}
