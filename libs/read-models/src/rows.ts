/** Rows of a projection, filtered, sorted, and in pages that go on behind the last row. */
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import type { Queryable } from './database';
import { PROJECTION_NAMES, type ProjectionName } from './projection';
import {
  auditTrail,
  caseFinding,
  caseStanding,
  collectorDay,
  finding,
  followUp,
  promiseBook,
  recoveryCohort,
  retention,
  toneHistory,
} from './schema';
import { tableOf } from './tables';

export interface Filter {
  readonly column: string;
  readonly kind: 'text' | 'integer' | 'flag' | 'day';
  readonly is: '=' | '>=' | '<=' | '<' | 'has';
  readonly description: string;
}

export interface Sort {
  readonly column: string;
  readonly kind: 'text' | 'integer' | 'instant';
}

export interface Question {
  readonly table: AnyPgTable;
  /** A table with the same columns, whose rows are among the answers. */
  readonly beside?: AnyPgTable;
  readonly filters: Readonly<Record<string, Filter>>;
  /** What rows can be sorted by, never null; the first one is taken where nothing is said. */
  readonly sorts: Readonly<Record<string, Sort>>;
}

const text = (column: string, description: string): Filter => ({ column, kind: 'text', is: '=', description });
const least = (column: string, description: string): Filter => ({ column, kind: 'integer', is: '>=', description });
const most = (column: string, description: string): Filter => ({ column, kind: 'integer', is: '<=', description });
const days = (column: string) => ({
  from: { column, kind: 'day', is: '>=', description: 'first day' } as const,
  to: { column, kind: 'day', is: '<', description: 'first day after' } as const,
});
const until = (column: string, description: string): Filter => ({ column, kind: 'day', is: '<=', description });
const worked = { agentId: text('agent_id', 'collector'), team: text('team', 'team') };
const creditorId = text('creditor_id', 'creditor');
const caseId = text('case_id', 'case');

/** What has rows to be asked for; findings are kept by the audit trail, and by those who review cases. */
export const ROWS_NAMES = [...PROJECTION_NAMES, 'findings'] as const;
export type RowsName = (typeof ROWS_NAMES)[number];

/** The projection that keeps them. */
export const keeperOf = (name: RowsName): ProjectionName => (name === 'findings' ? 'audit-trail' : name);

