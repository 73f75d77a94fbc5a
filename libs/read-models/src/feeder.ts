/** What projections do within a transaction: rows are lent to them, written, and what changed is told. */
import { type PolicyOf, toInstant } from '@case';
import { BadStoredEvent } from '@event-store';
import type { CaseBook } from './case-book';
import { DatabaseAway, type Queryable } from './database';
import { type Fed, type Generation, tableName } from './fed';
import { append } from './feed';
import type { Work } from './projection';
import { type AnyRows, RowSet, type RowSetOptions } from './row-set';
import type { Told } from './tail';
import { type Statement, Writes } from './writes';

/** Rows of one table that are kept in memory from one transaction to the next. */
const MOST_KEPT = 5_000;

/** Nothing is committed by a run that has ended. */
export class Ended extends Error {}

/** Not the fault of an event: the run, or the connection, has ended. */
export const isEnding = (error: unknown): boolean => error instanceof DatabaseAway || error instanceof Ended;

export class Feeder {
  /** By the table they are of: nobody else writes them. */
  readonly #sets = new Map<string, AnyRows>();
  #trust = {};
  readonly #writes = new Writes();
  /** Changes of this transaction, of all feeds. */
  #told: Told[] = [];

  constructor(
    private readonly book: CaseBook,
    private readonly policyOf: PolicyOf,
  ) {}

  /** One projection's part of a transaction; what it writes is there after {@link flush} at the latest. */
  async feed<T>(tx: Queryable, fed: Fed, work: (work: Work) => Promise<T>): Promise<T> {
    const sets = new Set<AnyRows>();
    const { name, told } = fed.projection;
    const tells = told && fed.generation === 'live';
    const result = await work({
      tx,
      tells,
      trust: this.#trust,
      table: (table) => tableName(table, fed.generation),
      rows: <V extends object, M extends object>(options: RowSetOptions<V, M>) => {
        const set = this.#rowSet(options, fed.generation, tx);
        sets.add(set);
        return set;
      },
      write: (table, rows) => this.#writes.upsert(table, tableName(table, fed.generation), rows),
      policyOf: this.policyOf,
      cases: (caseIds) => this.book.known(tx, caseIds),
    });
    for (const set of sets) {
      const alarmAt = set.flush(this.#writes);
      if (fed.alarmAt !== undefined && alarmAt !== undefined) fed.alarmAt = Math.min(fed.alarmAt, alarmAt);
      if (!tells || !set.options.told) continue;
      const fresh = set.changes.map(({ key, kind, value, cause, at }): Told => {
        fed.cursor += 1n;
        return { projection: name, cursor: fed.cursor, key, kind, value, cause, at: toInstant(at) };
      });
      append(this.#writes, fresh);
      for (const one of fresh) this.#told.push(one);
    }
    if (this.#writes.isMuch) await this.#writes.flush(tx);
    return result;
  }

  /** Whether there is something that {@link flush} has not written yet. */
  get isPending(): boolean {
    return this.#writes.isPending;
  }

  /** Writes what this transaction has come to, the facts of its cases included, and does one thing more. */
  async flush(tx: Queryable, last: Statement): Promise<void> {
    this.book.flush(this.#writes);
    await this.#writes.flush(tx, last);
  }

  /** The rows of a table, with what is known of them from the transactions before. */
  #rowSet<V extends object, M extends object>(
    options: RowSetOptions<V, M>,
    generation: Generation,
    tx: Queryable,
  ): RowSet<V, M> {
    const name = tableName(options.table, generation);
    const known = this.#sets.get(name);
    if (known && known.size <= MOST_KEPT) {
      if (!known.isOf(tx)) known.begin(tx);
      // One table has rows of one kind.
      return known as RowSet<V, M>;
    }
    const fresh = new RowSet<V, M>(options, name, tx);
    this.#sets.set(name, fresh);
    return fresh;
  }

  /** Why it could not be done; it is undone then. */
  async attempt(
    tx: Queryable,
    fed: Fed,
    place: string,
    work: (work: Work) => Promise<void>,
  ): Promise<string | undefined> {
    await tx.query('SAVEPOINT step');
    const before = { ...fed };
    const told = this.#told.length;
    try {
      await this.feed(tx, fed, work);
      await this.#writes.flush(tx);
      return undefined;
    } catch (error) {
      if (isEnding(error)) throw error;
      await tx.query('ROLLBACK TO SAVEPOINT step');
      Object.assign(fed, before);
      this.#told.length = told;
      this.#distrust();
      return sentenceOf(place, error);
    }
  }

  /** Changes of all feeds since it was asked last. */
  takeTold(): readonly Told[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** Nothing that was done counts: the transaction was rolled back. */
  forget(): void {
    this.book.forget();
    this.#distrust();
    this.#told = [];
  }

  #distrust(): void {
    this.#sets.clear();
    this.#trust = {};
    this.#writes.clear();
  }
}

export const placeOf = ({ stream, revision }: { stream: string; revision: number }): string =>
  `${stream} revision ${revision}`;

/** Where it is, and of the error only what is known to be free of what events hold. */
export function sentenceOf(place: string, error: unknown): string {
  if (error instanceof BadStoredEvent) return error.message;
  if (!(error instanceof Error)) return `${place}: unknown error`;
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'policy-missing') return `${place}: ${error.message}`;
  return `${place}: ${error.name} ${typeof code === 'string' ? code : ''}`.trimEnd();
}
