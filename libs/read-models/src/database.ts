/** What the read models ask of a database, whichever of the two it is. */

export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  /**
   * `$1`, `$2` … in the text stand for the parameters. `R` is what the text selects: the tables are ours alone, and what is in
   * them was written by us. Throws {@link DatabaseAway} where there is no connection, and where a server has not answered after
   * `patienceMs`, or the time that statements usually have.
   */
  query<R extends object = Row>(text: string, params?: readonly unknown[], patienceMs?: number): Promise<readonly R[]>;
}

/** The one session that may write, for as long as it lasts: whoever has it leads. */
export interface LeadingSession {
  /** Runs the work in one transaction; one after the other. Nothing of it stays where the work throws. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Aborts when the session has ended, and with it the right to write. */
  readonly ended: AbortSignal;
  close(): Promise<void>;
}

/** What can be asked of a database without leading. */
export interface ReadableDatabase extends Queryable {
  /** Calls back with every message that a leader sends, here or elsewhere, and after each gap in listening with `undefined`. */
  listen(hear: (message: string | undefined) => void): void;
  close(): Promise<void>;
}

export interface Database extends ReadableDatabase {
  /** Waits until nobody else leads; undefined where the signal aborts first. Throws {@link DatabaseAway}. */
  lead(signal: AbortSignal): Promise<LeadingSession | undefined>;
}

/** There is no connection to the database, or it broke: what was asked may be asked again. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database of the read models does not answer', { cause });
    this.name = 'DatabaseAway';
  }
}

/**
 * SQLSTATE classes that say nothing about what was asked: connections lost, permissions and databases that are not there,
 * transactions to be tried again, servers that are full, stopping, or told to cancel.
 */
const AWAY = /^(08|25006|28|3D|40|42501|53|55|57|58)/;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Errors of a database's client, in our own vocabulary: what is no word about the statement is an absent database. */
export function judged(error: unknown): unknown {
  if (error instanceof DatabaseAway) return error;
  const code = codeOf(error);
  return code !== undefined && SQLSTATE.test(code) && !AWAY.test(code) ? error : new DatabaseAway(error);
}

/** The code of an error, or of what caused it. */
export function codeOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code: unknown = Reflect.get(cause, 'code');
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** Messages between those who share a database. */
export const CHANNEL = 'case_ledger_read_models';

/** Where the migrations are, seen from the folder of the project. */
export const MIGRATIONS = 'libs/read-models/migrations';
