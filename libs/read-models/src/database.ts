/** What the read models ask of a database, whichever of the two it is. */

export type Row = Readonly<Record<string, unknown>>;

export interface Queryable {
  /** `$1`, `$2` … in the text stand for the parameters. Throws {@link DatabaseAway} where there is no connection. */
  query(text: string, params?: readonly unknown[]): Promise<readonly Row[]>;
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

/** Messages between those who share a database. */
export const CHANNEL = 'case_ledger_read_models';

/** Where the migrations are, seen from the folder of the project. */
export const MIGRATIONS = 'libs/read-models/migrations';
