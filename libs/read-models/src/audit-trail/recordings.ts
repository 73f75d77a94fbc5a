/** Recordings of some days that something is missing about, page by page. */
import { toInstant } from '@case';
import type { EventRef } from '@reconciliation';
import type { Queryable } from '../database';
import type { Piece } from './brought';

export interface RecordingRow {
  readonly recordingId: string;
  readonly event: EventRef;
  readonly source: string;
  readonly direction: 'outbound' | 'inbound';
  readonly agentId: string | null;
  readonly lineId: string | null;
  /** Whether the recorder named a number. */
  readonly hasNumber: boolean;
  /** By the recorder's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
}

/** By their beginning and their place in the store. */
export interface RecordingPlace {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly key: string;
}

export interface RecordingQuestion {
  /** UTC days by the recorder's clock; the latter is excluded. */
  readonly from: string;
  readonly to: string;
  /** The recorder; undefined is any. */
  readonly source: string | undefined;
  readonly after: RecordingPlace | undefined;
  readonly limit: number;
}

export interface RecordingPage {
  readonly recordings: readonly RecordingRow[];
  /** Where the next page begins; undefined on the last. */
  readonly next: RecordingPlace | undefined;
}

export interface Recorded extends RecordingPlace {
  readonly value: Extract<Piece, { readonly kind: 'recording' }>;
}

/** So many are looked at in one go, and in so many goes for one page: most are not what is asked for. */
const AT_ONCE = 500;
const MOST_GOES = 10;

/** Those that `keep` keeps, in their order. A page may be short, or empty, and not be the last. */
export async function readRecordings(
  db: Queryable,
  question: RecordingQuestion,
  keep: (recorded: readonly Recorded[]) => Promise<readonly Recorded[]>,
): Promise<RecordingPage> {
  const found: Recorded[] = [];
  let { after } = question;
  for (let goes = 1; ; goes++) {
    const looked = await readNext(db, question, after);
    found.push(...(looked.length > 0 ? await keep(looked) : []));
    const recordings = found.slice(0, question.limit);
    const over = found.length > question.limit;
    const last = over ? recordings.at(-1) : looked.at(-1);
    if (!over && looked.length < AT_ONCE) return { recordings: recordings.map(toRow), next: undefined };
    after = last && { at: last.at, key: last.key };
    if (recordings.length === question.limit || goes === MOST_GOES)
      return { recordings: recordings.map(toRow), next: after };
  }
}

/** The next by their beginning. */
async function readNext(
  db: Queryable,
  { from, to, source }: RecordingQuestion,
  after: RecordingPlace | undefined,
): Promise<readonly Recorded[]> {
  const startedAt = `(value->'evidence'->>'startedAt')::bigint`;
  const rows = await db.query<Omit<Recorded, 'at'> & { readonly at: string }>(
    `SELECT ${startedAt}::text AS at, key, value FROM evidence
     WHERE value->>'kind' = 'recording' AND ${startedAt} >= $1 AND ${startedAt} < $2 AND (${startedAt}, key) > ($3::bigint, $4)
       AND ($5::text IS NULL OR value->'evidence'->>'source' = $5)
     ORDER BY ${startedAt}, key LIMIT ${AT_ONCE}`,
    [Date.parse(from), Date.parse(to), after?.at ?? Number.MIN_SAFE_INTEGER, after?.key ?? '', source ?? null],
  );
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

const toRow = ({ value: { evidence } }: Recorded): RecordingRow => ({
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
