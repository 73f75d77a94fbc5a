/** How much of each amount that fell due was paid, and how soon after its day. */
import type { Account, Due } from './account';
import { localDay } from './local-time';

/** A part of a due that a payment covered, so many local days after it fell due; what was paid before counts as day 0. */
export interface Recovered {
  readonly day: number;
  readonly minor: number;
}

export interface DueRecovery {
  readonly due: Due;
  readonly recovered: readonly Recovered[];
}

/** Payments in the order in which they were received, laid over the dues, the oldest first, as `account` clears them. */
export function recoveries({ dues, payments }: Account, zone: string): readonly DueRecovery[] {
  const purse = payments.map((fact) => ({ day: localDay(fact.at, zone), left: fact.event.data.amount.minor }));
  let next = 0;
  return dues.map((due) => {
    const recovered: Recovered[] = [];
    let open = due.amount;
    for (let payment = purse[next]; payment && open > 0; payment = purse[next]) {
      const minor = Math.min(open, payment.left);
      if (minor > 0) recovered.push({ day: Math.max(0, payment.day - due.day), minor });
      open -= minor;
      payment.left -= minor;
      if (payment.left === 0) next += 1;
    }
    return { due, recovered };
  });
}
