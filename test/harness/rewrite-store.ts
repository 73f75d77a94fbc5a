/** The rows of a stopped node's file, changed by somebody who knows how they are made: whatever can be made right, is. */
import { join } from 'node:path';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ChainedEvent, claimedHash, FIRST_HASH, hashOf } from '@proof';
import Database from 'libsql';
import { checksumOf, encodeRecord } from '../../libs/embedded-node/src/record';

/** An event as it lies in the file; its bytes may be anything. */
export interface StoredRow {
  readonly stream: string;
  readonly revision: number;
  /** UUID. */
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: Buffer;
  readonly metadata: Buffer;
}

interface RawRow {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly record: ArrayBuffer;
}

const { RecordedEvent } = ReadResp.ReadEvent;

function opened({ stream, revision, type, record }: RawRow): StoredRow {
  const read = RecordedEvent.deserializeBinary(new Uint8Array(record));
  return {
    ...{ stream, revision, type },
    id: read.getId()?.getString() ?? '',
    contentType:
      read.getMetadataMap().get('content-type') === 'application/json'
        ? 'application/json'
        : 'application/octet-stream',
    data: Buffer.from(read.getData_asU8()),
    metadata: Buffer.from(read.getCustomMetadata_asU8()),
  };
}

/**
 * Replaces the events of the ledger by others; what is beside them, such as its checkpoints, stays and comes last. Places and
 * checksums are those that the node itself would have written.
 */
export function rewriteStore(folder: string, change: (rows: readonly StoredRow[]) => readonly StoredRow[]): void {
  const db = new Database(join(folder, 'events.sqlite'));
  const raw = db
    .prepare(
      'SELECT s.name AS stream, e.revision, e.type, e.record FROM event e JOIN stream s ON s.id = e.stream ORDER BY e.position',
    )
    .all([]) as RawRow[];
  const rows = raw.map(opened);
  const isBeside = ({ stream }: StoredRow): boolean => stream === 'checkpoint-log';
  const written = [...change(rows.filter((row) => !isBeside(row))), ...rows.filter(isBeside)];
  const streamId = db.prepare('SELECT id FROM stream WHERE name = ?');
  const insert = db.prepare(
    'INSERT INTO event (position, stream, revision, id, type, checksum, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  db.exec('BEGIN');
  db.exec('DELETE FROM event');
  for (const [i, row] of written.entries()) {
    const { stream, revision, id, type } = row;
    const { id: streamRow } = streamId.get([stream]) as { id: number };
    const position = i + 1;
    const record = encodeRecord(row, { stream, revision, position, created: 0 });
    const checksum = checksumOf({ position, revision, stream, type }, record);
    insert.run([position, streamRow, revision, Buffer.from(id.replaceAll('-', ''), 'hex'), type, checksum, record]);
  }
  db.exec('COMMIT');
  db.close();
}

/** Revisions without holes, in the order of the rows. */
export function renumbered(rows: readonly StoredRow[]): readonly StoredRow[] {
  const next = new Map<string, number>();
  return rows.map((row) => {
    const revision = next.get(row.stream) ?? 0;
    next.set(row.stream, revision + 1);
    return { ...row, revision };
  });
}

/** Every event says the hash of the one before it in its stream again, as far as it can be read at all. */
export function rechained(rows: readonly StoredRow[]): readonly StoredRow[] {
  const hashes = new Map<string, string>();
  return rows.map((row) => {
    const before = hashes.get(row.stream) ?? FIRST_HASH;
    const parsed = parsedOf(row);
    if (!parsed) return row;
    const isRight = claimedHash(parsed.metadata) === before;
    const metadata = isRight ? parsed.metadata : { ...Object(parsed.metadata), previousHash: before };
    hashes.set(row.stream, hashOf({ ...parsed, metadata }));
    return isRight ? row : { ...row, metadata: Buffer.from(JSON.stringify(metadata)) };
  });
}

function parsedOf(row: StoredRow): ChainedEvent | undefined {
  try {
    const [data, metadata]: [unknown, unknown] = [JSON.parse(row.data.toString()), JSON.parse(row.metadata.toString())];
    return { ...row, data, metadata };
  } catch {
    return undefined;
  }
}
