/** The change feed: what a projection's rows became, in order, for readers that keep their own cursor. */
import type { Queryable } from './database';
import type { Cause, ProjectionName } from './projection';
import { type Change, upsert } from './row-set';
import { change } from './schema';

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

/** Adds changes after a cursor; answers the new one. */
export async function append(tx: Queryable, name: string, after: bigint, changes: readonly Change[]): Promise<bigint> {
  const rows = changes.map(({ key, kind, value, cause, at }, index) => ({
    projection: name,
    cursor: String(after + BigInt(index + 1)),
    key,
    kind,
    value,
    cause,
    at: new Date(at).toISOString(),
  }));
  await upsert(tx, change, 'change', rows);
  return after + BigInt(changes.length);
}

/** Changes after a cursor, at most so many. */
export async function readFeed(
  db: Queryable,
  name: ProjectionName,
  after: bigint,
  limit: number,
): Promise<readonly FeedEntry[]> {
  const rows = await db.query(
    `SELECT cursor::text, key, kind, value, cause, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
     FROM change WHERE projection = $1 AND cursor > $2 ORDER BY cursor LIMIT $3`,
    [name, String(after), limit],
  );
  return (rows as unknown as readonly (Omit<FeedEntry, 'cursor'> & { cursor: string })[]).map((row) => ({
    ...row,
    cursor: BigInt(row.cursor),
  }));
}

/** Old changes looked at in one go. */
const MOST_COMPACTED = 2_000;

/**
 * Of the changes before an instant only the last of each key is kept, deletions included: a reader from any cursor still
 * comes to the same rows. Answers whether there is more to do.
 */
export async function compact(tx: Queryable, name: string, before: number): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT compacted::text AS done,
       (SELECT max(cursor) FROM (
          SELECT cursor FROM change
          WHERE projection = $1 AND cursor > p.compacted AND at < $2 ORDER BY cursor LIMIT ${MOST_COMPACTED}) old
       )::text AS upto
     FROM projection p WHERE name = $1 AND generation = 'live'`,
    [name, new Date(before).toISOString()],
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
