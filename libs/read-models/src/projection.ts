/** What a projection is, and what it is given to work with. */
import type { EventType, LedgerEvent, OpenCase, PolicyOf } from '@case';
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import type { Queryable, Row } from './database';
import type { RowSet, RowSetOptions } from './row-set';

export const PROJECTION_NAMES = [
  'case-standing',
  'tone-history',
  'promise-book',
  'recovery-cohorts',
  'collector-day',
  'audit-trail',
  'follow-ups',
  'retention',
] as const;
export type ProjectionName = (typeof PROJECTION_NAMES)[number];

/** Those that others build upon; they have no feed. */
export const HIDDEN_NAMES = ['case-facts', 'contact-log'] as const;
export type HiddenName = (typeof HIDDEN_NAMES)[number];

/** Why a row changed: an event, an instant that came, or a rebuild that found another value. */
export type Cause =
  | { readonly position: string }
  | { readonly alarm: string }
  | { readonly rebuild: number; readonly position: string };

/** One recorded event, on its way through the projections. */
export interface Step {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
  readonly event: LedgerEvent;
  /** The case before and after it; undefined for an event of a recording. */
  readonly of: CaseStep | undefined;
}

export interface CaseStep {
  readonly caseId: string;
  /** Undefined before the event that opens it. */
  readonly before: OpenCase | undefined;
  readonly after: OpenCase;
  readonly policyOf: PolicyOf;
}

/** A case as it is known now, for what changes by time alone. */
export interface KnownCase {
  readonly caseId: string;
  readonly state: OpenCase;
  readonly policyOf: PolicyOf;
}

/** An event of a case, without personal fields but keyed hashes of the numbers that were called. */
export type WholeCaseEvent = Omit<Step, 'of'>;

/** A case with all of its events. */
export interface WholeCase extends KnownCase {
  /** In order; never empty. */
  readonly events: readonly WholeCaseEvent[];
  /** The same with the case before and after each, worked out on the way: none of them is to be held. */
  steps(): Iterable<Step & { readonly of: CaseStep }>;
}

/** One transaction of a projection. */
export interface Work {
  readonly tx: Queryable;
  /** Whether every change on the way is told; else only what the rows come to matters. */
  readonly tells: boolean;
  /** The same one as long as nothing was taken back: what is known by it of tables that nobody else writes still holds. */
  readonly trust: object;
  /** The name of a table in the generation that is worked on. */
  table(table: AnyPgTable): string;
  /** Rows of a table, read when they are asked for and written when the work is done. */
  rows<V extends object, M extends object = object>(options: RowSetOptions<V, M>): RowSet<V, M>;
  /** Writes rows of a table that nobody reads back in this transaction, over those with the same key; each key once. */
  write(table: AnyPgTable, rows: readonly Row[]): void;
  /** The rule book that a case is bound to; throws where it is not here. */
  readonly policyOf: PolicyOf;
  /** Cases as they stand after all events so far. */
  cases(caseIds: readonly string[]): Promise<ReadonlyMap<string, KnownCase>>;
}

export interface Projection {
  readonly name: ProjectionName | HiddenName;
  /** Whether its changes are told in a feed. */
  readonly told: boolean;
  /** Whether it looks at folded cases when it takes in events. */
  readonly folds: boolean;
  /** Raised where the same events would make other rows: all of them are then made anew, beside the old ones. */
  readonly version: number;
  /** Tables that a rebuild fills; the first is the one that is read and whose changes are told. */
  readonly tables: readonly [AnyPgTable, ...AnyPgTable[]];
  /** Whether it needs to be able to read events of this type; of an unknown type, by its stream. */
  needs(type: EventType | undefined, stream: string): boolean;
  /** Takes in what was recorded, in order. Throws where an event cannot be taken in. */
  take(steps: readonly Step[], work: Work): Promise<void>;
  /**
   * Makes the rows of whole cases of which there are none yet: a build goes through all events first, and takes in as they come
   * only what comes after. They are as they stand now (epoch milliseconds), so that no alarm is due of them. Where it is left out, a
   * build takes everything in as it comes.
   */
  make?(cases: readonly WholeCase[], now: number, work: Work): Promise<void>;
  /** Keeps of events, before that, what `make` needs beside the cases. */
  gather?(steps: readonly Step[], work: Work): Promise<void>;
  /** Takes in that time has passed, for at most so many cases; false when nothing is due any more. */
  wake?(now: number, most: number, work: Work): Promise<boolean>;
}
