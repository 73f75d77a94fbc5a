/** A PostgreSQL server, which several services may share: a pool to ask, one session to write, one to listen. */
import { setTimeout as wait } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, type ClientBase, type ClientConfig, DatabaseError, Pool } from 'pg';
import {
  CHANNEL,
  type Database,
  DatabaseAway,
  type LeadingSession,
  MIGRATIONS,
  type Queryable,
  type Row,
} from './database';

/** Any two numbers that nobody else locks in this database. */
const LEADERSHIP = 'pg_try_advisory_lock(1667593325, 1)';
const MIGRATION = 'pg_advisory_lock(1667593325, 2)';

/** Who waits to lead asks this often; a leader that dies is followed within it. */
const ASK_MS = 500;
const PATIENCE_MS = 5_000;
/** Longer than any transaction of ours but the last of a rebuild. */
const LONGEST_MS = 120_000;

/**
 * A server that notices within seconds that the other side is gone gives its lock back; one behind a dead host would
 * keep it for hours.
 */
const KEEPALIVE = 'SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2';

/** Throws where the text is no connection string of PostgreSQL. Nothing is connected to yet. */
export function openPostgres(url: string): PostgresDatabase {
  return new PostgresDatabase({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    application_name: 'case-ledger',
  });
}

export class PostgresDatabase implements Database {
  readonly #pool: Pool;
  readonly #closed = new AbortController();
  #listening: Promise<void> = Promise.resolve();
  #migrated: Promise<void> | undefined;

  constructor(private readonly config: ClientConfig) {
    this.#pool = new Pool({ ...config, max: 8, query_timeout: 30_000 });
    // A connection that breaks while it is idle is replaced when it is needed.
    this.#pool.on('error', () => undefined);
  }

  async query(text: string, params: readonly unknown[] = []): Promise<readonly Row[]> {
    await this.#upToDate();
    return asked(this.#pool, text, params);
  }

  async lead(signal: AbortSignal): Promise<LeadingSession | undefined> {
    await this.#upToDate();
    const client = await this.#connect(LONGEST_MS);
    const ended = new AbortController();
    client.once('end', () => ended.abort());
    try {
      await client.query(KEEPALIVE);
      while (!signal.aborted) {
        const [row] = await asked(client, `SELECT ${LEADERSHIP} AS leads`, []);
        if (row?.leads === true) return new PostgresSession(client, ended.signal);
        await wait(ASK_MS, undefined, { signal }).catch(() => undefined);
      }
    } catch (error) {
      await close(client);
      throw judged(error);
    }
    await close(client);
    return undefined;
  }

  listen(hear: (message: string | undefined) => void): void {
    this.#listening = this.#listen(hear);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#listening;
    await this.#pool.end();
  }

  /** Whoever comes first brings the tables up to date, the others wait for it. */
  #upToDate(): Promise<void> {
    this.#migrated ??= this.#migrate().catch((error: unknown) => {
      this.#migrated = undefined;
      throw judged(error);
    });
    return this.#migrated;
  }

  async #migrate(): Promise<void> {
    const client = await this.#connect(LONGEST_MS);
    try {
      await client.query(`SELECT ${MIGRATION}`);
      await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
    } finally {
      await close(client);
    }
  }

  async #listen(hear: (message: string | undefined) => void): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        const client = await this.#connect(PATIENCE_MS);
        const ended = new Promise((resolve) => client.once('end', resolve));
        client.on('notification', ({ payload }) => hear(payload ?? ''));
        await client.query(`LISTEN ${CHANNEL}`);
        hear(undefined);
        const stop = () => void close(client);
        signal.addEventListener('abort', stop, { once: true });
        await ended;
        signal.removeEventListener('abort', stop);
      } catch {
        // Whoever asks is told that the database is away; here it is only tried again.
      }
      await wait(ASK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #connect(patienceMs: number): Promise<Client> {
    const client = new Client({ ...this.config, query_timeout: patienceMs });
    client.on('error', () => void close(client));
    try {
      await client.connect();
      return client;
    } catch (error) {
      await close(client);
      throw judged(error);
    }
  }
}

class PostgresSession implements LeadingSession {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    readonly ended: AbortSignal,
  ) {}

  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const mine = this.#last.then(() => this.#run(work));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    await this.#last;
    await close(this.client);
  }

  async #run<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const tx: Queryable = { query: (text, params = []) => asked(this.client, text, params) };
    await tx.query('BEGIN');
    try {
      const result = await work(tx);
      await tx.query('COMMIT');
      return result;
    } catch (error) {
      // Where this fails as well, the session is over, and the transaction with it.
      await tx.query('ROLLBACK').catch(() => close(this.client));
      throw error;
    }
  }
}

async function asked(client: ClientBase | Pool, text: string, params: readonly unknown[]): Promise<readonly Row[]> {
  try {
    return (await client.query<Row>(text, [...params])).rows;
  } catch (error) {
    throw judged(error);
  }
}

/** Connections lost, servers that stop or are full, and transactions that the server asks to try again. */
const TRANSIENT = /^(08|40|53|57P|25006)/;

const judged = (error: unknown): unknown => {
  if (error instanceof DatabaseAway) return error;
  return error instanceof DatabaseError && !TRANSIENT.test(error.code ?? '') ? error : new DatabaseAway(error);
};

const close = (client: Client): Promise<void> => client.end().catch(() => undefined);
