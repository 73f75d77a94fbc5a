/** How much of each amount that fell due was paid, and how soon after its day. */
import type { Account, Due } from './account';
import { localDay } from './local-time';
import { isFact } from './state';

/** A part of a due that a payment covered, so many local days after it fell due; what was paid before counts as day 0. */
export interface Recovered {
  readonly day: number;
  readonly minor: number;
}

export interface DueRecovery {
  readonly due: Due;
  readonly recovered: readonly Recovered[];
}

/**
 * Payments and waivers in the order in which they came, laid over the dues, the oldest first, as `account` clears them. What
 * is waived is not recovered, and later payments are for the dues after it.
 */
export function recoveries({ dues, credits }: Account, zone: string): readonly DueRecovery[] {
  const purse = credits.map((fact) => ({
    paid: !isFact(fact, 'WaiverAuthorised'),
    day: localDay(fact.at, zone),
    left: fact.event.data.amount.minor,
  }));
  let next = 0;
  return dues.map((due) => {
    const recovered: Recovered[] = [];
    let open = due.amount;
    for (let credit = purse[next]; credit && open > 0; credit = purse[next]) {
      const minor = Math.min(open, credit.left);
      if (minor > 0 && credit.paid) recovered.push({ day: Math.max(0, credit.day - due.day), minor });
      open -= minor;
      credit.left -= minor;
      if (credit.left === 0) next += 1;
    }
    return { due, recovered };
  });
}
