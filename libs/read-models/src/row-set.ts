/**
 * Rows of one table: read in bulk, changed in memory in the order in which things happened, and written in bulk. Every
 * change of a value is a change in the feed, however often a row changes on the way. Whoever is the only one to write may
 * keep them from one transaction to the next.
 */
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import isEqual from 'fast-deep-equal';
import type { Queryable, Row } from './database';
import type { Cause } from './projection';
import { tableOf } from './tables';
import type { Writes } from './writes';

export interface RowSetOptions<V extends object, M extends object> {
  readonly table: AnyPgTable;
  /** The columns drawn from a row. */
  readonly columns: (key: string, value: V, memo: M | undefined) => Row;
  /** Whether its changes are told. */
  readonly told: boolean;
}

/** One entry of a feed, before it has its cursor. */
export interface Change {
  readonly key: string;
  readonly kind: 'upsert' | 'delete';
  readonly value: object | null;
  readonly cause: Cause;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface Kept<V, M> {
  readonly key: string;
  readonly group: string;
  readonly value: V;
  readonly memo: M | undefined;
}

/** A set of rows to whoever need not know what they are. */
export type AnyRows = Pick<RowSet<object>, 'begin' | 'isOf' | 'size' | 'changes' | 'flush'> & {
  readonly options: { readonly told: boolean };
};

export class RowSet<V extends object, M extends object = object> {
  readonly #rows = new Map<string, Kept<V, M>>();
  readonly #groups = new Map<string, Set<string>>();
  readonly #loaded = new Set<string>();
  readonly #touched = new Set<string>();
  #changes: Change[] = [];
  #tx: Queryable;

  /** `name` is that of the table in the generation that is worked on. */
  constructor(
    readonly options: RowSetOptions<V, M>,
    private readonly name: string,
    tx: Queryable,
  ) {
    this.#tx = tx;
  }

  /** The next transaction. */
  begin(tx: Queryable): void {
    this.#tx = tx;
    this.#changes = [];
  }

  isOf(tx: Queryable): boolean {
    return this.#tx === tx;
  }

  /** Those of this transaction. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** How many rows are held in memory. */
  get size(): number {
    return this.#rows.size + this.#loaded.size;
  }

  /** Reads the rows whose column has one of these values, each value once. */
  async load(column: 'key' | 'case_id', values: Iterable<string>, where = 'true'): Promise<void> {
    const missing = [...new Set(values)].filter((value) => !this.#loaded.has(`${column} ${where} ${value}`));
    if (missing.length === 0) return;
    const rows = await this.#tx.query<StoredRow<V, M>>(
      `SELECT key, value, memo${this.#grouped ? ', case_id' : ''} FROM ${this.name} WHERE ${column} = ANY($1::text[]) AND ${where} ORDER BY key`,
      [missing],
    );
    for (const value of missing) this.#loaded.add(`${column} ${where} ${value}`);
    for (const { key, value, memo, case_id } of rows) {
      if (!this.#touched.has(key)) this.#set({ key, group: case_id ?? '', value, memo: memo ?? undefined });
    }
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)?.value;
  }

  memo(key: string): M | undefined {
    return this.#rows.get(key)?.memo;
  }

  /** Keys of the loaded rows of a case, in the order of the keys. */
  ofCase(caseId: string): readonly string[] {
    return [...(this.#groups.get(caseId) ?? [])].sort();
  }

  /** Sets a row; where its value is as it was, nothing is told. `at` is epoch milliseconds. */
  put(key: string, value: V, cause: Cause, at: number, memo?: M): void {
    const known = this.#rows.get(key);
    const same = known !== undefined && isEqual(known.value, value);
    if (same && isEqual(known.memo, memo)) return;
    const group = known?.group ?? String(this.options.columns(key, value, memo).case_id ?? '');
    this.#set({ key, group, value, memo });
    this.#touched.add(key);
    if (!same) this.#changes.push({ key, kind: 'upsert', value, cause, at });
  }

  delete(key: string, cause: Cause, at: number): void {
    const known = this.#rows.get(key);
    if (!known) return;
    this.#rows.delete(key);
    this.#groups.get(known.group)?.delete(key);
    this.#touched.add(key);
    this.#changes.push({ key, kind: 'delete', value: null, cause, at });
  }

  /** Hands over what has changed; answers the earliest instant at which one of these rows changes by itself, epoch milliseconds. */
  flush(writes: Writes): number | undefined {
    const gone: string[] = [];
    const rows: Row[] = [];
    for (const key of this.#touched) {
      const row = this.#rows.get(key);
      if (!row) gone.push(key);
      else
        rows.push({
          key,
          value: row.value,
          memo: row.memo ?? null,
          ...this.options.columns(key, row.value, row.memo),
        });
    }
    this.#touched.clear();
    writes.delete(this.name, gone);
    writes.upsert(this.options.table, this.name, rows);
    const alarms = rows.map((row) => row.next_change_at).filter((at) => typeof at === 'string');
    return alarms.length === 0 ? undefined : Math.min(...alarms.map((at) => Date.parse(at)));
  }

  get #grouped(): boolean {
    return tableOf(this.options.table).columns.includes('case_id');
  }

  #set(row: Kept<V, M>): void {
    this.#rows.set(row.key, row);
    const group = this.#groups.get(row.group);
    if (group) group.add(row.key);
    else this.#groups.set(row.group, new Set([row.key]));
  }
}

/** A row of ours, as this library itself wrote it. */
interface StoredRow<V, M> {
  readonly key: string;
  readonly value: V;
  readonly memo: M | null;
  readonly case_id?: string;
}
