/**
 * What the facts of all cases show amiss, as it is kept by those who can read them: one service at a time looks at each case
 * again when it has changed, when calls in another case may count for it, and when time alone may show more.
 */
import type { Queryable } from './database';
import { findingColumns, type ListedFinding } from './listed-finding';
import { caseFinding, reviewedCase } from './schema';
import { tableOf } from './tables';

/** Raised where the same facts would show something else: all cases are then looked at anew. */
const VERSION = 1;

/** Whoever has said nothing for so long is gone. */
const LEASE_SECONDS = 5;

/** Changes of `case-standing` looked through in one go, and cases that are due in one go. */
const MOST_CHANGES = 200;
const MOST_DUE = 20;

/** How far the reviews have come. */
export interface Held {
  /** Of the newest change of `case-standing` that was looked through. */
  readonly cursor: bigint;
  readonly complete: boolean;
  readonly reason: string | null;
}

export interface Backlog {
  readonly caseIds: readonly string[];
  /** What the cursor is when they were reviewed. */
  readonly cursor: bigint;
}

/** What came of one case. */
export interface ReviewedCase {
  readonly caseId: string;
  readonly revision: number;
  /** How many of its facts matter to the counters of other cases. */
  readonly shared: number;
  /** Epoch milliseconds; infinite where nothing but a further event can show more. */
  readonly next: number;
  readonly findings: readonly ListedFinding[];
}

/** Whose calls count for each other: persons by their ids, numbers by their keyed hash. */
export interface Sharing {
  readonly personIds: readonly string[];
  readonly numbers: readonly string[];
}

export class Reviews {
  /** `holder` names whoever makes them. */
  constructor(
    private readonly db: Queryable,
    private readonly holder: string,
  ) {}

  /** Takes the right to review, or keeps it; undefined where somebody else has it. */
  async hold(): Promise<Held | undefined> {
    const [row] = await this.db.query(
      `INSERT INTO reviews (version, cursor, holder, held_until)
       VALUES (${VERSION}, 0, $1, now() + interval '${LEASE_SECONDS} seconds')
       ON CONFLICT (version) DO UPDATE SET holder = $1, held_until = excluded.held_until
       WHERE reviews.holder = $1 OR reviews.held_until < now()
       RETURNING cursor::text AS cursor, complete, reason`,
      [this.holder],
    );
    if (!row) return undefined;
    const { cursor, complete, reason } = row;
    return { cursor: BigInt(String(cursor)), complete: complete === true, reason: reason ? String(reason) : null };
  }

  /** Cases that have changed since a cursor, or are due (`now` is epoch milliseconds). */
  async backlog(cursor: bigint, now: number): Promise<Backlog> {
    const changes = await this.db.query<{ readonly cursor: string; readonly key: string; readonly fresh: boolean }>(
      `SELECT c.cursor::text AS cursor, c.key, r.revision IS NULL OR r.revision < (c.value->>'revision')::int AS fresh
       FROM (SELECT cursor, key, value FROM change WHERE projection = 'case-standing' AND cursor > $1
             ORDER BY cursor LIMIT ${MOST_CHANGES}) c
       LEFT JOIN reviewed_case r ON r.case_id = c.key ORDER BY c.cursor`,
      [String(cursor)],
    );
    const due = await this.db.query<{ readonly caseId: string }>(
      `SELECT case_id AS "caseId" FROM reviewed_case WHERE due_at <= $1 ORDER BY due_at LIMIT ${MOST_DUE}`,
      [new Date(now).toISOString()],
    );
    const fresh = changes.filter((one) => one.fresh).map(({ key }) => key);
    return {
      caseIds: [...new Set([...fresh, ...due.map(({ caseId }) => caseId)])],
      cursor: BigInt(changes.at(-1)?.cursor ?? cursor),
    };
  }

  /** How many facts of these cases mattered to others when they were last reviewed; 0 where they never were. */
  async sharedOf(caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.query<{ readonly caseId: string; readonly shared: number }>(
      'SELECT case_id AS "caseId", shared FROM reviewed_case WHERE case_id = ANY($1::text[])',
      [caseIds],
    );
    return new Map(rows.map(({ caseId, shared }) => [caseId, shared]));
  }

