import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProposedEvent } from './record';
import { type AppendRequest, type ExpectedRevision, Storage } from './storage';

const event = (id: string): ProposedEvent => ({
  id,
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
    const places = (events: readonly { position: number }[]) => events.map(({ position }) => position);
    expect(places(storage.readStream('a', 1, 'forwards', 10))).toEqual([2, 3]);
    expect(places(storage.readStream('a', 1, 'backwards', 10))).toEqual([2, 1]);
    expect(places(storage.readAll(2, 'forwards', 2))).toEqual([2, 3]);
    expect(places(storage.readAll(9, 'backwards', 2))).toEqual([4, 3]);
    expect(storage.readStream('nobody', 0, 'forwards', 10)).toEqual([]);
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
