/**
 * Figures of collection work in a span of the debtors' local days, each with what it divides by what. Money of different
 * currencies is never added up. A figure whose input nobody records is null, and says what is missing.
 */
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

export interface Figure {
  readonly name: string;
  /** Only of those in money, and those about amounts. */
  readonly currency?: string;
  /** Null where the denominator is 0, or where something is missing. */
  readonly value: number | null;
  readonly numerator: Counted;
  readonly denominator: Counted;
  readonly target?: number;
  /** What would have to be recorded. */
  readonly missing?: string;
}

interface Counted {
  readonly what: string;
  /** Amounts in minor units, durations in seconds. */
  readonly value: number | null;
}

type Numbers = Readonly<Record<string, number | string | null>>;

export async function readFigures(db: Queryable, question: FigureQuestion): Promise<readonly Figure[]> {
  const [work, inventory, promises, recovered, moved, first, trail] = [
    await readWork(db, question),
    await readInventory(db, question),
    await readPromises(db, question),
    await readRecovery(db, question),
    await readMoved(db, question),
    await readFirstAttempts(db, question),
    await readTrail(db, question),
  ];
  const sum = (name: string): number => work.reduce((total, row) => total + number(row, name), 0);
  return [
    ratio(
      'penetration_rate',
      ['cases with an attempt', sum('attempted')],
      ['workable cases', number(inventory, 'cases')],
    ),
    ratio('attempt_intensity', [ATTEMPTS, sum('attempts')], ['workable cases', number(inventory, 'cases')]),
    ratio(
      'rpc_penetration',
      ['cases with a right-party contact', sum('reached')],
      ['workable cases', number(inventory, 'cases')],
    ),
    ratio('connect_rate', ['of them answered', sum('connected')], [ATTEMPTS, sum('attempts')]),
    ratio('rpc_rate', ['right-party contacts', sum('right_party')], ['connected calls, either way', sum('answered')]),
    ratio(
      'rpc_per_attempt',
      ['of them right-party contacts', sum('attempts_to_right_party')],
      [ATTEMPTS, sum('attempts')],
    ),
    ratio(
      'ptp_rate',
      ['right-party contacts with a promise', sum('promising')],
      ['right-party contacts', sum('right_party')],
    ),
    ratio(
      'kept_rate_count',
      ['promises kept', total(promises, 'kept')],
      ['promises matured', total(promises, 'matured')],
    ),
    ...byCurrency(promises).map((row) =>
      ratio(
        'kept_rate_amount',
        ['paid in time', number(row, 'paid')],
        ['promised and matured', number(row, 'promised')],
        row.currency,
      ),
    ),
    ...byCurrency(work.filter((row) => number(row, 'payments') > 0)).map((row) =>
      ratio(
        'avg_payment',
        ['payments', number(row, 'recovered')],
        ['number of payments', number(row, 'payments')],
        row.currency,
      ),
    ),
    missing('recovery_per_hour', 'payments', 'productive hours', 'hours of agents'),
    missing('kept_ptp_per_hour', 'promises kept', 'productive hours', 'hours of agents'),
    ...[7, 15].map((day) =>
      ratio(
        `recovery_d${day}_count`,
        [`paid in full by day ${day}`, total(recovered, `cleared_${day}`)],
        [`amounts that fell due at least ${day} days ago`, total(recovered, `dues_${day}`)],
      ),
    ),
    ...[7, 15].flatMap((day) =>
      byCurrency(recovered).map((row) => ({
        ...ratio(
          `recovery_d${day}`,
          [`recovered by day ${day}`, number(row, `recovered_${day}`)],
          [`fell due at least ${day} days ago`, number(row, `due_${day}`)],
          row.currency,
        ),
        target: day === 7 ? 0.6 : 0.8,
      })),
    ),
    ratio(
      'cure_rate',
      ['of them current at the end', total(moved, 'cured')],
      ['cases past due at the beginning', total(moved, 'past_due')],
    ),
    ...moved.map((row) =>
      ratio(
        `cure_rate_${String(row.bucket).toLowerCase()}`,
        ['of them current at the end', number(row, 'cured')],
        [`cases in ${row.bucket} at the beginning`, number(row, 'past_due')],
      ),
    ),
    missing(
      'roll_rate',
      'balance one bucket further',
      'balance by bucket at the beginning',
      'balances at a past instant',
    ),
    ...(['p50', 'p90'] as const).map((part): Figure => {
      const waited = number(first, 'cases') === 0 ? null : number(first, part);
      return {
        name: `time_to_first_attempt_${part}`,
        value: waited,
        numerator: { what: `seconds from opening to the first call to somebody who owes, ${part}`, value: waited },
        denominator: { what: 'cases opened and called since, over which it is taken', value: number(first, 'cases') },
      };
    }),
    ...['mobile', 'work', 'home', 'other'].map((kind) =>
      ratio(
        `dial_mix_${kind}`,
        [`of them to ${kind} numbers`, sum(`dialled_${kind}`)],
        ['outbound calls, to whomever', sum('dialled')],
      ),
    ),
    ratio(
      'note_match_rate',
      ['with a recording and a note in time, complete and in agreement', number(trail, 'sound')],
      ['calls of which both are due', number(trail, 'due')],
    ),
    ratio('permit_denials', ['of them said no', sum('checks_denied')], ['contact checks', sum('checks')]),
    ratio(
      'overrides',
      ['of them in spite of a no', sum('calls_denied')],
      ['outbound calls that name their contact check', sum('calls_checked')],
    ),
  ];
}

