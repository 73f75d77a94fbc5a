/** Backup, verify and stats, beside a store that goes on being written. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { backupStore } from './backup';
import { announceNode, runningNode, withdrawNode } from './folder';
import { storeStats } from './stats';
import { Storage } from './storage';
import { verifyStore } from './verify';

let folder: string;
let storage: Storage;
let written = 0;

const write = (stream: string, count: number): void => {
  for (let i = 0; i < count; i++) {
    written += 1;
    const id = `00000000-0000-4000-8000-${String(written).padStart(12, '0')}`;
    const event = { id, type: 'happened', contentType: 'application/json', data: Buffer.from('{"a":1}') } as const;
    storage.appendGroup([{ stream, expected: 'any', events: [{ ...event, metadata: Buffer.alloc(0) }] }]);
  }
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'looking-after-'));
  storage = new Storage(join(folder, 'store'));
  written = 0;
  write('case-1', 3);
  write('case-2', 1);
  write('recording-1', 1);
});

afterEach(() => {
  storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const store = () => join(folder, 'store');
const copy = () => join(folder, 'copy');

describe('backup', () => {
  it('copies the store of one moment while it is written to, as a store of its own', () => {
    const told: [number, number][] = [];
    expect(backupStore(store(), copy(), (...progress) => told.push(progress))).toBe(5);
    expect(told.at(-1)).toEqual([5, 5]);
    write('case-1', 1);
    expect(verifyStore(copy())).toEqual({ events: 5, streams: 3, faults: [] });
    const restored = new Storage(copy());
    expect(restored.readAll(1, 'forwards', 10)).toEqual({
      events: storage.readAll(1, 'forwards', 5).events,
      more: false,
    });
    const event = storage.readAll(6, 'forwards', 1);
    expect(event.events).toHaveLength(1);
    restored.close();
  });

  it('never overwrites a store, and leaves nothing behind where there is none to copy', () => {
    expect(() => backupStore(store(), store())).toThrow('already');
    expect(() => backupStore(join(folder, 'nothing'), copy())).toThrow('there is no event store');
    expect(existsSync(join(copy(), 'events.sqlite'))).toBe(false);
  });
});

describe('verify', () => {
  const change = (sql: string): void => {
    storage.close();
    const db = new Database(join(store(), 'events.sqlite'));
    db.exec(sql);
    db.close();
    storage = new Storage(store());
  };

  it('finds every event as it was written', () => {
    expect(verifyStore(store())).toEqual({ events: 5, streams: 3, faults: [] });
  });

  it.each([
    [
      'a changed byte of a record',
      'UPDATE event SET record = zeroblob(10) WHERE position = 2',
      /position 2 \(stream case-1, revision 1\): .*checksum/,
    ],
    ['a changed revision', 'UPDATE event SET revision = 9 WHERE position = 3', /position 3 .*checksum/],
    ['a changed id', "UPDATE event SET id = x'00' WHERE position = 4", /position 4 .*says something else/],
    ['an event that is gone', 'DELETE FROM event WHERE position = 2', /position 3 .*: position 2 is missing before it/],
    ['a stream that is gone', "DELETE FROM stream WHERE name = 'case-2'", /position 4 .*checksum/],
  ])('names %s', (_what, sql, fault) => {
    change(`PRAGMA foreign_keys = OFF; ${sql}`);
    expect(verifyStore(store()).faults[0]).toMatch(fault);
  });
});

describe('stats', () => {
  it('counts events by what streams are about, and knows whether a node serves them', () => {
    expect(storeStats(store())).toMatchObject({
      events: 5,
      streams: 3,
      categories: [
        { category: 'case', streams: 2, events: 4 },
        { category: 'recording', streams: 1, events: 1 },
      ],
      longest: { stream: 'case-1', events: 3 },
      node: undefined,
    });
    announceNode(store(), { pid: process.pid, port: 2113 });
    expect(storeStats(store()).node).toEqual({ pid: process.pid, port: 2113 });
    withdrawNode(store());
    expect(runningNode(store())).toBeUndefined();
  });

  it('does not believe the address of a node that was killed', () => {
    announceNode(store(), { pid: 2 ** 22 + 1, port: 2113 });
    expect(runningNode(store())).toBeUndefined();
  });
});
