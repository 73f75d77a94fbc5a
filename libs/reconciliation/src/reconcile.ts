/** Everything at once: the clocks as all of the evidence shows them, and the entries that follow. */
import { type Entry, entriesOf } from './audit-trail';
import { type Clock, Clocks } from './clocks';
import type { Evidence } from './evidence';
import { CallPool } from './pool';

export interface Reconciliation {
  /** By time; to be gone through once. */
  readonly entries: Iterable<Entry>;
  readonly clocks: readonly Clock[];
}

/** Judged at an instant, epoch milliseconds. */
export function reconcile(evidence: Evidence, at: number): Reconciliation {
  const pool = new CallPool(evidence.calls);
  const clocks = new Clocks(evidence.recordings, pool);
  return { entries: entriesOf(evidence, at, clocks.offsetOf, pool), clocks: clocks.all };
}
