/** What the ledger answers. One that is behind, or whose store is away for a moment, is asked again: what was recorded already is not recorded twice. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'openapi-fetch';
import type { paths } from '../../../contracts/openapi';

const MOST_TRIES = 24;
const PAUSE_MS = 500;

/** What a request came to; openapi-fetch gives one of the two. */
export interface Answered<T> {
  readonly data?: T;
  readonly error?: { readonly detail: string };
  readonly response: Response;
}

/** Throws with what the ledger says where it does not answer what it was asked for. */
export function dataIn<T>({ data, error, response }: Answered<T>): T {
  if (data !== undefined) return data;
  throw new Error(error?.detail ?? `the ledger answered ${response.status}`);
}

export async function patiently<A extends { readonly response: Response }>(ask: () => Promise<A>): Promise<A> {
  for (let tries = 1; ; tries++) {
    const answered = await ask();
    if (answered.response.status !== 503 || tries === MOST_TRIES) return answered;
    await wait(PAUSE_MS);
  }
}

/** Waits until the read models know of a position. */
export async function reached(ledger: Client<paths>, minPosition: string): Promise<void> {
  const query = { minPosition, limit: '1' };
  dataIn(await patiently(() => ledger.GET('/v1/audit-trail', { params: { query } })));
}
