/** The change feed: what a projection's rows became, in order, for readers that keep their own cursor. */
import { createHash } from 'node:crypto';
import type { Queryable } from './database';
import type { Cause, ProjectionName } from './projection';
import { change } from './schema';
import type { Told } from './tail';
import type { Writes } from './writes';

/** One change as it is read. */
export interface FeedEntry {
  readonly cursor: bigint;
  readonly key: string;
  readonly kind: 'upsert' | 'delete';
  readonly value: object | null;
  readonly cause: Cause;
  /** RFC 3339, UTC. */
  readonly at: string;
}

/** Adds changes to the feeds. */
export const append = (writes: Writes, told: readonly Told[]): void =>
  writes.upsert(
    change,
    'change',
    told.map((one) => ({ ...one, cursor: String(one.cursor) })),
  );

/** The feed of one projection, as its readers know it. */
export interface Feed {
  readonly name: ProjectionName;
  /** Where it comes from, for CloudEvents: another database has other feeds. */
  readonly source: string;
  /** Before every cursor as readers are given it, so that one of another feed is told apart. */
  readonly mark: string;
  readonly newest: bigint;
}

/** Undefined where nobody has led on this database yet. */
export async function openFeed(db: Queryable, name: ProjectionName): Promise<Feed | undefined> {
  const [row] = await db.query(
    `SELECT f.id::text AS id, p.cursor::text AS cursor FROM feed f, projection p WHERE p.name = $1 AND p.generation = 'live'`,
    [name],
  );
  if (typeof row?.id !== 'string' || typeof row.cursor !== 'string') return undefined;
  return {
    name,
    source: `urn:case-ledger:feed:${row.id}:${name}`,
    mark: createHash('sha256').update(`${row.id}/${name}`).digest('hex').slice(0, 8),
    newest: BigInt(row.cursor),
  };
}

/** A cursor as readers keep it. */
export const toCursor = ({ mark }: Feed, cursor: bigint): string => `${mark}.${cursor}`;

/** What a reader's cursor has to look like; 0 is before the first change. */
export const CURSOR_PATTERN = '^(0|[0-9a-f]{8}\\.[0-9]{1,18})$';

/** Where a reader's cursor is; undefined where it is of another feed, or of none. */
export function fromCursor({ mark, newest }: Feed, text: string): bigint | undefined {
  if (text === '0') return 0n;
  const [of, number = ''] = text.split('.');
  const cursor = BigInt(number);
  return of === mark && cursor <= newest ? cursor : undefined;
}

/** Changes after a cursor, at most so many. */
export async function readFeed(
  db: Queryable,
  name: ProjectionName,
  after: bigint,
  limit: number,
): Promise<readonly FeedEntry[]> {
  const rows = await db.query<Omit<FeedEntry, 'cursor'> & { readonly cursor: string }>(
    `SELECT cursor::text AS cursor, key, kind, value, cause, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
     FROM change WHERE projection = $1 AND cursor > $2 ORDER BY change.cursor LIMIT $3`,
    [name, String(after), limit],
  );
  return rows.map((row) => ({
    ...row,
    cursor: BigInt(row.cursor),
  }));
}

/** Old changes looked at in one go. */
const MOST_COMPACTED = 2_000;

/**
 * Of the changes before an instant only the last of each key is kept, deletions included: a reader from any cursor still
 * comes to the same rows. One that came late, and is of an instant long past, keeps its place behind younger ones. Answers
 * whether there is more to do. What a clock that is ahead has dated after `now` (both epoch milliseconds) does not hold up the others.
 */
export async function compact(tx: Queryable, name: string, before: number, now: number): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT compacted::text AS done,
       (SELECT max(cursor) FROM (
          SELECT cursor, at, bool_and(at < $2 OR at > $3) OVER (ORDER BY cursor) AS old FROM (
            SELECT cursor, at FROM change
            WHERE projection = $1 AND cursor > p.compacted ORDER BY cursor LIMIT ${MOST_COMPACTED}) next) told
        WHERE old AND at < $2)::text AS upto
     FROM projection p WHERE name = $1 AND generation = 'live'`,
    [name, new Date(before).toISOString(), new Date(now).toISOString()],
  );
  if (typeof row?.upto !== 'string') return false;
  const range = [name, row.done, row.upto];
  await tx.query(
    `DELETE FROM change o USING change n
     WHERE n.projection = $1 AND n.cursor > $2 AND n.cursor <= $3
       AND o.projection = $1 AND o.key = n.key AND o.cursor < n.cursor`,
    range,
  );
  await tx.query(`UPDATE projection SET compacted = $2 WHERE name = $1 AND generation = 'live'`, [name, row.upto]);
  return true;
}
