/** Which stage, bucket and tone each case was in, what held it and who worked it, since when and until when: as it was known at the time. */
import { isDeepStrictEqual } from 'node:util';
import { assignmentAt, type Because, dateOf, localDay } from '@case';
import type { RowSet } from '../row-set';
import { toneHistory } from '../schema';
import { type CaseView, caseProjection, column, type Look, standingOf } from './case-projection';

export interface ToneHistoryRow {
  readonly caseId: string;
  /** From 1 on, in the order in which they were in force. */
  readonly number: number;
  readonly creditorId: string;
  readonly agentId: string | null;
  readonly team: string | null;
  readonly since: string;
  /** Null while it is in force. */
  readonly until: string | null;
  /** Local days of the debtor. */
  readonly sinceDay: string;
  readonly untilDay: string | null;
  readonly stage: string;
  readonly bucket: string;
  readonly level: number;
  readonly tone: string;
  /** Kinds of the holds on the whole case. */
  readonly holds: readonly string[];
  readonly because: { readonly stage: readonly Because[]; readonly tone: readonly Because[] };
}

/** When the case was looked at last, and is to be looked at next; epoch milliseconds. */
interface Memo {
  readonly at: number;
  readonly next: number | null;
}

const keyOf = (caseId: string, number: number): string => `${caseId}/${String(number).padStart(6, '0')}`;

/** A row ends where one of these changes. */
const SEGMENTED = ['stage', 'bucket', 'level', 'agentId', 'team', 'holds'] as const;

const CURRENT = 'until IS NULL';

const view: CaseView<ToneHistoryRow, Memo> = {
  name: 'tone-history',
  version: 4,
  table: toneHistory,
  told: true,
  where: CURRENT,
  columns: (_key, row, memo) => ({
    case_id: row.caseId,
    creditor_id: row.creditorId,
    agent_id: row.agentId,
    team: row.team,
    stage: row.stage,
    level: row.level,
    bucket: row.bucket,
    // Until version 3 has taken over, what is read has rows of version 2, which tell of no holds.
    held: (row.holds ?? []).length > 0,
    since: row.since,
    until: row.until,
    since_day: row.sinceDay,
    until_day: row.untilDay,
    next_change_at: column(memo?.next ?? undefined),
  }),
  show: (look, rows) => {
    const { caseId, state, policyOf, at, cause } = look;
    const { nextChangeAt } = standingOf(state, policyOf, at);
    const memo: Memo = { at, next: nextChangeAt === null ? null : Date.parse(nextChangeAt) };
    const last = current(caseId, rows);
    const now = shownAt(look);
    if (last && SEGMENTED.every((name) => isDeepStrictEqual(last[name], now[name]))) {
      rows.put(keyOf(caseId, last.number), last, cause, at, memo);
      return;
    }
    const instant = new Date(at).toISOString();
    const day = dateOf(localDay(at, state.opened.event.data.debtor.timeZone));
    if (last) rows.put(keyOf(caseId, last.number), { ...last, until: instant, untilDay: day }, cause, at);
    const row = { ...now, number: (last?.number ?? 0) + 1, since: instant, until: null, sinceDay: day, untilDay: null };
    rows.put(keyOf(caseId, row.number), row, cause, at, memo);
  },
  looked: (caseId, rows) => {
    const last = current(caseId, rows);
    const memo = last && rows.memo(keyOf(caseId, last.number));
    return memo && { at: memo.at, next: memo.next ?? undefined };
  },
  rewind: async ({ caseId, at, cause }, rows) => {
    await rows.load('case_id', [caseId]);
    for (let last = current(caseId, rows); last && Date.parse(last.since) > at; last = current(caseId, rows)) {
      rows.delete(keyOf(caseId, last.number), cause, at);
      const before = rows.get(keyOf(caseId, last.number - 1));
      if (!before) return;
      rows.put(keyOf(caseId, before.number), { ...before, until: null, untilDay: null }, cause, at, { at, next: null });
    }
  },
};

export const toneHistories = caseProjection(view);

function current(caseId: string, rows: RowSet<ToneHistoryRow, Memo>): ToneHistoryRow | undefined {
  const key = rows.ofCase(caseId).findLast((one) => rows.get(one)?.until === null);
  return key === undefined ? undefined : rows.get(key);
}

type Shown = Omit<ToneHistoryRow, 'number' | 'since' | 'until' | 'sinceDay' | 'untilDay'>;

function shownAt({ caseId, state, policyOf, at }: Look): Shown {
  const { stage, bucket, tone, holds } = standingOf(state, policyOf, at);
  const { agentId, team } = assignmentAt(state, at);
  const onCase = holds.filter(({ contactId }) => contactId === undefined);
  return {
    caseId,
    creditorId: state.opened.event.data.creditorId,
    agentId: agentId ?? null,
    team: team ?? null,
    stage: stage.name,
    bucket,
    level: tone.level,
    tone: tone.name,
    holds: [...new Set(onCase.map(({ kind }) => kind))].sort(),
    because: { stage: stage.because, tone: tone.because },
  };
}
