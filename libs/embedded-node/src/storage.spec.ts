import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { ProposedEvent } from './record';
import { type AppendRequest, type ExpectedRevision, type Page, Storage } from './storage';

/** Ids are UUIDs; tests name them by a word. */
const uuid = (word: string): string => `${Buffer.from(word.padEnd(4)).toString('hex')}-0000-4000-8000-000000000000`;

const event = (word: string): ProposedEvent => ({
  id: uuid(word.slice(0, 4)),
  type: 'happened',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.alloc(0),
});

const append = (stream: string, expected: ExpectedRevision, ...ids: string[]): AppendRequest => ({
  stream,
  expected,
  events: ids.map(event),
});

const appended = (revision: number | undefined, position: number | undefined) => ({
  kind: 'appended',
  revision,
  position,
});
const conflict = (current: number | undefined) => ({ kind: 'wrong-expected-revision', current });

describe('the storage core', () => {
  let folder: string;
  let storage: Storage;
  const one = (request: AppendRequest) => storage.appendGroup([request])[0];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'storage-'));
    storage = new Storage(folder);
  });

  afterEach(() => {
    storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('numbers revisions from 0 in each stream and positions from 1 in all of them', () => {
    expect(one(append('a', 'no_stream', '1', '2'))).toEqual(appended(1, 2));
    expect(one(append('b', 'any', '3'))).toEqual(appended(0, 3));
    expect(one(append('a', 1, '4'))).toEqual(appended(2, 4));
    expect(storage.head).toBe(4);
  });

  it.each<[ExpectedRevision, unknown, unknown]>([
    ['any', appended(0, 2), appended(1, 2)],
    ['no_stream', appended(0, 2), conflict(0)],
    ['stream_exists', conflict(undefined), appended(1, 2)],
    [0, conflict(undefined), appended(1, 2)],
    [1, conflict(undefined), conflict(0)],
    [Number('18446744073709551615'), conflict(undefined), conflict(0)],
  ])('expecting %s: of a new stream, and of one with one event', (expected, ofNew, ofKnown) => {
    one(append('known', 'any', 'x'));
    expect(storage.appendGroup([append('new', expected, 'y')])).toEqual([ofNew]);
    storage.close();
    rmSync(folder, { recursive: true });
    storage = new Storage(folder);
    one(append('known', 'any', 'x'));
    expect(one(append('known', expected, 'y'))).toEqual(ofKnown);
  });

  it('takes the same events at the same revision for a repeat, for ever', () => {
    one(append('a', 'no_stream', '1', '2'));
    one(append('a', 1, '3'));
    expect(one(append('a', 'no_stream', '1', '2'))).toEqual(appended(1, 2));
    expect(one(append('a', 1, '3'))).toEqual(appended(2, 3));
    expect(one(append('a', 'no_stream', '1', 'other'))).toEqual(conflict(2));
    expect(one(append('a', 'no_stream', 'other'))).toEqual(conflict(2));
    expect(one(append('a', 1, '3', '4'))).toEqual(conflict(2));
  });

  it('without a revision goes by the first id: all known is a repeat, some known is a conflict', () => {
    one(append('a', 'any', '1', '2'));
    expect(one(append('a', 'any', '1', '2'))).toEqual(appended(1, 2));
    expect(one(append('a', 'stream_exists', '1'))).toEqual(appended(0, 1));
    expect(one(append('a', 'any', '1', 'new'))).toEqual(conflict(1));
    expect(one(append('b', 'any', '1'))).toEqual(appended(0, 3));
  });

  it('accepts an append of nothing', () => {
    expect(one(append('a', 'any'))).toEqual(appended(undefined, undefined));
    one(append('a', 'any', '1'));
    expect(one(append('a', 0))).toEqual(appended(0, undefined));
  });

  it('commits a group in order, and a conflict touches nobody else in it', () => {
    const results = storage.appendGroup([
      append('a', 'no_stream', '1'),
      append('a', 'no_stream', '2'),
      append('a', 0, '3'),
      append('b', 'no_stream', '4'),
    ]);
    expect(results).toEqual([appended(0, 1), conflict(0), appended(1, 2), appended(0, 3)]);
  });

  it('reads pages of a stream and of everything, both ways', () => {
    storage.appendGroup([append('a', 'any', '1', '2', '3'), append('b', 'any', '4')]);
    const places = ({ events }: Page) => events.map(({ position }) => position);
    expect(places(storage.readStream('a', 1, 'forwards', 10))).toEqual([2, 3]);
    expect(places(storage.readStream('a', 1, 'backwards', 10))).toEqual([2, 1]);
    expect(places(storage.readAll(2, 'forwards', 2))).toEqual([2, 3]);
    expect(places(storage.readAll(9, 'backwards', 2))).toEqual([4, 3]);
    expect(storage.readStream('nobody', 0, 'forwards', 10)).toEqual({ events: [], more: false });
  });

  it('ends a page early where its events are large', () => {
    const large = { ...event('x'), data: Buffer.alloc(700_000) };
    for (const [i, word] of ['1', '2', '3'].entries()) {
      one({ stream: 'a', expected: i === 0 ? 'no_stream' : i - 1, events: [{ ...large, id: uuid(word) }] });
    }
    const { events, more } = storage.readStream('a', 0, 'forwards', 10);
    expect({ revisions: events.map(({ revision }) => revision), more }).toEqual({ revisions: [0, 1], more: true });
    expect(storage.readStream('a', 2, 'forwards', 10)).toMatchObject({ events: [{ revision: 2 }], more: false });
  });

  describe('once a byte of the file has changed', () => {
    const change = (sql: string) => {
      storage.close();
      const db = new Database(join(folder, 'events.sqlite'));
      expect(db.prepare(sql).run([]).changes).toBe(1);
      db.close();
      storage = new Storage(folder);
    };

    beforeEach(() => one(append('a', 'any', '1', '2', '3')));

    it.each([
      ['record', `record = CAST(replace(CAST(record AS TEXT), '{}', '[]') AS BLOB)`],
      ['type', `type = 'hippened'`],
    ])('of the %s, names the event and hands out what comes before it', (_what, set) => {
      change(`UPDATE event SET ${set} WHERE revision = 1`);
      const damaged = 'position 2 is damaged (stream a, revision 1)';
      expect(storage.readStream('a', 0, 'forwards', 10)).toMatchObject({ events: [{ revision: 0 }], more: true });
      expect(() => storage.readStream('a', 1, 'forwards', 10)).toThrow(damaged);
      expect(() => storage.readAll(2, 'forwards', 10)).toThrow(damaged);
      expect(storage.readStream('a', 2, 'forwards', 10)).toMatchObject({ events: [{ revision: 2 }] });
    });
  });

  it('says which event is missing where the file has lost one, in either direction', () => {
    one(append('a', 'any', '1', '2', '3'));
    storage.close();
    const db = new Database(join(folder, 'events.sqlite'));
    db.exec('DELETE FROM event WHERE position = 2');
    db.close();
    storage = new Storage(folder);
    for (const direction of ['forwards', 'backwards'] as const) {
      const from = direction === 'forwards' ? 0 : 2;
      expect(() => storage.readStream('a', from, direction, 10)).toThrow('the stored event 1 of a is missing');
      expect(() => storage.readAll(from + 1, direction, 10)).toThrow('the stored event 2 of $all is missing');
    }
    expect(storage.readAll(3, 'forwards', 10)).toMatchObject({ events: [{ position: 3 }] });
  });

  it('brings the file of version 1 forward, and refuses that of a newer one', () => {
    one(append('a', 'any', '1', '2'));
    const before = storage.readAll(1, 'forwards', 10);
    storage.close();
    const file = join(folder, 'events.sqlite');
    const db = new Database(file);
    db.exec(`
      CREATE TABLE old (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream (id),
        revision INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, record BLOB NOT NULL) STRICT;
      INSERT INTO old SELECT position, stream, revision, '', type, record FROM event;
      UPDATE old SET id = '${uuid('1')}' WHERE position = 1; UPDATE old SET id = '${uuid('2')}' WHERE position = 2;
      DROP TABLE event; ALTER TABLE old RENAME TO event;
      CREATE UNIQUE INDEX event_by_revision ON event (stream, revision);
      CREATE INDEX event_by_id ON event (id, stream);
      PRAGMA user_version = 1;`);
    db.close();
    storage = new Storage(folder);
    expect(storage.readAll(1, 'forwards', 10)).toEqual(before);
    expect(one(append('a', 'no_stream', '1', '2'))).toEqual(appended(1, 2));
    expect(one(append('a', 1, '3'))).toEqual(appended(2, 3));
    storage.close();
    const newer = new Database(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => new Storage(folder)).toThrow('written by a newer version (99)');
    const again = new Database(file);
    again.exec('PRAGMA user_version = 2');
    again.close();
    storage = new Storage(folder);
  });

  it('finds everything again when it is opened anew', () => {
    one(append('a', 'any', '1', '2'));
    storage.close();
    storage = new Storage(folder);
    expect(storage.head).toBe(2);
    expect(storage.lastRevision('a')).toBe(1);
    expect(one(append('a', 1, '3'))).toEqual(appended(2, 3));
  });

  it('is held by one process only', () => {
    one(append('a', 'any', '1'));
    expect(() => new Storage(folder)).toThrow('is in use by another process');
  });
});
