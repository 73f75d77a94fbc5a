/** PostgreSQL inside this process, for who has no server: one connection, data in a folder, one process at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { lockFolder } from '@embedded-node';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { CHANNEL, type Database, DatabaseAway, judged, type LeadingSession, MIGRATIONS, type Row } from './database';

export interface EmbeddedOptions {
  /** Undefined keeps everything in memory. */
  readonly folder?: string;
  /** What an earlier {@link snapshotOf} gave, to begin with. */
  readonly snapshot?: Blob;
}

/** Opens the database, brings its tables up to date; throws a sentence where the folder is in use or cannot be read. */
export async function openEmbedded({ folder, snapshot }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = folder === undefined ? undefined : lockFolder(folder, 'the read models');
  try {
    const pglite = await PGlite.create({
      ...(folder !== undefined && { dataDir: join(folder, 'postgres') }),
      ...(snapshot && { loadDataDir: snapshot }),
    });
    await migrate(drizzle(pglite), { migrationsFolder: MIGRATIONS });
    return new EmbeddedDatabase(pglite, () => lock?.release());
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A database with its tables and nothing in them, for {@link EmbeddedOptions.snapshot}. */
export async function snapshotOf(database: EmbeddedDatabase): Promise<Blob> {
  return database.pglite.dumpDataDir('none');
}

export class EmbeddedDatabase implements Database {
  readonly #ended = new AbortController();

  constructor(
    readonly pglite: PGlite,
    private readonly release: () => void,
  ) {}

  async query<R extends object = Row>(text: string, params: readonly unknown[] = []): Promise<readonly R[]> {
    if (this.pglite.closed) throw new DatabaseAway(undefined);
    return asked(this.pglite, text, params);
  }

  /** There is nobody else. */
  async lead(signal: AbortSignal): Promise<LeadingSession | undefined> {
    if (signal.aborted) return undefined;
    const { pglite } = this;
    return {
      transaction: async (work) => {
        if (pglite.closed) throw new DatabaseAway(undefined);
        let worked = false;
        try {
          return await pglite.transaction(async (tx) => {
            const result = await work({ query: (text, params = []) => asked(tx, text, params) });
            worked = true;
            return result;
          });
        } catch (error) {
          // What the work itself throws is not the database's.
          throw worked ? judged(error) : error;
        }
      },
      ended: this.#ended.signal,
      close: async () => undefined,
    };
  }

  listen(hear: (message: string | undefined) => void): void {
    void this.pglite.listen(CHANNEL, hear);
  }

  async close(): Promise<void> {
    this.#ended.abort();
    if (!this.pglite.closed) await this.pglite.close();
    this.release();
  }
}

async function asked<R extends object>(
  db: PGlite | Transaction,
  text: string,
  params: readonly unknown[],
): Promise<readonly R[]> {
  try {
    return (await db.query<R>(text, [...params])).rows;
  } catch (error) {
    throw judged(error);
  }
}
