/** Looks at every event of a store, beside a running node or without one, and says what does not hold. */
import type Database from 'libsql';
import { reading } from './folder';
import { checksumOf, decodeRecord, idBytes } from './record';
import { blobIn, numberIn, textIn } from './rows';

/** What is wrong, in a sentence that names the event. */
export type Fault = string;

export interface Verified {
  readonly events: number;
  readonly streams: number;
  /** In the order of positions, and no more than {@link MOST_FAULTS} of them. */
  readonly faults: readonly Fault[];
}

/** Told now and then how many of the events have been looked at. */
export type OnProgress = (done: number, total: number) => void;

export const MOST_FAULTS = 20;
const TELL_EVERY = 5_000;

/**
 * Checks the file's own structure, that positions and revisions have no gap, and that each event is what was written and
 * can be found by what its record says. Throws where the file cannot be read at all.
 */
export const verifyStore = (folder: string, onProgress: OnProgress = () => undefined): Verified =>
  reading(folder, (db) => {
    const total = numberIn(db.prepare('SELECT count(*) AS n FROM event').get([]), 'n') ?? 0;
    const streams = numberIn(db.prepare('SELECT count(*) AS n FROM stream').get([]), 'n') ?? 0;
    const faults = [...faultsOfEvents(db, total, onProgress), ...faultsOfFile(db)];
    onProgress(total, total);
    return { events: total, streams, faults: faults.slice(0, MOST_FAULTS) };
  });

function faultsOfFile(db: Database.Database): readonly Fault[] {
  const said = db.prepare(`PRAGMA integrity_check(${MOST_FAULTS})`).all([]) as readonly unknown[];
  return said
    .map((row) => textIn(row, 'integrity_check') ?? '')
    .filter((sentence) => sentence !== 'ok')
    .map((sentence) => `the file: ${sentence}`);
}

function faultsOfEvents(db: Database.Database, total: number, onProgress: OnProgress): readonly Fault[] {
  const rows = db.prepare(
    `SELECT e.position, e.stream AS stream_id, CAST(s.name AS BLOB) AS name, e.revision, e.id,
       CAST(e.type AS BLOB) AS type, e.checksum, e.record
     FROM event e LEFT JOIN stream s ON s.id = e.stream ORDER BY e.position`,
  );
  const faults: Fault[] = [];
  const next = new Map<string, number>();
  let position = 0;
  let done = 0;
  try {
    for (const row of rows.iterate([])) {
      position += 1;
      done += 1;
      if (done % TELL_EVERY === 0) onProgress(done, total);
      const found = faultOf(row, position, next);
      position = numberIn(row, 'position') ?? position;
      if (found) faults.push(found);
      if (faults.length >= MOST_FAULTS) break;
    }
  } catch (error) {
    faults.push(`after position ${position}: ${error instanceof Error ? error.message : 'the file cannot be read on'}`);
  }
  return faults;
}

function faultOf(row: unknown, expected: number, next: Map<string, number>): Fault | undefined {
  const position = numberIn(row, 'position') ?? -1;
  const revision = numberIn(row, 'revision') ?? -1;
  const stream = blobIn(row, 'name')?.toString('utf8') ?? '';
  const type = blobIn(row, 'type')?.toString('utf8') ?? '';
  const record = blobIn(row, 'record') ?? Buffer.alloc(0);
  const named = `position ${position} (stream ${stream}, revision ${revision})`;
  const due = next.get(stream) ?? 0;
  next.set(stream, revision + 1);
  if (position !== expected) return `${named}: position ${expected} is missing before it`;
  if (checksumOf({ position, revision, stream, type }, record) !== numberIn(row, 'checksum')) {
    return `${named}: the stored event is damaged, its checksum does not hold`;
  }
  if (revision !== due) return `${named}: revision ${due} is missing before it`;
  const says = decodeRecord(record);
  const agrees =
    says.position === position && says.revision === revision && says.stream === stream && says.type === type;
  if (!agrees || !blobIn(row, 'id')?.equals(idBytes(says.id))) return `${named}: its record says something else`;
  return undefined;
}
