/** The rows of a stopped node's file, changed by somebody who knows how they are made: every checksum is right again. */
import { join } from 'node:path';
import Database from 'libsql';
import { checksumOf } from '../../libs/embedded-node/src/record';

export interface StoredRow {
  readonly stream: string;
  readonly revision: number;
  readonly id: Buffer;
  readonly type: string;
  readonly record: Buffer;
}

interface RawRow {
  readonly stream: string;
  readonly revision: number;
  readonly id: ArrayBuffer;
  readonly type: string;
  readonly record: ArrayBuffer;
}

/** Replaces the events of the ledger by others; what is beside them, such as its checkpoints, stays and comes last. */
export function rewriteStore(folder: string, change: (rows: readonly StoredRow[]) => readonly StoredRow[]): void {
  const db = new Database(join(folder, 'events.sqlite'));
  const raw = db
    .prepare(
      'SELECT s.name AS stream, e.revision, e.id, e.type, e.record FROM event e JOIN stream s ON s.id = e.stream ORDER BY e.position',
    )
    .all([]) as RawRow[];
  const rows = raw.map((row) => ({ ...row, id: Buffer.from(row.id), record: Buffer.from(row.record) }));
  const isBeside = ({ stream }: StoredRow): boolean => stream === 'checkpoint-log';
  const written = [...change(rows.filter((row) => !isBeside(row))), ...rows.filter(isBeside)];
  const streamId = db.prepare('SELECT id FROM stream WHERE name = ?');
  const insert = db.prepare(
    'INSERT INTO event (position, stream, revision, id, type, checksum, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  db.exec('BEGIN');
  db.exec('DELETE FROM event');
  for (const [i, { stream, revision, id, type, record }] of written.entries()) {
    const { id: streamRow } = streamId.get([stream]) as { id: number };
    const checksum = checksumOf({ position: i + 1, revision, stream, type }, record);
    insert.run([i + 1, streamRow, revision, id, type, checksum, record]);
  }
  db.exec('COMMIT');
  db.close();
}
