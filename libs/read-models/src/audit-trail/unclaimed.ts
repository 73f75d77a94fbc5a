/** Recordings that are in no case's audit trail: no call claims them, and their number, where they have one, is of no case. */
import { toInstant } from '@case';
import type { EventRef } from '@reconciliation';
import type { Queryable } from '../database';
import { tableOf } from '../tables';
import type { Piece } from './brought';
import { EvidenceReader } from './evidence-reader';
import { Reach } from './keys';

export interface UnclaimedRecording {
  readonly recordingId: string;
  readonly event: EventRef;
  readonly source: string;
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string | null;
  readonly lineId: string | null;
  /** Whether the recorder named a number, which is of no case then. */
  readonly hasNumber: boolean;
  /** By the recorder's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
}

/** By their beginning and their place in the store. */
export interface UnclaimedPlace {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly key: string;
}

export interface UnclaimedQuestion {
  /** UTC days by the recorder's clock; the latter is excluded. */
  readonly from: string;
  readonly to: string;
  readonly after: UnclaimedPlace | undefined;
  readonly limit: number;
  /** The widest tolerance between clocks of any rule book here, milliseconds. */
  readonly widestClockMs: number;
}

export interface UnclaimedPage {
  readonly recordings: readonly UnclaimedRecording[];
  /** Where the next page begins; undefined on the last. */
  readonly next: UnclaimedPlace | undefined;
}

interface Candidate extends UnclaimedPlace {
  /** Whether its number is one of a case. */
  readonly hasCase: boolean;
  readonly value: Extract<Piece, { readonly kind: 'recording' }>;
}

/** So many are looked at in one go, and in so many goes for one page: most are some call's. */
const AT_ONCE = 500;
const MOST_GOES = 10;

/** A page may be short, or empty, and not be the last. */
export async function readUnclaimed(db: Queryable, question: UnclaimedQuestion): Promise<UnclaimedPage> {
  const found: Candidate[] = [];
  let { after } = question;
  for (let goes = 1; ; goes++) {
    const looked = await readNext(db, question, after);
    const nobodys = looked.filter(({ hasCase }) => !hasCase);
    found.push(...(await withoutClaimed(db, nobodys, question.widestClockMs)));
    const recordings = found.slice(0, question.limit);
    const over = found.length > question.limit;
    const last = over ? recordings.at(-1) : looked.at(-1);
    if (!over && looked.length < AT_ONCE) return { recordings: recordings.map(toRow), next: undefined };
    after = last && { at: last.at, key: last.key };
    if (recordings.length === question.limit || goes === MOST_GOES)
      return { recordings: recordings.map(toRow), next: after };
  }
}

/** The next recordings by their beginning, with whether their number is some case's, whose trail shows them then. */
async function readNext(
  db: Queryable,
  { from, to }: UnclaimedQuestion,
  after: UnclaimedPlace | undefined,
): Promise<readonly Candidate[]> {
  const startedAt = `(value->'evidence'->>'startedAt')::bigint`;
  const number = `e.value->'evidence'->>'number'`;
  const rows = await db.query<Omit<Candidate, 'at'> & { readonly at: string }>(
    `SELECT e.at::text AS at, e.key, e.value,
       EXISTS (SELECT 1 FROM evidence_case c WHERE c.numbers @> ARRAY[${number}]) AS "hasCase"
     FROM (
       SELECT ${startedAt} AS at, key, value FROM evidence
       WHERE value->>'kind' = 'recording' AND ${startedAt} >= $1 AND ${startedAt} < $2 AND (${startedAt}, key) > ($3::bigint, $4)
       ORDER BY ${startedAt}, key LIMIT ${AT_ONCE}
     ) e ORDER BY e.at, e.key`,
    [Date.parse(from), Date.parse(to), after?.at ?? Number.MIN_SAFE_INTEGER, after?.key ?? ''],
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** Without those that are in the trail of a case that they may have to do with. */
async function withoutClaimed(
  db: Queryable,
  candidates: readonly Candidate[],
  widestClockMs: number,
): Promise<readonly Candidate[]> {
  if (candidates.length === 0) return candidates;
  const reader = new EvidenceReader({ tx: db, table: (table) => tableOf(table).name }, new Reach(widestClockMs));
  const pieces = candidates.map(({ value }) => value);
  await reader.read([], pieces, []);
  const caseIds = [...new Set(pieces.flatMap((piece) => reader.book.touchedBy(piece)))];
  // Whatever of an entry names recordings, one or a list of them, has them at this depth.
  const rows = await db.query<{ readonly id: string }>(
    `SELECT DISTINCT jsonb_path_query(value, '$.*.recordingId') #>> '{}' AS id FROM audit_trail WHERE case_id = ANY($1::text[])`,
    [caseIds],
  );
  const claimed = new Set(rows.map(({ id }) => id));
  return candidates.filter(({ value }) => !claimed.has(value.evidence.recordingId));
}

const toRow = ({ value: { evidence } }: Candidate): UnclaimedRecording => ({
  recordingId: evidence.recordingId,
  event: evidence.ref,
  source: evidence.source,
  direction: evidence.direction,
  agentId: evidence.agentId ?? null,
  lineId: evidence.lineId ?? null,
  hasNumber: evidence.number !== undefined,
  startedAt: toInstant(evidence.startedAt),
  endedAt: toInstant(evidence.endedAt),
});
