/**
 * Figures of collection work in a span of the debtors' local days, each with what it divides by what. Money of different
 * currencies is never added up. A figure whose input nobody records is null, and says what is missing.
 */
import type { Queryable } from './database';
import {
  type FigureQuestion,
  type Numbers,
  readDenials,
  readFirstAttempts,
  readInventory,
  readMedians,
  readMoved,
  readPromises,
  readRecovery,
  readRolled,
  readTrail,
  readWork,
} from './figure-inputs';

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

export async function readFigures(db: Queryable, question: FigureQuestion): Promise<readonly Figure[]> {
  const [work, medians, inventory, promises, recovered, moved, rolled, first, trail, denials] = [
    await readWork(db, question),
    await readMedians(db, question),
    await readInventory(db, question),
    await readPromises(db, question),
    await readRecovery(db, question),
    await readMoved(db, question),
    await readRolled(db, question),
    await readFirstAttempts(db, question),
    await readTrail(db, question),
    await readDenials(db, question),
  ];
  const sum = (name: string): number => work.reduce((total, row) => total + number(row, name), 0);
  return [
    ratio(
      'penetration_rate',
      ['of them with an attempt', number(inventory, 'attempted')],
      [WORKABLE, number(inventory, 'cases')],
    ),
    ratio(
      'attempt_intensity',
      ['attempts on them', number(inventory, 'attempts')],
      [WORKABLE, number(inventory, 'cases')],
    ),
    ratio(
      'rpc_penetration',
      ['of them with a right-party contact', number(inventory, 'reached')],
      [WORKABLE, number(inventory, 'cases')],
    ),
    ratio('connect_rate', ['of them answered', sum('connected')], [ATTEMPTS, sum('attempts')]),
    ratio(
      'rpc_rate',
      ['right-party contacts', sum('right_party')],
      ['connected calls, either way, to or with who answers for the debt', sum('answered')],
    ),
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
    ...byCurrency(medians).map((row): Figure => {
      const median = number(row, 'payments') === 0 ? null : number(row, 'median');
      return {
        name: 'median_payment',
        ...(row.currency !== undefined && { currency: String(row.currency) }),
        value: median,
        numerator: { what: 'the payment in the middle', value: median },
        denominator: { what: 'number of payments, over which it is taken', value: number(row, 'payments') },
      };
    }),
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
    ...byCurrency(byCurrencyAlone(rolled)).map((row) =>
      ratio(
        'roll_rate',
        ['of it one bucket further at the end', number(row, 'rolled')],
        ['balance at the beginning', number(row, 'balance')],
        row.currency,
      ),
    ),
    ...rolled.map((row) =>
      ratio(
        `roll_rate_${String(row.bucket).toLowerCase()}`,
        ['of it one bucket further at the end', number(row, 'rolled')],
        [`balance in ${row.bucket} at the beginning`, number(row, 'balance')],
        row.currency,
      ),
    ),
    ...(['p50', 'p90'] as const).map((part): Figure => {
      const waited = number(first, 'cases') === 0 ? null : number(first, part);
      return {
        name: `time_to_first_attempt_${part}`,
        value: waited,
        numerator: { what: `seconds from opening to the first attempt, ${part}`, value: waited },
        denominator: { what: 'cases opened and called since, over which it is taken', value: number(first, 'cases') },
      };
    }),
    ...['mobile', 'work', 'home', 'other'].map((kind) =>
      ratio(`dial_mix_${kind}`, [`of them to ${kind} numbers`, sum(`attempts_${kind}`)], [ATTEMPTS, sum('attempts')]),
    ),
    ratio(
      'note_match_rate',
      ['with a recording and a note in time, complete and in agreement', number(trail, 'sound')],
      ['calls of which both are due', number(trail, 'due')],
    ),
    ratio('permit_denials', ['of them said no', sum('checks_denied')], [CHECKS, sum('checks')]),
    ...denials.map((row) =>
      ratio(
        `permit_denials_${String(row.rule).toLowerCase()}`,
        [`of them said no by ${row.rule}`, number(row, 'denied')],
        [CHECKS, sum('checks')],
      ),
    ),
    ratio(
      'overrides',
      ['of them in spite of a no', sum('calls_denied')],
      ['outbound calls that name their contact check', sum('calls_checked')],
    ),
  ];
}

/** Outbound calls to the debtor, or to who answers for them: calls to third parties are no attempts. */
const ATTEMPTS = 'outbound attempts';
const CHECKS = 'contact checks';

/** As they were known then. What is said of them counts only what those who are asked about did. */
const WORKABLE = 'cases that were worked and not held on one of the days';

/** A figure of which there is nothing yet is told as well, without a currency. */
const byCurrency = (rows: readonly Numbers[]): readonly Numbers[] => (rows.length === 0 ? [{}] : rows);

/** The same of all buckets together. */
function byCurrencyAlone(rolled: readonly Numbers[]): readonly Numbers[] {
  const currencies = [...new Set(rolled.map(({ currency }) => currency ?? ''))].sort();
  return currencies.map((currency) => {
    const own = rolled.filter((row) => row.currency === currency);
    return { currency, rolled: total(own, 'rolled'), balance: total(own, 'balance') };
  });
}

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
