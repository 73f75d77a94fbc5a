/** The folder of a store: one node at a time, which says beside its data where it can be found. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

export const eventsFile = (folder: string): string => join(folder, 'events.sqlite');
const nodeFile = (folder: string): string => join(folder, 'node.json');

/** Makes the folder where it is missing, for its owner alone; throws a sentence where it cannot be written to. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(`the folder of the event store cannot be made: ${messageOf(error)}`);
  }
}

/** Held until it is released, or the process ends, however it ends: the kernel gives it back then. */
export interface FolderLock {
  release(): void;
}

/**
 * A second database, held in an exclusive transaction, so that the events stay open to readers such as a backup. Throws a
 * sentence where another process holds it, or the folder cannot be written to; `what` is its subject.
 */
export function lockFolder(folder: string, what = 'the event store'): FolderLock {
  const db = open(folder, 'lock.sqlite');
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (/locked|busy/i.test(messageOf(error))) {
      throw new Error(`${what} in ${folder} is in use by another process`);
    }
    throw unusable(folder, error);
  }
  return {
    release: () => {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

function open(folder: string, file: string): Database.Database {
  try {
    return new Database(join(folder, file));
  } catch (error) {
    throw unusable(folder, error);
  }
}

/**
 * Reads the events as they are at one moment, beside a running node or without one. Throws a sentence where there are
 * none.
 */
export function reading<T>(folder: string, work: (db: Database.Database) => T): T {
  if (!existsSync(eventsFile(folder))) {
    const inside = existsSync(eventsFile(join(folder, 'events'))) ? `, but in ${join(folder, 'events')}` : '';
    throw new Error(`there is no event store in ${folder}${inside}`);
  }
  const db = open(folder, 'events.sqlite');
  try {
    db.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; BEGIN;');
    return work(db);
  } catch (error) {
    if (!/malformed|not a database/i.test(messageOf(error))) throw error;
    throw new Error(`${eventsFile(folder)} is damaged: ${messageOf(error)}`);
  } finally {
    // Closing alone would leave what is held to the garbage collector.
    if (db.inTransaction) db.exec('ROLLBACK');
    db.close();
  }
}

const unusable = (folder: string, error: unknown): Error =>
  new Error(`the event store in ${folder} cannot be opened: ${messageOf(error)}`);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where a running node is found. */
export interface NodeAddress {
  readonly pid: number;
  readonly port: number;
}

export const announceNode = (folder: string, address: NodeAddress): void =>
  writeFileSync(nodeFile(folder), `${JSON.stringify(address)}\n`, { mode: 0o600 });

export const withdrawNode = (folder: string): void => rmSync(nodeFile(folder), { force: true });

/** The node that serves this folder now; undefined where there is none. One that was killed leaves its address behind. */
export function runningNode(folder: string): NodeAddress | undefined {
  try {
    const { pid, port }: Record<string, unknown> = JSON.parse(readFileSync(nodeFile(folder), 'utf8'));
    if (typeof pid !== 'number' || typeof port !== 'number') return undefined;
    process.kill(pid, 0);
    return { pid, port };
  } catch {
    return undefined;
  }
}
