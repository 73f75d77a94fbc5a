/** A case at one instant: what the rules look at. */
import { type Account, type Due, type Outcome, oldestUnpaid, outcomeOf } from './account';
import type { Chronicle } from './chronicle';
import { localDay } from './local-time';
import type { Policy } from './policy/policy';
import type { FactOf } from './state';

export interface Situation {
  readonly opened: FactOf<'CaseOpened'>;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Time zone of the debtor, and the local day there. */
  readonly zone: string;
  readonly day: number;
  readonly account: Account;
  readonly outcomes: readonly Outcome[];
  /** Of them those that have not ended, those that were broken, those part-kept that still fall short. */
  readonly open: readonly Outcome[];
  readonly broken: readonly Outcome[];
  readonly short: readonly Outcome[];
  /** Kept since the last broken one (T5). */
  readonly kept: readonly Outcome[];
  readonly oldest: Due | undefined;
  readonly daysPastDue: number;
  /** Of the month bucket; 0 before it is late. */
  readonly bucket: number;
  readonly past: Chronicle;
}

/** The situation at `at` (epoch milliseconds), given what the facts until then have come to. */
export function situationAt(at: number, past: Chronicle, account: Account): Situation {
  const { zone, policy, opened } = past;
  const oldest = oldestUnpaid(account);
  const day = localDay(at, zone);
  const daysPastDue = oldest ? day - oldest.day : 0;
  return {
    opened,
    policy,
    at,
    zone,
    day,
    account,
    ...sorted(account.promises.map((promise) => outcomeOf(promise, at, zone))),
    oldest,
    daysPastDue,
    bucket: daysPastDue < 1 ? 0 : Math.ceil(daysPastDue / policy.buckets.days),
    past,
  };
}

function sorted(outcomes: readonly Outcome[]): Pick<Situation, 'outcomes' | 'open' | 'broken' | 'short' | 'kept'> {
  const open: Outcome[] = [];
  const broken: Outcome[] = [];
  const short: Outcome[] = [];
  const kept: Outcome[] = [];
  let lastBroken = Number.NEGATIVE_INFINITY;
  for (const one of outcomes) {
    if (one.endedAt === undefined) open.push(one);
    else if (one.state === 'kept') kept.push(one);
    else if (one.state === 'part-kept' && one.promise.shortfall > 0) short.push(one);
    else if (one.state === 'broken') {
      broken.push(one);
      lastBroken = Math.max(lastBroken, one.endedAt);
    }
  }
  return { outcomes, open, broken, short, kept: kept.filter(({ endedAt = 0 }) => endedAt > lastBroken) };
}

/** Units of money, such as euro, of an amount in minor units. */
export const inUnits = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);

/** Decimal places of a currency by ISO 4217, two for a code that the runtime does not know. */
function minorDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  digits.set(currency, format.maximumFractionDigits ?? 2);
  return format.maximumFractionDigits ?? 2;
}

/** Of the few currencies there are. */
const digits = new Map<string, number>();
