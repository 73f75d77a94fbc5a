/** Waiting for the reviews of cases, as routes do. */
import { setTimeout as wait } from 'node:timers/promises';
import { reviewProgress } from '@read-models';
import type { Clock } from '../clock';
import { behind, type ReadModels, stopped } from '../read-models/read-models';

/** How long a caller who names a position waits for it. */
const WAIT_MS = 4_000;
const LOOK_MS = 20;

/**
 * Waits until every case that changed up to a position was reviewed since, and none is due. Throws `read-model-behind` where
 * that takes too long or they were never all reviewed, and `read-model-stopped` where one cannot be read.
 */
export async function reachReviews(
  readModels: ReadModels,
  clock: Clock,
  minPosition: bigint | undefined,
): Promise<void> {
  const end = performance.now() + WAIT_MS;
  await readModels.reach('case-standing', minPosition);
  let target: bigint | undefined;
  for (;;) {
    const { reason, complete, cursor, newest, due } = await reviewProgress(readModels.database, clock.now());
    if (reason !== null) throw stopped('findings', reason);
    target ??= newest;
    if (complete && (minPosition === undefined || (cursor >= target && !due))) return;
    if (minPosition === undefined || performance.now() > end) throw behind('not all cases have been reviewed yet');
    await wait(LOOK_MS);
  }
}
