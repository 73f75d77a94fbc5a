/** Recordings that are in no case's audit trail: no call claims them, and their number, where they have one, is of no case. */
import type { Queryable } from '../database';
import { tableOf } from '../tables';
import { EvidenceReader } from './evidence-reader';
import { Reach } from './keys';
import { type Recorded, type RecordingPage, type RecordingQuestion, readRecordings } from './recordings';

/** `widestClockMs` is the widest tolerance between clocks of any rule book here. */
export const readUnclaimed = (
  db: Queryable,
  question: RecordingQuestion,
  widestClockMs: number,
): Promise<RecordingPage> =>
  readRecordings(db, question, async (recorded) => withoutClaimed(db, await ofNoCase(db, recorded), widestClockMs));

/** Without those whose number is some case's, whose trail shows them. */
async function ofNoCase(db: Queryable, recorded: readonly Recorded[]): Promise<readonly Recorded[]> {
  const numbers = recorded.flatMap(({ value }) => value.evidence.number ?? []);
  const rows = await db.query<{ readonly number: string }>(
    `SELECT n.number FROM unnest($1::text[]) AS n (number)
     WHERE EXISTS (SELECT 1 FROM evidence_case c WHERE c.numbers @> ARRAY[n.number])`,
    [[...new Set(numbers)]],
  );
  const known = new Set(rows.map(({ number }) => number));
  return recorded.filter(({ value: { evidence } }) => evidence.number === undefined || !known.has(evidence.number));
}

/** Without those that are in the trail of a case that they may have to do with. */
async function withoutClaimed(
  db: Queryable,
  recorded: readonly Recorded[],
  widestClockMs: number,
): Promise<readonly Recorded[]> {
  if (recorded.length === 0) return recorded;
  const reader = new EvidenceReader({ tx: db, table: (table) => tableOf(table).name }, new Reach(widestClockMs));
  const pieces = recorded.map(({ value }) => value);
  await reader.read([], pieces, []);
  const caseIds = [...new Set(pieces.flatMap((piece) => reader.book.touchedBy(piece)))];
  // Whatever of an entry names recordings, one or a list of them, has them at this depth.
  const rows = await db.query<{ readonly id: string }>(
    `SELECT DISTINCT jsonb_path_query(value, '$.*.recordingId') #>> '{}' AS id FROM audit_trail WHERE case_id = ANY($1::text[])`,
    [caseIds],
  );
  const claimed = new Set(rows.map(({ id }) => id));
  return recorded.filter(({ value }) => !claimed.has(value.evidence.recordingId));
}
