/** The two databases that keys are kept in: a file beside the data, or the PostgreSQL server that several services share. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { type ClientBase, Pool } from 'pg';
import { KeysAway } from './vault';

type Value = string | number | null;
export type KeyRow = Readonly<Record<string, unknown>>;

/** `$1`, `$2` … stand for the parameters; a list is handed over as JSON, and `listed` selects what is in it. */
export interface KeyQuery {
  query(text: string, params?: readonly Value[]): Promise<readonly KeyRow[]>;
}

/** Whatever is asked throws {@link KeysAway} where there is no answer. */
export interface KeyDatabase extends KeyQuery {
  /** The values of the JSON array that is the parameter of this name, as a subquery. */
  listed(param: string): string;
  /** Behind a SELECT: nobody else changes these rows until the transaction ends. */
  readonly alone: string;
  /** All of it or nothing; what has returned is on disk. */
  transaction<T>(work: (tx: KeyQuery) => Promise<T>): Promise<T>;
  /** Nothing that was deleted is left in its files, as far as it can see to that. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

const COLUMNS = `
    id text PRIMARY KEY,
    owner text NOT NULL UNIQUE,
    kind text NOT NULL,
    person_id text,
    case_id text,
    master text NOT NULL,
    wrapped text NOT NULL,
    blocked integer NOT NULL DEFAULT 0`;

/** `progress` is how far the events that tell of blocking and erasure were followed: a position as text. */
const tables = (schema: string): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS ${schema}personal_key (${COLUMNS})`,
  `CREATE INDEX IF NOT EXISTS personal_key_person ON ${schema}personal_key (person_id)`,
  `CREATE INDEX IF NOT EXISTS personal_key_case ON ${schema}personal_key (case_id)`,
  `CREATE INDEX IF NOT EXISTS personal_key_master ON ${schema}personal_key (master)`,
  `CREATE TABLE IF NOT EXISTS ${schema}blocked_person (person_id text PRIMARY KEY)`,
  `CREATE TABLE IF NOT EXISTS ${schema}progress (one integer PRIMARY KEY, position text NOT NULL)`,
  `INSERT INTO ${schema}progress (one, position) VALUES (1, '-1') ON CONFLICT (one) DO NOTHING`,
];

/** A file, kept by one process; `undefined` keeps the keys in memory. */
export function openKeyFile(folder: string | undefined): KeyDatabase {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = folder === undefined ? ':memory:' : join(folder, 'personal-keys.sqlite');
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // A key that was destroyed must not be found in what its page was.
    db.pragma('secure_delete = ON');
    for (const table of tables('')) db.exec(table);
  } catch (error) {
    db.close();
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  return new KeyFile(db);
}

class KeyFile implements KeyDatabase {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Database.Database) {}

  readonly alone = '';
  listed = (param: string): string => `(SELECT value FROM json_each(${param}))`;

  /** One after the other: what is asked meanwhile must not become part of a transaction. */
  query(text: string, params: readonly Value[] = []): Promise<readonly KeyRow[]> {
    return this.#inTurn(async () => this.#ask(text, params));
  }

  transaction<T>(work: (tx: KeyQuery) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.db.exec('BEGIN IMMEDIATE');
      try {
        const result = await work({ query: async (text, params = []) => this.#ask(text, params) });
        this.db.exec('COMMIT');
        return result;
      } catch (error) {
        this.db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async scrub(): Promise<void> {
    await this.#inTurn(async () => this.db.pragma('wal_checkpoint(TRUNCATE)'));
  }

  async close(): Promise<void> {
    await this.#last;
    this.db.close();
  }

  #ask(text: string, params: readonly Value[]): readonly KeyRow[] {
    const statement = this.db.prepare(text.replace(/\$(\d+)/g, '?$1'));
    if (statement.reader) return statement.all(...params) as KeyRow[];
    statement.run(...params);
    return [];
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(async () => {
      try {
        return await work();
      } catch (error) {
        throw new KeysAway(error);
      }
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

const SCHEMA = 'case_ledger_keys';
/** Any number that nobody else locks in this database. */
const MAKING = 'pg_advisory_xact_lock(1667593325, 3)';
const PATIENCE_MS = 5_000;

/** A schema of its own, so that it is dumped, and left out of dumps, by its name. */
export function openKeySchema(url: string): KeyDatabase {
  return new KeySchema(url);
}

class KeySchema implements KeyDatabase {
  readonly #pool: Pool;
  #made: Promise<void> | undefined;

  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      application_name: 'case-ledger-keys',
      options: `-c search_path=${SCHEMA}`,
      keepAlive: true,
      max: 4,
    });
    this.#pool.on('error', () => undefined);
  }

  readonly alone = 'FOR UPDATE';
  listed = (param: string): string => `(SELECT jsonb_array_elements_text(${param}::jsonb))`;

  async query(text: string, params: readonly Value[] = []): Promise<readonly KeyRow[]> {
    await this.#ready();
    return this.#away(async () => (await this.#pool.query<KeyRow>(text, [...params])).rows);
  }

  async transaction<T>(work: (tx: KeyQuery) => Promise<T>): Promise<T> {
    await this.#ready();
    return this.#away(() => this.#transaction(work));
  }

  /** The server vacuums by itself; its own log and backups are for whoever runs it. */
  async scrub(): Promise<void> {}

  close(): Promise<void> {
    return this.#pool.end();
  }

  #ready(): Promise<void> {
    this.#made ??= this.#away(() =>
      this.#transaction(async (tx) => {
        await tx.query(`SELECT ${MAKING}`);
        await tx.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
        for (const table of tables(`${SCHEMA}.`)) await tx.query(table);
      }),
    ).catch((error: unknown) => {
      this.#made = undefined;
      throw error;
    });
    return this.#made;
  }

  async #transaction<T>(work: (tx: KeyQuery) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      // Whatever the server's default is: an event may be sealed with a key only once the key is on disk.
      await client.query('SET LOCAL synchronous_commit = on');
      const result = await work(on(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #away<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof KeysAway ? error : new KeysAway(error);
    }
  }
}

const on = (client: ClientBase): KeyQuery => ({
  query: async (text, params = []) => (await client.query<KeyRow>(text, [...params])).rows,
});
