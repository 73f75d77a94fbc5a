/** What figures are drawn from: sums over the rows of the projections, for a span of the debtors' local days. */
import type { Queryable } from './database';

export interface FigureQuestion {
  /** First day, and the first after the last. */
  readonly from: string;
  readonly to: string;
  readonly agentId: string | undefined;
  readonly team: string | undefined;
  /** The last day that is over everywhere: what needs more days than have passed is left out. */
  readonly lastDay: string;
}

export type Numbers = Readonly<Record<string, number | string | null>>;

const rowsOf = (db: Queryable, text: string, params: readonly unknown[]): Promise<readonly Numbers[]> =>
  db.query<Numbers>(text, params);

const WORKED = '($3::text IS NULL OR agent_id = $3) AND ($4::text IS NULL OR team = $4)';
const worked = ({ from, to, agentId, team }: FigureQuestion): readonly unknown[] => [
  from,
  to,
  agentId ?? null,
  team ?? null,
];

const count = (name: string): string => `coalesce(sum((value->'counts'->>'${name}')::bigint), 0)::float8`;
/** Of calls on a case while it was held nothing is counted. */
const called = (name: string): string => `(${count(name)} - ${count(`held.${name}`)})`;

/** What collectors did, by currency of the case: a case has one, so nothing is counted twice. */
export const readWork = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT currency, ${called('attempts')} AS attempts, ${called('connected')} AS connected,
       ${called('rightParty')} AS right_party, ${called('answeredForParty')} AS answered,
       ${called('rightPartyWithPromise')} AS promising, ${called('attemptsToRightParty')} AS attempts_to_right_party,
       ${count('checks')} AS checks, ${count('checksDenied')} AS checks_denied, ${count('callsChecked')} AS calls_checked,
       ${count('callsDenied')} AS calls_denied, ${count('payments')} AS payments,
       coalesce(sum((value->'counts'->>('recovered.' || currency))::bigint), 0)::float8 AS recovered,
       ${called('attempts.mobile')} AS attempts_mobile, ${called('attempts.work')} AS attempts_work,
       ${called('attempts.home')} AS attempts_home, ${called('attempts.other')} AS attempts_other
     FROM collector_day_part WHERE day >= $1 AND day < $2 AND ${WORKED} GROUP BY currency ORDER BY currency`,
    worked(question),
  );

/** Contact checks that said no, by the rule that decided. */
export const readDenials = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT substr(denied.key, length('checksDenied.') + 1) AS rule, sum(denied.value::bigint)::float8 AS denied
     FROM collector_day_part, jsonb_each_text(value->'counts') denied
     WHERE day >= $1 AND day < $2 AND denied.key LIKE 'checksDenied.%' AND ${WORKED} GROUP BY rule ORDER BY rule`,
    worked(question),
  );

/** Payments of all sizes, each as often as it came, and the one in the middle. */
export const readMedians = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT currency, count(*)::float8 AS payments, percentile_cont(0.5) WITHIN GROUP (ORDER BY minor) AS median
     FROM (
       SELECT currency, split_part(paid.key, '.', 2)::float8 AS minor
       FROM collector_day_part, jsonb_each_text(value->'counts') paid, generate_series(1, paid.value::int)
       WHERE day >= $1 AND day < $2 AND paid.key LIKE 'payment.%' AND ${WORKED}
     ) payment GROUP BY currency ORDER BY currency`,
    worked(question),
  );

/** Cases that were neither settled, closed nor held on one of the days, and what was done on them. */
export const readInventory = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `WITH workable AS (
         SELECT DISTINCT case_id FROM tone_history
         WHERE since_day < $2 AND (until_day IS NULL OR until_day >= $1) AND stage NOT IN ('settled', 'closed') AND NOT held AND ${WORKED}
       ), work AS (
         SELECT ${called('attempts')} AS attempts, ${called('rightParty')} AS right_party
         FROM collector_day_part JOIN workable USING (case_id) WHERE day >= $1 AND day < $2 AND ${WORKED} GROUP BY case_id
       )
       SELECT (SELECT count(*) FROM workable)::float8 AS cases, (count(*) FILTER (WHERE attempts > 0))::float8 AS attempted,
         coalesce(sum(attempts), 0)::float8 AS attempts, (count(*) FILTER (WHERE right_party > 0))::float8 AS reached
       FROM work`,
      worked(question),
    )
  )[0];

/** Promises whose deadline passed on one of the days, and those kept before it; not those that were withdrawn. */
export const readPromises = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT currency, count(*)::float8 AS matured, (count(*) FILTER (WHERE state = 'kept'))::float8 AS kept,
       sum(least(paid, amount))::float8 AS paid, sum(amount)::float8 AS promised
     FROM promise_book
     WHERE deadline_day >= $1 AND deadline_day < $2 AND deadline_day <= $5 AND state NOT IN ('active', 'due-today', 'withdrawn') AND ${WORKED}
     GROUP BY currency ORDER BY currency`,
    [...worked(question), question.lastDay],
  );

