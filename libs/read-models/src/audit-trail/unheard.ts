/** Recordings whose audio nobody has ever looked at, and nobody has reported gone: it may be missing. */
import type { Queryable } from '../database';
import { withKind } from './evidence-tables';
import { recordingKey } from './keys';
import { type Recorded, type RecordingPage, type RecordingQuestion, readRecordings } from './recordings';

export const readUnheard = (db: Queryable, question: RecordingQuestion): Promise<RecordingPage> =>
  readRecordings(db, question, async (recorded) => {
    const known = await keysOnRecord(db, recorded.flatMap(toldBy));
    return recorded.filter((one) => !toldBy(one).some((key) => known.has(key)));
  });

/** What anything that tells of its audio is found by. */
const toldBy = ({ value: { evidence } }: Recorded): readonly string[] =>
  (['check', 'removal'] as const).map((kind) => withKind(kind, recordingKey(evidence.recordingId)));

async function keysOnRecord(db: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ readonly key: string }>(
    'SELECT DISTINCT key FROM evidence_key WHERE key = ANY($1::text[])',
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}
