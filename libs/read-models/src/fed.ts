/** Who is fed: a projection in one of its generations, and how far it is. */
import type { AnyPgTable } from 'drizzle-orm/pg-core';
import type { Projection } from './projection';
import { tableOf } from './tables';

export type Generation = 'live' | 'building';

/**
 * A build gathers events, up to where the others stand when its run begins; makes its rows, case by case, of what is known then;
 * and follows what has come since. What is live only follows.
 */
export type Phase = 'gathering' | 'making' | 'following';

/** How far the making is. */
export interface Making {
  /** The last case that was made; the next is that with the next id. */
  readonly upTo: string;
  readonly made: number;
  readonly of: number;
}

/** Beyond every position. */
export const NO_LIMIT = 2n ** 63n;

/** One projection in one generation, as it is being fed. */
export interface Fed {
  readonly projection: Projection;
  generation: Generation;
  version: number;
  position: bigint | undefined;
  phase: Phase;
  /** Undefined before the first case. */
  making: Making | undefined;
  cursor: bigint;
  /** Whether it was ever level. */
  complete: boolean;
  /** Not later than the next instant at which a row changes by itself; epoch milliseconds, undefined where it is unknown. */
  alarmAt: number | undefined;
}

/** The table in the generation that is read, or in the one that is built. */
export const tableName = (table: AnyPgTable, generation: Generation): string =>
  generation === 'live' ? tableOf(table).name : `${tableOf(table).name}_building`;
