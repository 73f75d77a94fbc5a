/** Copies a store as it is at one moment, while its node goes on writing. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { eventsFile, makeFolder, reading } from './folder';
import { numberIn } from './rows';
import { migrate, SCHEMA_VERSION } from './schema';
import type { OnProgress } from './verify';

const TELL_EVERY = 5_000;

/**
 * Makes `target` a store of its own, which a node can serve and verify can look at; returns how many events it holds.
 * Throws a sentence where `target` holds a store already. Ended half-way, it leaves no store behind.
 */
export function backupStore(folder: string, target: string, onProgress: OnProgress = () => undefined): number {
  if (existsSync(eventsFile(target))) throw new Error(`there is an event store in ${target} already`);
  return reading(folder, (source) => {
    const version = numberIn(source.prepare('PRAGMA user_version').get([]), 'user_version');
    if (version !== SCHEMA_VERSION) throw new Error(`the event store in ${folder} was not opened by this version yet`);
    makeFolder(target);
    const draft = join(target, `events.sqlite.${process.pid}`);
    try {
      const copied = copyStore(source, draft, onProgress);
      renameSync(draft, eventsFile(target));
      return copied;
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function copyStore(source: Database.Database, draft: string, onProgress: OnProgress): number {
  const copy = new Database(draft);
  try {
    copy.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
    migrate(copy);
    const total = numberIn(source.prepare('SELECT count(*) AS n FROM event').get([]), 'n') ?? 0;
    copyTable(source, copy, 'stream', 'id, name', () => undefined);
    copyTable(source, copy, 'event', 'position, stream, revision, id, type, checksum, record', (done) =>
      onProgress(done, total),
    );
    onProgress(total, total);
    return total;
  } finally {
    copy.close();
    flush(draft);
  }
}

function copyTable(
  source: Database.Database,
  copy: Database.Database,
  table: 'stream' | 'event',
  columns: string,
  onCopied: (done: number) => void,
): void {
  const write = copy.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
  let done = 0;
  copy.exec('BEGIN');
  for (const row of source.prepare(`SELECT ${columns} FROM ${table} ORDER BY 1`).raw().iterate([])) {
    write.run(row as unknown[]);
    done += 1;
    if (done % TELL_EVERY === 0) onCopied(done);
  }
  copy.exec('COMMIT');
}

/** The copy must be on disk before it gets the name by which it is believed. */
function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
