/**
 * What the facts of all cases show amiss, as it is kept by those who can read them: one service at a time looks at each case
 * again when it has changed, when calls in another case may count for it, and when time alone may show more.
 */
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from './database';
import { findingColumns, type ListedFinding } from './listed-finding';
import { contactLogs } from './projections/contact-log';
import { caseFinding, reviewedCase } from './schema';
import { tableOf } from './tables';
import { upsertText } from './writes';

/** Raised where the same facts would show something else: all cases are then looked at anew. */
const VERSION = 2;

/** Whoever has said nothing for so long is gone. */
const LEASE_SECONDS = 5;
const RENEW_MS = 1_500;

/** Changes of `case-standing` looked through in one go, and cases that are reviewed in one go: they are held in memory. */
const MOST_CHANGES = 500;
const MOST_CASES = 20;

/** How far the reviews have come. */
export interface Held {
  /** Of the newest change of `case-standing` that was looked through. */
  readonly cursor: bigint;
  /** Up to here every event was looked at. */
  readonly position: bigint;
  readonly complete: boolean;
}

export interface Backlog {
  /** With how many of their facts mattered to others when they were last reviewed; 0 where they never were. */
  readonly cases: ReadonlyMap<string, number>;
  /** What the cursor and the position are when they were reviewed. */
  readonly cursor: bigint;
  readonly position: bigint;
}

/** What came of one case. */
export interface ReviewedCase {
  readonly caseId: string;
  readonly revision: number;
  /** How many of its facts matter to the counters of other cases. */
  readonly shared: number;
  /** Whose calls count for it: ids of persons, keyed hashes of numbers. */
  readonly sharers: readonly string[];
  /** Epoch milliseconds; infinite where nothing but a further event can show more. */
  readonly next: number;
  readonly findings: readonly ListedFinding[];
}

interface Changed {
  readonly cursor: string;
  readonly key: string;
  readonly position: string | null;
  readonly shared: number;
  readonly fresh: boolean;
}

export class Reviews {
  /** As it is known to this holder, and since when; milliseconds of this process. */
  #held: { readonly held: Held; readonly at: number } | undefined;

  /** `holder` names whoever makes them. */
  constructor(
    private readonly db: Queryable,
    private readonly holder: string,
  ) {}