/** Of what fell due on these days, as far as day 7 and day 15 have passed. */
export const readRecovery = (db: Queryable, question: FigureQuestion) => {
  const passed = (day: number) => `due_date::date + ${day} <= $5::date`;
  const due = (day: number) =>
    `coalesce(sum((value->'counts'->>'due')::bigint) FILTER (WHERE ${passed(day)}), 0)::float8`;
  const dues = (day: number) =>
    `coalesce(sum((value->'counts'->>'dues')::bigint) FILTER (WHERE ${passed(day)}), 0)::float8`;
  const cleared = (day: number) =>
    `(count(*) FILTER (WHERE ${passed(day)} AND EXISTS (
       SELECT 1 FROM generate_series(0, ${day}) d WHERE value->'counts' ? ('cleared.' || d))))::float8`;
  const paid = (day: number) =>
    `coalesce(sum((SELECT sum((value->'counts'->>('recovered.' || d))::bigint) FROM generate_series(0, ${day}) d))
       FILTER (WHERE ${passed(day)}), 0)::float8`;
  return rowsOf(
    db,
    `SELECT split_part(whole, '/', 2) AS currency, ${due(7)} AS due_7, ${paid(7)} AS recovered_7, ${due(15)} AS due_15, ${paid(15)} AS recovered_15,
       ${dues(7)} AS dues_7, ${cleared(7)} AS cleared_7, ${dues(15)} AS dues_15, ${cleared(15)} AS cleared_15
     FROM recovery_cohort_part WHERE due_date >= $1 AND due_date < $2 AND ${WORKED} GROUP BY 1 ORDER BY 1`,
    [...worked(question), question.lastDay],
  );
};

/** Which row of a case was in force as the span began; not of those that nobody worked. */
const BEGUN = `b.since_day < $1 AND (b.until_day IS NULL OR b.until_day >= $1)
  AND b.stage NOT IN ('settled', 'closed') AND NOT b.held AND ${WORKED}`;

/** Cases past due as the span begins, by bucket, and those of them that are not as it ends. */
export const readMoved = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT bucket, count(*)::float8 AS past_due,
         (count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM tone_history e WHERE e.case_id = b.case_id AND e.since_day < $2
              AND (e.until_day IS NULL OR e.until_day >= $2) AND e.bucket = 'M0')))::float8 AS cured
       FROM tone_history b
     WHERE ${BEGUN} AND b.bucket <> 'M0' GROUP BY bucket ORDER BY bucket`,
    worked(question),
  );

/** What was outstanding as the span began, by bucket, and how much of it was one bucket further as it ended. */
export const readRolled = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT bucket, currency, sum(balance)::float8 AS balance, coalesce(sum(balance) FILTER (WHERE EXISTS (
         SELECT 1 FROM tone_history e WHERE e.case_id = b.case_id AND e.since_day < $2
           AND (e.until_day IS NULL OR e.until_day >= $2) AND e.bucket = 'M' || (substr(b.bucket, 2)::int + 1))), 0)::float8 AS rolled
     FROM tone_history b CROSS JOIN LATERAL (
       SELECT currency, greatest(0, sum((value->'counts'->>'balance')::bigint)) AS balance
       FROM collector_day_part p WHERE p.case_id = b.case_id AND p.day < $1 GROUP BY currency
     ) owed
     WHERE ${BEGUN} GROUP BY bucket, currency ORDER BY bucket, currency`,
    worked(question),
  );

/** From the opening of the cases opened on these days to the first attempt on each; seconds. */
export const readFirstAttempts = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `SELECT count(*)::float8 AS cases, percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS p50,
         percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) AS p90
       FROM (
         SELECT (p.value->'counts'->>'waited')::float8 AS waited
         FROM collector_day_part p JOIN case_standing s USING (case_id)
         WHERE p.day >= $1 AND p.day < $2 AND p.value->'counts' ? 'waited'
           AND ($3::text IS NULL OR s.agent_id = $3) AND ($4::text IS NULL OR s.team = $4)
       ) first`,
      worked(question),
    )
  )[0];

/** Of calls whose recording and note are due, those with both, and nothing amiss with them. */
export const readTrail = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `SELECT (count(*) FILTER (WHERE sound))::float8 AS sound, count(*)::float8 AS due
       FROM audit_trail WHERE day >= $1 AND day < $2 AND due AND ${WORKED}`,
      worked(question),
    )
  )[0];
