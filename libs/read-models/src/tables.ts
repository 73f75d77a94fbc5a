/** What the schema says of a table, looked up once: every batch asks for it many times. */
import { type AnyPgTable, getTableConfig } from 'drizzle-orm/pg-core';

export interface Table {
  readonly name: string;
  /** As the database names them. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

const known = new WeakMap<AnyPgTable, Table>();

export function tableOf(table: AnyPgTable): Table {
  const found = known.get(table);
  if (found) return found;
  const { name, columns, primaryKeys } = getTableConfig(table);
  const composite = primaryKeys[0]?.columns.map((column) => column.name);
  const fresh: Table = {
    name,
    columns: columns.map((column) => column.name),
    key: composite ?? columns.filter(({ primary }) => primary).map((column) => column.name),
  };
  known.set(table, fresh);
  return fresh;
}
