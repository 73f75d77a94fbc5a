/** The tables of the report, as CSV. Amounts are in minor units. */
import { stringify } from 'csv-stringify/sync';
import type { Schemas } from './feed';

export type CollectorDay = Schemas['CollectorDayRow'];
export type Cohort = Schemas['RecoveryCohortsRow'];

/** Days after a due date by which so much of it should have been recovered. */
export const TARGETS: readonly { readonly day: number; readonly share: number }[] = [
  { day: 7, share: 0.6 },
  { day: 15, share: 0.8 },
];

const COUNTS = [
  'cases',
  'attempts',
  'connected',
  'thirdPartyCalls',
  'inbound',
  'rightParty',
  'rightPartyWithPromise',
  'notes',
  'promises',
  'promisesKept',
  'payments',
  'visits',
] as const;

const minor = (amounts: CollectorDay['promised'], currency: string): number =>
  amounts.find((amount) => amount.currency === currency)?.minor ?? 0;

/** The daily statistics sheet: one line for each collector and day, the days in order. */
export function collectorSheet(rows: readonly CollectorDay[]): string {
  const currencies = [
    ...new Set(rows.flatMap(({ promised, recovered }) => [...promised, ...recovered].map(({ currency }) => currency))),
  ].sort();
  const ordered = [...rows].sort((a, b) => compare(a.day, b.day) || compare(a.agentId, b.agentId));
  const money = currencies.flatMap((currency) => [`promised_${currency}`, `recovered_${currency}`]);
  return stringify([
    ['day', 'agentId', ...COUNTS, ...money],
    ...ordered.map((row) => [
      row.day,
      row.agentId,
      ...COUNTS.map((name) => row[name]),
      ...currencies.flatMap((currency) => [minor(row.promised, currency), minor(row.recovered, currency)]),
    ]),
  ]);
}

/** One line for each creditor, currency and due date; shares of days that are not over yet are left empty. */
export function recoverySheet(rows: readonly Cohort[], today: string): string {
  const ordered = [...rows].sort((a, b) => compare(a.dueDate, b.dueDate) || compare(a.creditorId, b.creditorId));
  return stringify([
    [
      'dueDate',
      'creditorId',
      'currency',
      'dues',
      'due',
      ...TARGETS.flatMap(({ day }) => [`recovered_d${day}`, `share_d${day}`, `target_d${day}`]),
    ],
    ...ordered.map((row) => [
      row.dueDate,
      row.creditorId,
      row.currency,
      row.dues,
      row.due,
      ...TARGETS.flatMap(({ day, share }) => {
        const recovered = row.recovered[day] ?? 0;
        return isOver(row.dueDate, day, today) ? [recovered, (recovered / row.due).toFixed(4), share] : ['', '', share];
      }),
    ]),
  ]);
}

/** The whole curve of each cohort, a line for each day that is over: what was recovered by its end, and which share that is. */
export function curveSheet(rows: readonly Cohort[], today: string): string {
  const ordered = [...rows].sort((a, b) => compare(a.dueDate, b.dueDate) || compare(a.creditorId, b.creditorId));
  return stringify([
    ['dueDate', 'creditorId', 'currency', 'day', 'due', 'recovered', 'share', 'cleared', 'target'],
    ...ordered.flatMap(({ dueDate, creditorId, currency, due, recovered, cleared }) =>
      recovered.flatMap((minor, day) =>
        isOver(dueDate, day, today)
          ? [
              [
                ...[dueDate, creditorId, currency, day, due, minor, (minor / due).toFixed(4), cleared[day]],
                TARGETS.find((target) => target.day === day)?.share ?? '',
              ],
            ]
          : [],
      ),
    ),
  ]);
}

const DAY_MS = 86_400_000;

/** Has the day so many days after the due date passed, on the morning of `today`? */
export const isOver = (dueDate: string, day: number, today: string): boolean =>
  Date.parse(dueDate) + day * DAY_MS < Date.parse(today);

/** The share of what fell due that was recovered by each day, of all cohorts for which that day is over; null where none is. */
export function curve(rows: readonly Cohort[], today: string): readonly (number | null)[] {
  const days = rows[0]?.recovered.length ?? 0;
  return Array.from({ length: days }, (_, day) => {
    const old = rows.filter(({ dueDate }) => isOver(dueDate, day, today));
    const due = old.reduce((sum, row) => sum + row.due, 0);
    return due === 0 ? null : old.reduce((sum, row) => sum + (row.recovered[day] ?? 0), 0) / due;
  });
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