/** Outbound calls to the debtor, or to who answers for them: calls to third parties are no attempts. */
const ATTEMPTS = 'outbound attempts';

/** A figure of which there is nothing yet is told as well, without a currency. */
const byCurrency = (rows: readonly Numbers[]): readonly Numbers[] => (rows.length === 0 ? [{}] : rows);

const number = (row: Numbers | undefined, name: string): number => Number(row?.[name] ?? 0);
const total = (rows: readonly Numbers[], name: string): number => rows.reduce((sum, row) => sum + number(row, name), 0);

function ratio(
  name: string,
  [over, numerator]: readonly [string, number | null],
  [under, denominator]: readonly [string, number],
  currency?: Numbers[string],
): Figure {
  return {
    name,
    ...(currency !== undefined && { currency: String(currency) }),
    value: denominator === 0 || numerator === null ? null : numerator / denominator,
    numerator: { what: over, value: numerator },
    denominator: { what: under, value: denominator },
  };
}

const missing = (name: string, over: string, under: string, what: string): Figure => ({
  name,
  value: null,
  numerator: { what: over, value: null },
  denominator: { what: under, value: null },
  missing: what,
});

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
const cases = (name: string): string =>
  `(count(DISTINCT case_id) FILTER (WHERE (value->'counts'->>'${name}')::bigint > 0))::float8`;

/** What collectors did, by currency of the case: a case has one, so nothing is counted twice. */
const readWork = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT currency, ${cases('attempts')} AS attempted, ${count('attempts')} AS attempts, ${cases('rightParty')} AS reached,
       ${count('connected')} AS connected, ${count('rightParty')} AS right_party, ${count('answered')} AS answered,
       ${count('rightPartyWithPromise')} AS promising, ${count('attemptsToRightParty')} AS attempts_to_right_party,
       ${count('checks')} AS checks, ${count('checksDenied')} AS checks_denied, ${count('callsChecked')} AS calls_checked,
       ${count('callsDenied')} AS calls_denied, ${count('payments')} AS payments,
       coalesce(sum((value->'counts'->>('recovered.' || currency))::bigint), 0)::float8 AS recovered,
       ${count('dialled')} AS dialled, ${count('dialled.mobile')} AS dialled_mobile, ${count('dialled.work')} AS dialled_work,
       ${count('dialled.home')} AS dialled_home, ${count('dialled.other')} AS dialled_other
     FROM collector_day_part WHERE day >= $1 AND day < $2 AND ${WORKED} GROUP BY currency ORDER BY currency`,
    worked(question),
  );

/** Cases that were neither settled nor closed on one of the days. */
const readInventory = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `SELECT count(DISTINCT case_id)::float8 AS cases FROM tone_history
       WHERE since_day < $2 AND (until_day IS NULL OR until_day >= $1) AND stage NOT IN ('settled', 'closed') AND ${WORKED}`,
      worked(question),
    )
  )[0];

/** Promises whose deadline passed on one of the days, and those kept before it; not those that were withdrawn. */
const readPromises = (db: Queryable, question: FigureQuestion) =>
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
const readRecovery = (db: Queryable, question: FigureQuestion) => {
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

/** Cases past due as the span begins, by bucket, and those of them that are not as it ends. Nobody works those that are closed. */
const readMoved = (db: Queryable, question: FigureQuestion) =>
  rowsOf(
    db,
    `SELECT bucket, count(*)::float8 AS past_due,
         (count(*) FILTER (WHERE EXISTS (
            SELECT 1 FROM tone_history e WHERE e.case_id = b.case_id AND e.since_day < $2
              AND (e.until_day IS NULL OR e.until_day >= $2) AND e.bucket = 'M0')))::float8 AS cured
       FROM tone_history b
     WHERE b.since_day < $1 AND (b.until_day IS NULL OR b.until_day >= $1) AND b.bucket <> 'M0'
       AND b.stage NOT IN ('settled', 'closed') AND ${WORKED}
     GROUP BY bucket ORDER BY bucket`,
    worked(question),
  );

/** From a case's opening to its first outbound call to somebody who owes; seconds. */
const readFirstAttempts = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `SELECT count(*)::float8 AS cases, percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS p50,
         percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) AS p90
       FROM (
         SELECT greatest(0, extract(epoch FROM min(c.at)) - extract(epoch FROM s.opened_at))::float8 AS waited
         FROM case_standing s
         JOIN tone_history h ON h.case_id = s.case_id AND h.key = s.case_id || '/000001' AND h.since_day >= $1 AND h.since_day < $2
         JOIN contact_log c ON c.case_id = s.case_id AND c.value->>'inbound' = 'false' AND c.value->>'owes' = 'true'
         WHERE ($3::text IS NULL OR s.agent_id = $3) AND ($4::text IS NULL OR s.team = $4)
         GROUP BY s.case_id, s.opened_at
       ) first`,
      worked(question),
    )
  )[0];

/** Of calls whose recording and note are due, those with both, and nothing amiss with them. */
const readTrail = async (db: Queryable, question: FigureQuestion) =>
  (
    await rowsOf(
      db,
      `SELECT (count(*) FILTER (WHERE sound))::float8 AS sound, count(*)::float8 AS due
       FROM audit_trail WHERE day >= $1 AND day < $2 AND due AND ${WORKED}`,
      worked(question),
    )
  )[0];