  /** Keeps what came of cases, and goes on to a cursor. False where somebody else has gone on: then nothing was kept. */
  async keep(
    from: bigint,
    to: bigint,
    reviewed: readonly ReviewedCase[],
    sharing: readonly Sharing[],
  ): Promise<boolean> {
    const rows = reviewed.flatMap(({ caseId, findings }) =>
      findings.map((row) => {
        const key = `${caseId}/${row.key}`;
        return { ...findingColumns(row), key, value: row };
      }),
    );
    const cases = reviewed.map(({ caseId, revision, shared, next }) => ({
      case_id: caseId,
      revision,
      shared,
      due_at: Number.isFinite(next) ? new Date(next).toISOString() : null,
    }));
    const kept = await this.db.query(
      `WITH mine AS (
         UPDATE reviews SET cursor = $2, reason = NULL, held_until = now() + interval '${LEASE_SECONDS} seconds'
         WHERE version = ${VERSION} AND holder = $1 AND cursor = $3 RETURNING version),
       gone AS (
         DELETE FROM case_finding USING mine WHERE case_id = ANY($4::text[]) AND key <> ALL($5::text[])),
       found AS (${insert(caseFinding, '$6')}),
       looked AS (${insert(reviewedCase, '$7')}),
       others AS (
         UPDATE reviewed_case r SET due_at = to_timestamp(0) FROM mine
         WHERE r.case_id <> ALL($4::text[]) AND r.case_id IN (
           SELECT key FROM evidence_case WHERE numbers && $8::text[]
           UNION ALL SELECT key FROM retention WHERE person_ids && $9::text[]))
       SELECT version FROM mine`,
      [
        this.holder,
        String(to),
        String(from),
        cases.map(({ case_id }) => case_id),
        rows.map(({ key }) => key),
        JSON.stringify(rows),
        JSON.stringify(cases),
        sharing.flatMap(({ numbers }) => numbers),
        sharing.flatMap(({ personIds }) => personIds),
      ],
    );
    return kept.length > 0;
  }

  /** Lets somebody else go on at once. */
  async release(): Promise<void> {
    await this.db.query(`UPDATE reviews SET held_until = now() WHERE version = ${VERSION} AND holder = $1`, [
      this.holder,
    ]);
  }

  /** They are level for the first time. */
  async complete(): Promise<void> {
    await this.db.query(`UPDATE reviews SET complete = true WHERE version = ${VERSION} AND holder = $1`, [this.holder]);
  }

  /** They cannot go on: `reason` names a stream and a revision, and nothing of what is in them. */
  async stop(reason: string): Promise<void> {
    await this.db.query(`UPDATE reviews SET reason = $2 WHERE version = ${VERSION} AND holder = $1`, [
      this.holder,
      reason,
    ]);
  }
}

/** Over rows with the same key, and only where `mine` has one. `param` is a JSON array of rows. */
function insert(table: Parameters<typeof tableOf>[0], param: string): string {
  const { name, columns, key } = tableOf(table);
  const list = columns.join(', ');
  const rest = columns.filter((column) => !key.includes(column));
  return `INSERT INTO ${name} (${list}) SELECT r.* FROM mine, json_populate_recordset(NULL::${name}, ${param}::json) AS r
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

/** How far they are, for who asks: whether they have stopped, were ever level, and have looked at everything known by now. */
export interface ReviewProgress {
  readonly reason: string | null;
  readonly complete: boolean;
  /** Of the newest change that was looked through, and of the newest there is. */
  readonly cursor: bigint;
  readonly newest: bigint;
  /** Whether a case is to be looked at again by now. */
  readonly due: boolean;
}

/** `now` is epoch milliseconds. */
export async function reviewProgress(db: Queryable, now: number): Promise<ReviewProgress> {
  const [row] = await db.query(
    `SELECT r.reason, coalesce(r.complete, false) AS complete, coalesce(r.cursor, 0)::text AS cursor,
       coalesce(p.cursor, 0)::text AS newest, EXISTS (SELECT 1 FROM reviewed_case WHERE due_at <= $1) AS due
     FROM (SELECT 1) one LEFT JOIN reviews r ON r.version = ${VERSION}
     LEFT JOIN projection p ON p.name = 'case-standing' AND p.generation = 'live'`,
    [new Date(now).toISOString()],
  );
  return {
    reason: typeof row?.reason === 'string' ? row.reason : null,
    complete: row?.complete === true,
    cursor: BigInt(String(row?.cursor ?? 0)),
    newest: BigInt(String(row?.newest ?? 0)),
    due: row?.due === true,
  };
}
