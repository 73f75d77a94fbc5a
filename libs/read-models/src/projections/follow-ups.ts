/** What is due on each case and by when, and in which order cases are worked. */
import { assignmentAt, type FollowUp, type Money, rankOf, situationOf } from '@case';
import { followUp } from '../schema';
import { type CaseView, caseProjection, type Look, lookedAtRow, rulesOf, standingOf } from './case-projection';

/** One case; what is due on it is told with the rules, as the case itself tells the events behind them. */
export interface FollowUpsRow {
  readonly caseId: string;
  readonly creditorId: string;
  readonly agentId: string | null;
  readonly team: string | null;
  /** From 1 on, in the order of work; cases of the same rank by what is overdue. */
  readonly rank: number;
  /** What gives it this rank; null for all other cases, which come last. */
  readonly rankedAs: string | null;
  readonly daysPastDue: number;
  readonly overdue: Money;
  readonly followUps: readonly (Omit<FollowUp, 'because' | 'excusedBy'> & {
    readonly rules: readonly string[];
    /** Rules by which missing it is no neglect. */
    readonly excusedBy: readonly string[];
  })[];
  readonly nextChangeAt: string | null;
}

/** When the row was worked out last; epoch milliseconds. */
interface Memo {
  readonly at: number;
}

const view: CaseView<FollowUpsRow, Memo> = {
  name: 'follow-ups',
  version: 2,
  table: followUp,
  told: true,
  columns: (_key, row) => ({
    case_id: row.caseId,
    creditor_id: row.creditorId,
    agent_id: row.agentId,
    team: row.team,
    rank: row.rank,
    currency: row.overdue.currency,
    overdue: row.overdue.minor,
    days_past_due: row.daysPastDue,
    due_from: least(row.followUps.map(({ from }) => from)),
    due_until: least(row.followUps.map(({ until }) => until)),
    next_change_at: row.nextChangeAt,
  }),
  show: (look, rows) => rows.put(look.caseId, rowOf(look), look.cause, look.at, { at: look.at }),
  looked: lookedAtRow,
};

export const followUps = caseProjection(view);

/** The earliest of RFC 3339 instants in UTC. */
const least = (instants: readonly string[]): string | null =>
  instants.reduce<string | null>((first, one) => (first === null || one < first ? one : first), null);

function rowOf({ caseId, state, policyOf, at }: Look): FollowUpsRow {
  const now = standingOf(state, policyOf, at);
  const situation = situationOf(state, policyOf, at);
  if (!situation) throw new Error('the case is not open at this instant');
  const { rank, rankedAs } = rankOf(situation);
  const { agentId, team } = assignmentAt(state, at);
  return {
    caseId,
    creditorId: state.opened.event.data.creditorId,
    agentId: agentId ?? null,
    team: team ?? null,
    rank,
    rankedAs: rankedAs ?? null,
    daysPastDue: now.daysPastDue,
    overdue: now.overdue,
    followUps: now.followUps.map(({ because, excusedBy = [], ...rest }) => ({
      ...rest,
      rules: rulesOf(because),
      excusedBy: rulesOf(excusedBy),
    })),
    nextChangeAt: now.nextChangeAt,
  };
}
