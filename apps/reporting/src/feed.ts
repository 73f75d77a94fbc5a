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

/** How far the ledger is with a feed. While it fills, the end is not the end yet; where it has stopped, nothing more comes. */
export async function stateOf(
  ledger: Ledger,
  name: FeedName,
): Promise<{ readonly isFilling: boolean; readonly stoppedAt: string | undefined }> {
  const { data, response } = await ledger.GET('/v1/projections').catch(() => {
    throw new Error(`${name}: the ledger does not answer; is it running, and is --url right?`);
  });
  if (!data) throw new Error(`${name}: the ledger answered ${response.status}`);
  const found = data.projections.find((one) => one.name === name);
  const stoppedAt = found?.state === 'stopped' ? (found.reason ?? 'an event') : undefined;
  return { isFilling: found === undefined || found.state === 'filling', stoppedAt };
}
