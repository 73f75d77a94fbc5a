/** A projection built beside the one that is read takes its place, all at once. */
import { codeOf, type Queryable } from './database';
import { type Fed, tableName } from './fed';

/** To compare whole tables. */
const PATIENCE_MS = 3_600_000;

/** That the lock was not to be had in time, or not at all beside what others wait for. */
const HELD_UP: ReadonlySet<string | undefined> = new Set(['55P03', '40P01']);

/** Adds to the feed what came out differently, and nothing else; answers its newest cursor. `now` is epoch milliseconds. */
async function tellDifferences(tx: Queryable, fed: Fed, now: number): Promise<bigint> {
  const { name, tables, told } = fed.projection;
  const [read] = tables;
  const [old] = await tx.query(
    `SELECT cursor::text AS cursor FROM projection WHERE name = $1 AND generation = 'live'`,
    [name],
  );
  const cursor = BigInt(String(old?.cursor ?? 0));
  if (!told) return cursor;
  const cause = { rebuild: fed.version, position: String(fed.position ?? 0n) };
  await tx.query(
    `INSERT INTO change (projection, cursor, key, kind, value, cause, at)
     SELECT $1, $2::bigint + row_number() OVER (ORDER BY key), key, kind, value, $3::jsonb, $4::timestamptz
     FROM (
       SELECT coalesce(b.key, l.key) AS key, CASE WHEN b.key IS NULL THEN 'delete' ELSE 'upsert' END AS kind, b.value
       FROM ${tableName(read, 'live')} l FULL JOIN ${tableName(read, 'building')} b ON b.key = l.key
       WHERE l.value IS DISTINCT FROM b.value
     ) different`,
    [name, String(cursor), JSON.stringify(cause), new Date(now).toISOString()],
    PATIENCE_MS,
  );
  const [row] = await tx.query('SELECT max(cursor)::text AS newest FROM change WHERE projection = $1', [name]);
  const newest = typeof row?.newest === 'string' ? BigInt(row.newest) : cursor;
  return newest > cursor ? newest : cursor;
}

/** What is built takes the place of what is read. */
export interface Placing {
  /** For whoever reads what is to go: all others wait behind this. */
  readonly patienceMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether the built tables hold everything, or only as much as those did. */
  readonly level: boolean;
}

/** False, and nothing is done, where somebody reads one of the tables that are to go for longer than is waited, as a backup does. */
export async function putInPlace(
  tx: Queryable,
  built: readonly Fed[],
  { patienceMs, now, level }: Placing,
): Promise<boolean> {
  await tx.query('SAVEPOINT takeover');
  // To compare whole tables for nothing would keep everybody waiting.
  if (!(await lockThem(tx, built, patienceMs))) return false;
  await tx.query('ROLLBACK TO SAVEPOINT takeover');
  // The differences first, for whoever takes its place keeps readers out until all have.
  const newest = new Map<Fed, bigint>();
  for (const fed of built) newest.set(fed, await tellDifferences(tx, fed, now));
  if (!(await lockThem(tx, built, patienceMs))) return false;
  for (const fed of built) await takeOver(tx, fed, newest.get(fed) ?? 0n, level);
  return true;
}

/** Keeps readers out of the tables that go; where they cannot be kept out, what was done since the savepoint is undone. */
async function lockThem(tx: Queryable, built: readonly Fed[], patienceMs: number): Promise<boolean> {
  const tables = built.flatMap(({ projection }) => projection.tables.map((table) => tableName(table, 'live')));
  try {
    await tx.query(`SET LOCAL lock_timeout = ${patienceMs}`);
    await tx.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await tx.query('SET LOCAL lock_timeout = 0');
    return true;
  } catch (error) {
    if (!HELD_UP.has(codeOf(error))) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT takeover');
    return false;
  }
}

/** The built tables become those that are read. `level`: whether they hold everything, or only as much as those did. */
async function takeOver(tx: Queryable, fed: Fed, cursor: bigint, level: boolean): Promise<void> {
  const { name, tables } = fed.projection;
  for (const table of tables) {
    await tx.query(`DROP TABLE ${tableName(table, 'live')}`);
    await tx.query(`ALTER TABLE ${tableName(table, 'building')} RENAME TO ${tableName(table, 'live')}`);
  }
  await tx.query(`DELETE FROM projection WHERE name = $1 AND generation = 'building'`, [name]);
  await tx.query(
    `UPDATE projection SET version = $2, position = $3, cursor = $4, complete = complete OR $5, builds = builds + 1,
       state = 'running', reason = NULL
     WHERE name = $1 AND generation = 'live'`,
    [name, fed.version, fed.position === undefined ? null : String(fed.position), String(cursor), level],
  );
}
