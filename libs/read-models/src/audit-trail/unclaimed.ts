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
  readonly value: Extract<Piece, { readonly kind: 'recording' }>;
}

/** So many are looked at in one go; most of those without a number are some call's. */
const AT_ONCE = 500;

export async function readUnclaimed(db: Queryable, question: UnclaimedQuestion): Promise<UnclaimedPage> {
  const found: Candidate[] = [];
  for (let after = question.after; ; ) {
    const candidates = await readCandidates(db, question, after);
    found.push(...(await withoutClaimed(db, candidates, question.widestClockMs)));
    const [page, over] = [found.slice(0, question.limit), found.length > question.limit];
    const last = over ? page.at(-1) : candidates.at(-1);
    const isLast = !over && candidates.length < AT_ONCE;
    if (isLast || page.length === question.limit)
      return { recordings: page.map(toRow), next: isLast || !last ? undefined : { at: last.at, key: last.key } };
    after = last;
  }
}

/** Those that a case's trail need not show for their number alone. */
async function readCandidates(
  db: Queryable,
  { from, to }: UnclaimedQuestion,
  after: UnclaimedPlace | undefined,
): Promise<readonly Candidate[]> {
  const startedAt = `(e.value->'evidence'->>'startedAt')::bigint`;
  const rows = await db.query<{ readonly at: string; readonly key: string; readonly value: Candidate['value'] }>(
    `SELECT ${startedAt}::text AS at, e.key, e.value FROM evidence e
     WHERE e.value->>'kind' = 'recording' AND ${startedAt} >= $1 AND ${startedAt} < $2
       AND (${startedAt}, e.key) > ($3::bigint, $4)
       AND (e.value->'evidence'->>'number' IS NULL
         OR NOT EXISTS (SELECT 1 FROM evidence_case c WHERE c.numbers @> ARRAY[e.value->'evidence'->>'number']))
     ORDER BY ${startedAt}, e.key LIMIT ${AT_ONCE}`,
    [Date.parse(from), Date.parse(to), after?.at ?? Number.MIN_SAFE_INTEGER, after?.key ?? ''],
  );
  return rows.map(({ at, key, value }) => ({ at: Number(at), key, value }));
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
