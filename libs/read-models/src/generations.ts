/** What is stored of each projection: what is read of it, and what is built beside that. */
import type { Queryable } from './database';
import { type Fed, type Generation, type Making, type Phase, tableName } from './fed';
import type { Projection } from './projection';
import { caseFacts } from './projections/case-facts';
import { tableOf } from './tables';

export interface StoredGeneration {
  readonly fed: Fed;
  readonly running: boolean;
  /** Why it has stopped; undefined while it runs. */
  readonly reason: string | undefined;
}

interface Stored {
  readonly name: string;
  readonly generation: Generation;
  readonly version: number;
  readonly position: string | null;
  readonly phase: Phase;
  readonly making: Making | null;
  readonly cursor: string;
  readonly complete: boolean;
  readonly state: 'running' | 'stopped';
  readonly reason: string | null;
  readonly wish: 'resume' | 'rebuild' | null;
}

/**
 * Every generation of these projections, what operators wished having been done: what is new begins empty, what has
 * another version than the code, or is to be made anew, is built beside what is read.
 */
export async function arrange(tx: Queryable, projections: readonly Projection[]): Promise<readonly StoredGeneration[]> {
  await tx.query('INSERT INTO feed (id) SELECT gen_random_uuid() WHERE NOT EXISTS (SELECT 1 FROM feed)');
  for (const { name, version } of projections) {
    await tx.query(
      `INSERT INTO projection (name, generation, version, state) VALUES ($1, 'live', $2, 'running') ON CONFLICT DO NOTHING`,
      [name, version],
    );
  }
  // Locked, so that a wish made meanwhile waits and is not taken for one that was heeded.
  const before = await read(tx, 'FOR UPDATE');
  await resume(tx, projections, before);
  const outdated = projections.filter((projection) => isOutdated(projection, before));
  // What builds upon the facts is made of the new ones.
  const newFacts =
    outdated.includes(caseFacts) ||
    (outdated.some(({ folds }) => folds) &&
      before.some(({ name, generation }) => name === caseFacts.name && generation === 'building'));
  await beginBuilding(tx, newFacts ? projections : outdated);
  await tx.query('UPDATE projection SET wish = NULL WHERE wish IS NOT NULL');
  return (await read(tx)).flatMap((row) => {
    const projection = projections.find(({ name }) => name === row.name);
    return projection
      ? [{ fed: toFed(projection, row), running: row.state === 'running', reason: row.reason ?? undefined }]
      : [];
  });
}

/** Has somebody asked for something that is not done yet? */
export async function isWished(tx: Queryable): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM projection WHERE wish IS NOT NULL LIMIT 1')).length > 0;
}

/** Writes down that a generation stops where it stands, and why. */
export async function markStopped(tx: Queryable, { projection, generation }: Fed, reason: string): Promise<void> {
  await tx.query(`UPDATE projection SET state = 'stopped', reason = $3 WHERE name = $1 AND generation = $2`, [
    projection.name,
    generation,
    reason,
  ]);
}

/** Lets what was wished for run again; who looks at cases, with the facts that they are folded from. */
async function resume(tx: Queryable, projections: readonly Projection[], stored: readonly Stored[]): Promise<void> {
  const wished = projections.filter(({ name }) => stored.some((row) => row.name === name && row.wish === 'resume'));
  const names = wished.flatMap(({ name, folds, make }) => (folds || make ? [name, caseFacts.name] : [name]));
  await tx.query(`UPDATE projection SET state = 'running', reason = NULL WHERE name = ANY($1::text[])`, [names]);
}

const read = (tx: Queryable, lock = ''): Promise<readonly Stored[]> =>
  tx.query<Stored>(
    `SELECT name, generation, version, position::text, phase, making, cursor::text, complete, state, reason, wish
     FROM projection ORDER BY name, generation ${lock}`,
  );

/** The newest generation, built or being built, decides. */
function isOutdated({ name, version }: Projection, stored: readonly Stored[]): boolean {
  const mine = stored.filter((row) => row.name === name);
  const newest = mine.find(({ generation }) => generation === 'building') ?? mine[0];
  return mine.some(({ wish }) => wish === 'rebuild') || newest?.version !== version;
}

/** Empty tables beside those that are read. What was begun before is begun again. */
async function beginBuilding(tx: Queryable, projections: readonly Projection[]): Promise<void> {
  for (const { name, version, tables } of projections) {
    for (const table of tables) {
      const building = tableName(table, 'building');
      await tx.query(`DROP TABLE IF EXISTS ${building}`);
      await tx.query(`CREATE TABLE ${building} (LIKE ${tableOf(table).name} INCLUDING ALL)`);
    }
    await tx.query(
      `INSERT INTO projection (name, generation, version, state, phase) VALUES ($1, 'building', $2, 'running', 'gathering')
       ON CONFLICT (name, generation) DO UPDATE
       SET version = EXCLUDED.version, state = 'running', reason = NULL, position = NULL, phase = EXCLUDED.phase,
         making = NULL, updated_at = now()`,
      [name, version],
    );
  }
}

function toFed(projection: Projection, row: Stored): Fed {
  const { generation, version, position, phase, making, cursor, complete } = row;
  return {
    projection,
    generation,
    version,
    position: position === null ? undefined : BigInt(position),
    phase,
    making: making ?? undefined,
    cursor: BigInt(cursor),
    complete,
    alarmAt: undefined,
  };
}
