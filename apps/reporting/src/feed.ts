/** The feed of one projection, read through the contract alone. */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/openapi';

export type Schemas = components['schemas'];
export type Ledger = Client<paths>;

/** `token` is undefined where the service authenticates nobody. */
export const connect = (url: string, token: string | undefined): Ledger =>
  createClient<paths>({ baseUrl: url, headers: token ? { Authorization: `Bearer ${token}` } : {} });

/** The feeds that this job lives off, and what their rows are. */
export interface Rows {
  'collector-day': Schemas['CollectorDayRow'];
  'recovery-cohorts': Schemas['RecoveryCohortsRow'];
}
export type FeedName = keyof Rows;

/** A row that became something else; without a value it is gone. */
export interface Change {
  readonly key: string;
  readonly value: object | null;
}

export interface FeedPage {
  readonly changes: readonly Change[];
  readonly next: string;
}

/** The cursor leads nowhere any more: whoever kept it begins again. */
export class CursorGone extends Error {}

/** The next changes after a cursor; waits so many seconds where there is none. Throws {@link CursorGone}. */
export async function readPage(ledger: Ledger, name: FeedName, after: string, wait: number): Promise<FeedPage> {
  const { data, error, response } = await ledger
    .GET('/v1/projections/{name}/changes', { params: { path: { name }, query: { after, wait: String(wait) } } })
    .catch(() => {
      throw new Error(`${name}: the ledger does not answer; is it running, and is --url right?`);
    });
  if (response.status === 410) throw new CursorGone();
  if (!data || error || typeof data === 'string') throw new Error(`${name}: the ledger answered ${response.status}`);
  return { changes: data.changes.map((change) => change.data), next: data.next };
}

/** Whether the ledger is still making the feed from its events: its end is not the end yet. Throws where that has stopped. */
export async function isFilling(ledger: Ledger, name: FeedName): Promise<boolean> {
  const { data, response } = await ledger.GET('/v1/projections').catch(() => {
    throw new Error(`${name}: the ledger does not answer; is it running, and is --url right?`);
  });
  if (!data) throw new Error(`${name}: the ledger answered ${response.status}`);
  const found = data.projections.find((one) => one.name === name);
  if (found?.state === 'stopped') throw new Error(`${name} has stopped in the ledger: ${found.reason}`);
  return found === undefined || found.state === 'filling';
}