  /** Takes the right to review, or keeps it; undefined where somebody else has it, or calls are still counted in another way. */
  async hold(): Promise<Held | undefined> {
    if (this.#held && performance.now() - this.#held.at < RENEW_MS) return this.#held.held;
    const at = performance.now();
    this.#held = undefined;
    const [row] = await this.db.query(
      `INSERT INTO reviews (version, cursor, position, holder, held_until)
       SELECT ${VERSION}, 0, 0, $1, now() + interval '${LEASE_SECONDS} seconds'
       FROM projection WHERE name = '${contactLogs.name}' AND generation = 'live' AND version = ${contactLogs.version}
       ON CONFLICT (version) DO UPDATE SET holder = $1, held_until = excluded.held_until
       WHERE reviews.holder = $1 OR reviews.held_until < now()
       RETURNING cursor::text AS cursor, position::text AS position, complete`,
      [this.holder],
    );
    if (!row) return undefined;
    const { cursor, position, complete } = row;
    const held = { cursor: BigInt(String(cursor)), position: BigInt(String(position)), complete: complete === true };
    this.#held = { held, at };
    return held;
  }

  /**
   * Cases that have changed since, or are due (`now` is epoch milliseconds); at most as many as are reviewed in one go. `told`
   * is a position up to which all changes were there before this was asked.
   */
  async backlog({ cursor, position }: Held, told: bigint, now: number): Promise<Backlog> {
    const changes = await this.db.query<Changed>(
      `SELECT c.cursor::text AS cursor, c.key, c.cause->>'position' AS position, coalesce(r.shared, 0) AS shared,
         r.version IS DISTINCT FROM ${VERSION} OR r.revision < (c.value->>'revision')::int AS fresh
       FROM (SELECT cursor, key, cause, value FROM change WHERE projection = 'case-standing' AND cursor > $1
             ORDER BY cursor LIMIT ${MOST_CHANGES}) c
       LEFT JOIN reviewed_case r ON r.case_id = c.key ORDER BY c.cursor`,
      [String(cursor)],
    );
    // A service of an older version may still have looked at some after this one had.
    const due = await this.db.query<{ readonly caseId: string; readonly shared: number }>(
      `(SELECT case_id AS "caseId", shared FROM reviewed_case WHERE due_at <= $1 ORDER BY due_at LIMIT ${MOST_CASES / 2})
       UNION (SELECT case_id, shared FROM reviewed_case WHERE version < ${VERSION} LIMIT ${MOST_CASES / 2})`,
      [new Date(now).toISOString()],
    );
    const cases = new Map(due.map(({ caseId, shared }) => [caseId, shared]));
    let [upTo, reached] = [cursor, position];
    for (const change of changes) {
      if (change.fresh && cases.size >= MOST_CASES && !cases.has(change.key)) break;
      if (change.fresh) cases.set(change.key, change.shared);
      upTo = BigInt(change.cursor);
      if (change.position !== null && BigInt(change.position) > reached) reached = BigInt(change.position);
    }
    return { cases, cursor: upTo, position: changes.length === 0 && told > reached ? told : reached };
  }

  /**
   * Keeps what came of cases, lets those be looked at again whose sharers are among these, and goes on. False where somebody
   * else has gone on: then nothing was kept.
   */
  async keep(
    from: Held,
    to: Omit<Backlog, 'cases'>,
    reviewed: readonly ReviewedCase[],
    sharers: readonly string[],
  ): Promise<boolean> {
    const rows = reviewed.flatMap(({ caseId, findings }) =>
      findings.map((row) => ({ ...findingColumns(row), key: `${caseId}/${row.key}`, value: row })),
    );
    const cases = reviewed.map(({ caseId, next, findings: _kept, ...rest }) => ({
      ...rest,
      case_id: caseId,
      version: VERSION,
      due_at: Number.isFinite(next) ? new Date(next).toISOString() : null,
    }));
    const at = performance.now();
    const kept = await this.db.query(
      `WITH mine AS (
         UPDATE reviews SET cursor = $2, position = $3, reason = NULL,
           held_until = now() + interval '${LEASE_SECONDS} seconds'
         WHERE version = ${VERSION} AND holder = $1 AND cursor = $4 RETURNING true AS held),
       gone AS (
         DELETE FROM case_finding USING mine WHERE case_id = ANY($5::text[]) AND key <> ALL($6::text[])),
       found AS (${insert(caseFinding, '$7')}),
       looked AS (${insert(reviewedCase, '$8')}),
       others AS (
         UPDATE reviewed_case r SET due_at = to_timestamp(0) FROM mine
         WHERE r.case_id <> ALL($5::text[]) AND r.sharers && $9::text[])
       SELECT held FROM mine`,
      [
        this.holder,
        String(to.cursor),
        String(to.position),
        String(from.cursor),
        cases.map(({ case_id }) => case_id),
        rows.map(({ key }) => key),
        JSON.stringify(rows),
        JSON.stringify(cases),
        sharers,
      ],
    );
    const { cursor, position } = to;
    this.#held = kept.length > 0 ? { held: { ...from, cursor, position }, at } : undefined;
    return kept.length > 0;
  }

  /** They have come to the end of what there was when they began. */
  async complete(): Promise<void> {
    this.#held = undefined;
    await this.db.query(`UPDATE reviews SET complete = true WHERE version = ${VERSION} AND holder = $1`, [this.holder]);
  }

  /** They cannot go on: `reason` names a stream and a revision, and nothing of what is in them. */
  async stop(reason: string): Promise<void> {
    await this.db.query(`UPDATE reviews SET reason = $2 WHERE version = ${VERSION} AND holder = $1`, [
      this.holder,
      reason,
    ]);
  }

  /** Lets somebody else go on at once. */
  async release(): Promise<void> {
    this.#held = undefined;
    await this.db.query(`UPDATE reviews SET held_until = now() WHERE version = ${VERSION} AND holder = $1`, [
      this.holder,
    ]);
  }
}

/** Only where `mine` has a row, and over none that is the same: most of what a case showed it still shows. */
function insert(table: AnyPgTable, param: string): string {
  const { name, columns, key } = tableOf(table);
  const list = (of: string): string =>
    columns.flatMap((column) => (key.includes(column) ? [] : [`${of}.${column}`])).join(', ');
  return `${upsertText(table, name, param, 'mine')} WHERE (${list(name)}) IS DISTINCT FROM (${list('excluded')})`;
}

/** How far they are, for who asks. */
export interface ReviewProgress {
  /** Why they have stopped, and where. */
  readonly reason: string | null;
  readonly complete: boolean;
  /** Up to here every event was looked at, but for what it may mean to other cases where some are `due`. */
  readonly position: bigint;
  readonly due: boolean;
}

export async function reviewProgress(db: Queryable): Promise<ReviewProgress> {
  // What an older version found is told until all were reviewed anew.
  const [row] = await db.query(
    `SELECT (SELECT reason FROM reviews WHERE version = ${VERSION}) AS reason, complete, position::text AS position,
       EXISTS (SELECT 1 FROM reviewed_case WHERE due_at = to_timestamp(0)) AS due
     FROM reviews WHERE version <= ${VERSION} ORDER BY complete DESC, version DESC LIMIT 1`,
  );
  return {
    reason: typeof row?.reason === 'string' ? row.reason : null,
    complete: row?.complete === true,
    position: BigInt(String(row?.position ?? 0)),
    due: row?.due === true,
  };
}
