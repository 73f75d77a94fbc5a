/** What a store holds, in numbers. */
import { existsSync, statSync } from 'node:fs';
import { eventsFile, type NodeAddress, reading, runningNode } from './folder';
import { numberIn, textIn } from './rows';

export interface StoreStats {
  readonly events: number;
  readonly streams: number;
  readonly bytes: number;
  /** Streams by what stands before their first dash, the most events first. */
  readonly categories: readonly { readonly category: string; readonly streams: number; readonly events: number }[];
  readonly longest: { readonly stream: string; readonly events: number } | undefined;
  /** The node that serves it at this moment. */
  readonly node: NodeAddress | undefined;
}

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

export const storeStats = (folder: string): StoreStats =>
  reading(folder, (db) => {
    const one = (sql: string) => numberIn(db.prepare(sql).get([]), 'n') ?? 0;
    const categories = db.prepare(
      `SELECT substr(name, 1, instr(name || '-', '-') - 1) AS category, count(*) AS streams, sum(events) AS events
       FROM (SELECT s.name, (SELECT max(revision) + 1 FROM event WHERE stream = s.id) AS events FROM stream s)
       GROUP BY category ORDER BY events DESC`,
    );
    const longest: unknown = db
      .prepare(
        `SELECT s.name, (SELECT max(revision) + 1 FROM event WHERE stream = s.id) AS n
         FROM stream s ORDER BY n DESC LIMIT 1`,
      )
      .get([]);
    const stream = textIn(longest, 'name');
    return {
      events: one('SELECT count(*) AS n FROM event'),
      streams: one('SELECT count(*) AS n FROM stream'),
      bytes: [eventsFile(folder), `${eventsFile(folder)}-wal`].reduce((sum, file) => sum + sizeOf(file), 0),
      categories: (categories.all([]) as readonly unknown[]).map((row) => ({
        category: textIn(row, 'category') ?? '',
        streams: numberIn(row, 'streams') ?? 0,
        events: numberIn(row, 'events') ?? 0,
      })),
      longest: stream === undefined ? undefined : { stream, events: numberIn(longest, 'n') ?? 0 },
      node: runningNode(folder),
    };
  });