/** What can be asked of each. */
export const QUESTIONS: Readonly<Record<RowsName, Question>> = {
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
      hold: { column: 'holds', kind: 'text', is: 'has', description: 'a kind of hold that is in force' },
      reachability: text('reachability', 'reachable, through-others or lost'),
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
    sorts: {
      caseId: { column: 'key', kind: 'text' },
      daysPastDue: { column: 'days_past_due', kind: 'integer' },
      tone: { column: 'tone', kind: 'integer' },
      overdue: { column: 'overdue', kind: 'integer' },
    },
  },
  'tone-history': {
    table: toneHistory,
    filters: { caseId, creditorId, ...worked, stage: text('stage', 'stage'), ...days('since_day') },
    sorts: { key: { column: 'key', kind: 'text' }, since: { column: 'since', kind: 'instant' } },
  },
  'promise-book': {
    table: promiseBook,
    filters: {
      caseId,
      creditorId,
      ...worked,
      state: text('state', 'active, due-today, kept, part-kept, broken or withdrawn'),
      ...days('deadline_day'),
    },
    sorts: { key: { column: 'key', kind: 'text' }, dueAt: { column: 'due_at', kind: 'instant' } },
  },
  'recovery-cohorts': {
    table: recoveryCohort,
    filters: { creditorId, currency: text('currency', 'ISO 4217'), ...days('due_date') },
    sorts: { key: { column: 'key', kind: 'text' }, dueDate: { column: 'due_date', kind: 'text' } },
  },
  'collector-day': {
    table: collectorDay,
    filters: { agentId: worked.agentId, ...days('day') },
    sorts: { key: { column: 'key', kind: 'text' }, day: { column: 'day', kind: 'text' } },
  },
  'audit-trail': {
    table: auditTrail,
    filters: {
      caseId,
      agentId: worked.agentId,
      team: worked.team,
      class: text('class', 'class of the entry'),
      minFindings: least('findings', 'fewest findings'),
      recordingsKeptUntil: until(
        'recordings_kept_until',
        'last UTC day on which all of its audio had to be kept, or earlier',
      ),
      ...days('day'),
    },
    sorts: { key: { column: 'key', kind: 'text' }, day: { column: 'day', kind: 'text' } },
  },
  findings: {
    table: finding,
    beside: caseFinding,
    filters: {
      caseId,
      ...worked,
      code: text('code', 'code of the finding'),
      state: text('state', 'open, acknowledged, resolved or waived'),
      minSeverity: least('severity', 'from 0, info, to 4, critical'),
      ...days('day'),
    },
    sorts: {
      key: { column: 'key', kind: 'text' },
      day: { column: 'day', kind: 'text' },
      severity: { column: 'severity', kind: 'integer' },
    },
  },
  retention: {
    table: retention,
    filters: {
      caseId,
      creditorId,
      closed: { column: 'closed', kind: 'flag', is: '=', description: 'whether the case is closed' },
      eventsKeptUntil: until('events_kept_until', 'last UTC day for which its events have to be kept, or earlier'),
      notesKeptUntil: until('notes_kept_until', 'last UTC day for which its notes have to be kept, or earlier'),
    },
    sorts: { caseId: { column: 'key', kind: 'text' } },
  },
  'follow-ups': {
    table: followUp,
    filters: { caseId, creditorId, ...worked, maxRank: most('rank', 'last in the order of work') },
    sorts: {
      caseId: { column: 'key', kind: 'text' },
      rank: { column: 'rank', kind: 'integer' },
      overdue: { column: 'overdue', kind: 'integer' },
      daysPastDue: { column: 'days_past_due', kind: 'integer' },
    },
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
  /** Only rows of these creditors' and these teams' cases; undefined is all of them. */
  readonly creditors?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
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

/** A number may be larger than its column could hold. */
const CASTS: Readonly<Record<Filter['kind'], string>> = { text: '', integer: '::bigint', flag: '::boolean', day: '' };

/** A sorted value as it stands in {@link Behind}: text, a whole number, or an instant as RFC 3339. */
const toText = ({ column, kind }: Sort): string =>
  kind === 'instant' ? `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `${column}::text`;

const SORT_CASTS: Readonly<Record<Sort['kind'], string>> = { text: '', integer: '::bigint', instant: '::timestamptz' };

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const HOLDS: Readonly<Record<Sort['kind'], (value: string) => boolean>> = {
  text: (value) => !value.includes('\0'),
  integer: (value) => /^-?\d{1,18}$/.test(value),
  instant: (value) => INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
};

/** Is this the end of a page of that question? Nothing else may reach the database. */
export function isBehind({ sorts }: Question, { sort, value, key }: Behind): boolean {
  const kind = sorts[sort.replace(/^-/, '')]?.kind;
  return kind !== undefined && HOLDS.text(key) && HOLDS[kind](value);
}

/** One page. Rows that change while somebody pages may be met twice or not at all; the feed misses none. */
export async function readRows(db: Queryable, question: Question, asked: Asked): Promise<Page> {
  const { filters, sorts } = question;
  const descending = asked.sort.startsWith('-');
  const sort = sorts[asked.sort.replace(/^-/, '')] ?? KEY;
  const { column } = sort;
  const params: unknown[] = [];
  const param = (value: unknown): string => `$${params.push(value)}`;
  const conditions = Object.entries(asked.filters).flatMap(([name, value]) => {
    const filter = filters[name];
    if (!filter) return [];
    if (filter.is === 'has') return [`position(' ' || ${param(value)} || ' ' IN ${filter.column}) > 0`];
    return [`${filter.column} ${filter.is} ${param(value)}${CASTS[filter.kind]}`];
  });
  conditions.push(...withinScope(asked, param));
  const comes = descending ? '<' : '>';
  if (asked.after) {
    const { value, key } = asked.after;
    conditions.push(
      column === 'key'
        ? `key ${comes} ${param(key)}`
        : `(${column}, key) ${comes} (${param(value)}${SORT_CASTS[sort.kind]}, ${param(key)})`,
    );
  }
  const direction = descending ? 'DESC' : 'ASC';
  const order = column === 'key' ? `key ${direction}` : `${column} ${direction}, key ${direction}`;
  const rows = await db.query<{ readonly key: string; readonly sorted: string; readonly value: object }>(
    `SELECT key, ${toText(sort)} AS sorted, value FROM ${sourceOf(question)}
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY ${order} LIMIT ${asked.limit + 1}`,
    params,
  );
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ value }) => value),
    next: rows.length > asked.limit && last ? { sort: asked.sort, value: last.sorted, key: last.key } : undefined,
  };
}

function sourceOf({ table, beside }: Question): string {
  const { name, columns } = tableOf(table);
  if (!beside) return name;
  const list = columns.filter((column) => tableOf(beside).columns.includes(column)).join(', ');
  return `(SELECT ${list} FROM ${name} UNION ALL SELECT ${list} FROM ${tableOf(beside).name}) rows`;
}

/** Conditions that leave only the cases of some creditors and teams. */
export function withinScope(
  { creditors, teams }: Pick<Asked, 'creditors' | 'teams'>,
  param: (value: unknown) => string,
): readonly string[] {
  const of = [
    ...(creditors ? [`creditor_id = ANY(${param(creditors)}::text[])`] : []),
    ...(teams ? [`team = ANY(${param(teams)}::text[])`] : []),
  ];
  return of.length === 0 ? [] : [`case_id IN (SELECT key FROM case_standing WHERE ${of.join(' AND ')})`];
}

const KEY: Sort = { column: 'key', kind: 'text' };
