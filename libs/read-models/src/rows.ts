/** Rows of a projection, filtered, sorted, and in pages that go on behind the last row. */
import { type AnyPgTable, getTableConfig } from 'drizzle-orm/pg-core';
import type { Queryable } from './database';
import type { ProjectionName } from './projection';
import { auditTrail, caseStanding, collectorDay, promiseBook, recoveryCohort, toneHistory } from './schema';

export interface Filter {
  readonly column: string;
  readonly kind: 'text' | 'integer' | 'flag' | 'day';
  readonly is: '=' | '>=' | '<=' | '<';
  readonly description: string;
}

export interface Question {
  readonly table: AnyPgTable;
  readonly filters: Readonly<Record<string, Filter>>;
  /** Columns that rows can be sorted by, all of them never null; the first one is taken where nothing is said. */
  readonly sorts: Readonly<Record<string, string>>;
}

const text = (column: string, description: string): Filter => ({ column, kind: 'text', is: '=', description });
const least = (column: string, description: string): Filter => ({ column, kind: 'integer', is: '>=', description });
const most = (column: string, description: string): Filter => ({ column, kind: 'integer', is: '<=', description });
const days = (column: string) => ({
  from: { column, kind: 'day', is: '>=', description: 'first day' } as const,
  to: { column, kind: 'day', is: '<', description: 'first day after' } as const,
});
const worked = { agentId: text('agent_id', 'collector'), team: text('team', 'team') };
const creditorId = text('creditor_id', 'creditor');
const caseId = text('case_id', 'case');

/** What can be asked of each projection. */
export const QUESTIONS: Readonly<Record<ProjectionName, Question>> = {
  'case-standing': {
    table: caseStanding,
    filters: {
      caseId,
      creditorId,
      product: text('product', 'product'),
      ...worked,
      stage: text('stage', 'stage, as the rule book names it'),
      bucket: text('bucket', 'M0, M1, M2 …'),
      promise: text('promise', 'none, active, due-today, kept, part-kept or broken'),
      currency: text('currency', 'ISO 4217'),
      minTone: least('tone', 'lowest level'),
      maxTone: most('tone', 'highest level'),
      minDaysPastDue: least('days_past_due', 'fewest days past due'),
      maxDaysPastDue: most('days_past_due', 'most days past due'),
      minOverdue: least('overdue', 'least overdue amount, in minor units'),
      fieldEligible: {
        column: 'field_eligible',
        kind: 'flag',
        is: '=',
        description: 'whether a field escalation is open to it',
      },
    },
    sorts: { caseId: 'key', daysPastDue: 'days_past_due', tone: 'tone', overdue: 'overdue' },
  },
  'tone-history': {
    table: toneHistory,
    filters: { caseId, creditorId, ...worked, stage: text('stage', 'stage'), ...days('since_day') },
    sorts: { key: 'key', since: 'since' },
  },
  'promise-book': {
    table: promiseBook,
    filters: {
      caseId,
      creditorId,
      ...worked,
      state: text('state', 'active, due-today, kept, part-kept or broken'),
      ...days('deadline_day'),
    },
    sorts: { key: 'key', dueAt: 'due_at' },
  },
  'recovery-cohorts': {
    table: recoveryCohort,
    filters: { creditorId, currency: text('currency', 'ISO 4217'), ...days('due_date') },
    sorts: { key: 'key', dueDate: 'due_date' },
  },
  'collector-day': {
    table: collectorDay,
    filters: { agentId: worked.agentId, ...days('day') },
    sorts: { key: 'key', day: 'day' },
  },
  'audit-trail': {
    table: auditTrail,
    filters: {
      caseId,
      agentId: worked.agentId,
      class: text('class', 'class of the entry'),
      minFindings: least('findings', 'fewest findings'),
      ...days('day'),
    },
    sorts: { key: 'key', day: 'day' },
  },
};

export interface Asked {
  /** By the names of the question's filters, as text; checked already. */
  readonly filters: Readonly<Record<string, string>>;
  /** Name of a sort, with `-` before it from the greatest to the least. */
  readonly sort: string;
  /** Where the page before ended. */
  readonly after: Behind | undefined;
  readonly limit: number;
}

/** The last row of a page: its sorted value as text, and its key. */
export interface Behind {
  readonly sort: string;
  readonly value: string;
  readonly key: string;
}

export interface Page {
  readonly rows: readonly object[];
  /** Undefined on the last page. */
  readonly next: Behind | undefined;
}

/** One page. Rows that change while somebody pages may be met twice or not at all; the feed misses none. */
export async function readRows(db: Queryable, { table, filters, sorts }: Question, asked: Asked): Promise<Page> {
  const descending = asked.sort.startsWith('-');
  const column = sorts[asked.sort.replace(/^-/, '')] ?? 'key';
  const type =
    getTableConfig(table)
      .columns.find(({ name }) => name === column)
      ?.getSQLType() ?? 'text';
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const conditions = Object.entries(asked.filters).flatMap(([name, value]) => {
    const filter = filters[name];
    return filter ? [`${filter.column} ${filter.is} ${param(value)}`] : [];
  });
  const comes = descending ? '<' : '>';
  if (asked.after) {
    const { value, key } = asked.after;
    conditions.push(
      column === 'key'
        ? `key ${comes} ${param(key)}`
        : `(${column}, key) ${comes} (${param(value)}::${type}, ${param(key)})`,
    );
  }
  const direction = descending ? 'DESC' : 'ASC';
  const order = column === 'key' ? `key ${direction}` : `${column} ${direction}, key ${direction}`;
  const rows = (await db.query(
    `SELECT key, ${column}::text AS sorted, value FROM ${getTableConfig(table).name}
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY ${order} LIMIT ${asked.limit + 1}`,
    params,
  )) as unknown as readonly { key: string; sorted: string; value: object }[];
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ value }) => value),
    next: rows.length > asked.limit && last ? { sort: asked.sort, value: last.sorted, key: last.key } : undefined,
  };
}
