/** A PostgreSQL server, which several services may share: a pool to ask, one session to write, one to listen. */
import { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, type ClientBase, type ClientConfig, Pool } from 'pg';
import { CHANNEL, type Database, judged, type LeadingSession, MIGRATIONS, type Queryable, type Row } from './database';

/** Any two numbers that nobody else locks in this database. */
const LEADERSHIP = 'pg_try_advisory_lock(1667593325, 1)';
const MIGRATION = 'pg_advisory_lock(1667593325, 2)';

/** Who waits to lead asks this often; a leader that dies is followed within it. */
const ASK_MS = 500;
const PATIENCE_MS = 5_000;
/** A listener asks whether the other side is still there this often. */
const STILL_THERE_MS = 5_000;
const FAREWELL_MS = 1_000;
/** Longer than any statement of ours but the last of a rebuild. */
const LONGEST_MS = 120_000;

/**
 * A server that notices within seconds that the other side is gone gives its lock back; one behind a dead host would
 * keep it for hours, or, where it was about to answer, for a quarter of an hour.
 */
const KEEPALIVE = 'SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 2';
const USER_TIMEOUT = 'SET tcp_user_timeout = 3000';

/** Throws where the text is no connection string of PostgreSQL. Nothing is connected to yet. */
export function openPostgres(url: string): PostgresDatabase {
  return new PostgresDatabase({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 1_000,
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

  async query<R extends object = Row>(
    text: string,
    params: readonly unknown[] = [],
    patienceMs?: number,
  ): Promise<readonly R[]> {
    await this.#upToDate();
    return asked(this.#pool, text, params, patienceMs);
  }

  async lead(signal: AbortSignal): Promise<LeadingSession | undefined> {
    await this.#upToDate();
    const client = await this.#connect(LONGEST_MS);
    const ended = new AbortController();
    client.once('end', () => ended.abort());
    try {
      await client.query(KEEPALIVE);
      // Not every system that a server runs on can.
      await client.query(USER_TIMEOUT).catch(() => undefined);
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
        await this.#hearUntilLost(client, hear).finally(() => close(client));
      } catch {
        // Whoever asks is told that the database is away; here it is only tried again.
      }
      await wait(ASK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** A side that has gone silently sends nothing at all, so it is asked now and then. */
  async #hearUntilLost(client: Client, hear: (message: string | undefined) => void): Promise<void> {
    const ended = new AbortController();
    client.once('end', () => ended.abort());
    client.on('notification', ({ payload }) => hear(payload ?? ''));
    await client.query(`LISTEN ${CHANNEL}`);
    hear(undefined);
    const over = AbortSignal.any([this.#closed.signal, ended.signal]);
    while (!over.aborted) {
      await wait(STILL_THERE_MS, undefined, { signal: over }).catch(() => undefined);
      if (!over.aborted) await client.query('SELECT 1');
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
    const tx = inTurn(this.client);
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

/** A connection takes one statement at a time; those who work side by side in a transaction need not know. */
function inTurn(client: Client): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query: <R extends object = Row>(text: string, params: readonly unknown[] = [], patienceMs?: number) => {
      const mine = last.then(() => asked<R>(client, text, params, patienceMs));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function asked<R extends object = Row>(
  client: ClientBase | Pool,
  text: string,
  params: readonly unknown[],
  patienceMs?: number,
): Promise<readonly R[]> {
  try {
    const values = [...params];
    return (await client.query<R>({ text, values, ...(patienceMs && { query_timeout: patienceMs }) })).rows;
  } catch (error) {
    throw judged(error);
  }
}

/** Says goodbye, and hangs up on who does not answer. */
async function close(client: Client): Promise<void> {
  const patience = new AbortController();
  const hangUp = wait(FAREWELL_MS, undefined, { signal: patience.signal }).then(
    () => {
      const stream: unknown = Reflect.get(Object(Reflect.get(client, 'connection')), 'stream');
      if (stream instanceof Socket) stream.destroy();
    },
    () => undefined,
  );
  await Promise.race([client.end().catch(() => undefined), hangUp]);
  patience.abort();
}
