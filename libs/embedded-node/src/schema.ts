/** The tables of the store, and how the file of an older version is brought forward. */
import type Database from 'libsql';
import { checksumOf, idBytes } from './record';
import { blobIn, numberIn, textIn } from './rows';

/** Of the file; kept in it as `user_version`. */
export const SCHEMA_VERSION = 2;

const STREAM = 'CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;';

const EVENT = `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES stream (id),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_revision ON event (stream, revision);
  CREATE INDEX event_by_id ON event (id, stream);
`;

/** Makes the tables, or brings those of an older version forward, whole or not at all. Refuses a newer version. */
export function migrate(db: Database.Database): void {
  const version = numberIn(db.prepare('PRAGMA user_version').get([]), 'user_version') ?? 0;
  if (version > SCHEMA_VERSION) throw new Error(`the event store was written by a newer version (${version})`);
  if (version === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    if (version === 0) db.exec(STREAM + EVENT);
    if (version === 1) addChecksums(db);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Version 1 kept ids as texts, and no checksums. */
function addChecksums(db: Database.Database): void {
  db.exec(`ALTER TABLE event RENAME TO event_1; DROP INDEX event_by_revision; DROP INDEX event_by_id; ${EVENT}`);
  const add = db.prepare(
    'INSERT INTO event (position, stream, revision, id, type, checksum, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const old = db.prepare(
    `SELECT e.position, e.stream, s.name, e.revision, e.id, e.type, e.record
     FROM event_1 e JOIN stream s ON s.id = e.stream ORDER BY e.position`,
  );
  for (const row of old.iterate([])) {
    const place = {
      position: numberIn(row, 'position') ?? 0,
      revision: numberIn(row, 'revision') ?? 0,
      stream: textIn(row, 'name') ?? '',
      type: textIn(row, 'type') ?? '',
    };
    const record = blobIn(row, 'record') ?? Buffer.alloc(0);
    const { position, revision, type } = place;
    const id = idBytes(textIn(row, 'id') ?? '');
    add.run([position, numberIn(row, 'stream'), revision, id, type, checksumOf(place, record), record]);
  }
  db.exec('DROP TABLE event_1');
}
