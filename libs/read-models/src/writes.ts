/**
 * What a transaction writes. Little of it goes into one statement, for each is a way to the database and back, and what comes
 * live is many tables and few rows.
 */
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import type { Queryable, Row } from './database';
import { tableOf } from './tables';

/** With so many rows the database is given them at once, and works on them while more are worked out. */
const ENOUGH = 200;

/** One statement with one parameter. */
export interface Statement {
  /** `param` is the parameter's name in it. */
  readonly text: (param: string) => string;
  readonly value: unknown;
}

export class Writes {
  readonly #rows = new Map<string, { readonly table: AnyPgTable; readonly rows: Row[] }>();
  readonly #gone = new Map<string, string[]>();
  #count = 0;

  /** Over those with the same primary key. `rows` name columns as the database does; with one key twice the statement fails. */
  upsert(table: AnyPgTable, name: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const known = this.#rows.get(name);
    if (known) for (const row of rows) known.rows.push(row);
    else this.#rows.set(name, { table, rows: [...rows] });
    this.#count += rows.length;
  }

  delete(name: string, keys: readonly string[]): void {
    if (keys.length === 0) return;
    this.#gone.set(name, [...(this.#gone.get(name) ?? []), ...keys]);
    this.#count += keys.length;
  }

  get isPending(): boolean {
    return this.#count > 0;
  }

  get isMuch(): boolean {
    return this.#count >= ENOUGH;
  }

  /** Writes it, and does one thing more in the same statement. */
  async flush(tx: Queryable, last?: Statement): Promise<void> {
    const statements = [...this.#statements(), ...(last ? [last] : [])];
    this.clear();
    if (statements.length === 0) return;
    const texts = statements.map(({ text }, i) => text(`$${i + 1}`));
    const others = texts.slice(0, -1).map((text, i) => `w${i} AS (${text})`);
    await tx.query(
      `${others.length > 0 ? `WITH ${others.join(', ')} ` : ''}${texts.at(-1)}`,
      statements.map(({ value }) => value),
    );
  }

  /** Nothing of it is to be written. */
  clear(): void {
    this.#rows.clear();
    this.#gone.clear();
    this.#count = 0;
  }

  *#statements(): Generator<Statement> {
    for (const [name, keys] of this.#gone) {
      yield { text: (param) => `DELETE FROM ${name} WHERE key = ANY(${param}::text[])`, value: keys };
    }
    for (const [name, { table, rows }] of this.#rows) {
      yield { text: (param) => upsertText(table, name, param), value: JSON.stringify(rows) };
    }
  }
}

/** The statement: `param` is a JSON array of rows; `beside` is joined with them, and has no column named like theirs. */
export function upsertText(table: AnyPgTable, name: string, param: string, beside?: string): string {
  const { columns, key } = tableOf(table);
  const rest = columns.filter((column) => !key.includes(column));
  const list = columns.join(', ');
  return `INSERT INTO ${name} (${list})
     SELECT ${list} FROM json_populate_recordset(NULL::${name}, ${param}::json)${beside ? `, ${beside}` : ''}
     ON CONFLICT (${key.join(', ')}) ${
       rest.length === 0
         ? 'DO NOTHING'
         : `DO UPDATE SET ${rest.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`
     }`;
}
