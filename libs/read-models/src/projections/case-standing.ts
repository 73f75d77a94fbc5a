/** Where every case stands: stage, tone, promise and amounts. */
import { assignmentAt, type Money, type Standing } from '@case';
import { caseStanding } from '../schema';
import { type CaseView, caseProjection, type Look, lookedAtRow, rulesOf, standingOf } from './case-projection';

/** The rules are named; the events behind them are told by `GET /v1/cases/{caseId}`, which is the same code. */
export interface CaseStandingRow {
  readonly caseId: string;
  /** Of the newest event taken in. */
  readonly revision: string;
  readonly creditorId: string;
  readonly product: string;
  readonly pack: string;
  readonly openedAt: string;
  readonly agentId: string | null;
  readonly team: string | null;
  readonly stage: { readonly name: string; readonly rules: readonly string[] };
  readonly bucket: string;
  readonly daysPastDue: number;
  readonly tone: {
    readonly level: number;
    readonly name: string;
    readonly ceiling: number;
    readonly rules: readonly string[];
  };
  readonly holds: readonly string[];
  readonly promise: Omit<Standing['promise'], 'because'>;
  readonly reachability: string;
  readonly riskGrade: string | null;
  readonly fieldEligible: boolean;
  readonly overdue: Money;
  readonly outstanding: Money;
  readonly nextChangeAt: string | null;
}

/** When the row was worked out last; epoch milliseconds. */
interface Memo {
  readonly at: number;
}

const view: CaseView<CaseStandingRow, Memo> = {
  name: 'case-standing',
  version: 3,
  table: caseStanding,
  told: true,
  columns: (_key, row) => ({
    case_id: row.caseId,
    creditor_id: row.creditorId,
    product: row.product,
    agent_id: row.agentId,
    team: row.team,
    stage: row.stage.name,
    bucket: row.bucket,
    days_past_due: row.daysPastDue,
    tone: row.tone.level,
    holds: row.holds.length === 0 ? null : ` ${row.holds.join(' ')} `,
    reachability: row.reachability,
    promise: row.promise.state,
    promise_due_at: row.promise.dueAt ?? null,
    field_eligible: row.fieldEligible,
    currency: row.overdue.currency,
    overdue: row.overdue.minor,
    outstanding: row.outstanding.minor,
    opened_at: row.openedAt,
    next_change_at: row.nextChangeAt,
  }),
  show: (look, rows) => rows.put(look.caseId, rowOf(look), look.cause, look.at, { at: look.at }),
  looked: lookedAtRow,
};

export const caseStandings = caseProjection(view);

function rowOf({ caseId, state, policyOf, at }: Look): CaseStandingRow {
  const { creditorId, product } = state.opened.event.data;
  const now = standingOf(state, policyOf, at);
  const { agentId, team } = assignmentAt(state, at);
  const { because: _events, ...promise } = now.promise;
  return {
    caseId,
    revision: String(state.revision),
    creditorId,
    product,
    pack: now.pack,
    openedAt: state.opened.event.occurredAt,
    agentId: agentId ?? null,
    team: team ?? null,
    stage: { name: now.stage.name, rules: rulesOf(now.stage.because) },
    bucket: now.bucket,
    daysPastDue: now.daysPastDue,
    tone: {
      level: now.tone.level,
      name: now.tone.name,
      ceiling: now.tone.ceiling,
      rules: rulesOf(now.tone.because),
    },
    holds: [...new Set(now.holds.map(({ kind }) => kind))].sort(),
    promise,
    reachability: now.profile.reachability,
    riskGrade: now.profile.riskGrade,
    fieldEligible: now.fieldEscalation.eligible,
    overdue: now.overdue,
    outstanding: now.outstanding,
    nextChangeAt: now.nextChangeAt,
  };
}
