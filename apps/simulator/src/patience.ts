/** A ledger that is behind, or whose store is away for a moment, is asked again: what was recorded already is not recorded twice. */
import { setTimeout as wait } from 'node:timers/promises';

const MOST_TRIES = 24;
const PAUSE_MS = 500;

export async function patiently<A extends { readonly response: Response }>(ask: () => Promise<A>): Promise<A> {
  for (let tries = 1; ; tries++) {
    const answered = await ask();
    if (answered.response.status !== 503 || tries === MOST_TRIES) return answered;
    await wait(PAUSE_MS);
  }
}
