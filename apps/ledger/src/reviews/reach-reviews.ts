/** Waiting for the reviews of cases, as routes do. */
import { setTimeout as wait } from 'node:timers/promises';
import { reviewProgress } from '@read-models';
import { behind, type ReadModels, stopped } from '../read-models/read-models';

const LOOK_MS = 50;

/**
 * Waits until every case that changed up to a position was reviewed since, and all to whom that may matter; not for those
 * that only time may show more of. Answers up to where all were. Throws `read-model-behind` where it takes longer than
 * `waitMs`, or they were never all reviewed, and `read-model-stopped` where one cannot be read.
 */
export async function reachReviews(
  readModels: ReadModels,
  minPosition: bigint | undefined,
  waitMs: number,
): Promise<bigint> {
  const end = performance.now() + waitMs;
  await readModels.reach('case-standing', minPosition, waitMs);
  for (;;) {
    const { reason, complete, position, due } = await reviewProgress(readModels.database);
    if (reason !== null) throw stopped('findings', reason);
    if (complete && (minPosition === undefined || (position >= minPosition && !due))) return position;
    if (minPosition === undefined || performance.now() > end) throw behind('not all cases have been reviewed yet');
    await wait(LOOK_MS);
  }
}
