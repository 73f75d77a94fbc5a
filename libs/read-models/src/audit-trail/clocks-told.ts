/** How far each recorder's clock was from the dialer's, by day, as it is used in matching. */
import { type ClockBasis, type ClockPair, isSuspect, offsetOf } from '@reconciliation';
import type { Queryable } from '../database';

const DAY_MS = 86_400_000;

export interface ToldClock {
  readonly source: string;
  /** UTC. */
  readonly day: string;
  readonly pairs: number;
  /** How many seconds it is ahead; null while too few calls and recordings share an id. */
  readonly offsetSeconds: number | null;
  readonly basis: ClockBasis | null;
  /** It is another one than on the day before: somebody should look at it. */
  readonly suspect: boolean;
}

/** By source and day; `from` and `to` are UTC days, the latter excluded. */
export async function readClocks(db: Queryable, from: string, to: string): Promise<readonly ToldClock[]> {
  const [first, end] = [Date.parse(from) / DAY_MS, Date.parse(to) / DAY_MS];
  const rows = await db.query<{ readonly source: string; readonly day: number; readonly pairs: readonly ClockPair[] }>(
    `SELECT value->>'source' AS source, (value->>'day')::int AS day, value->'pairs' AS pairs FROM evidence_clock
     WHERE (value->>'day')::int >= $1 AND (value->>'day')::int < $2 ORDER BY source, day`,
    [first - 1, end],
  );
  const offsets = new Map(rows.map(({ source, day, pairs }) => [`${day} ${source}`, offsetOf(pairs)]));
  return rows
    .filter(({ day }) => day >= first)
    .map(({ source, day, pairs }) => {
      const offset = offsets.get(`${day} ${source}`);
      return {
        source,
        day: new Date(day * DAY_MS).toISOString().slice(0, 10),
        pairs: pairs.length,
        offsetSeconds: offset ? offset.offsetMs / 1_000 : null,
        basis: offset?.basis ?? null,
        suspect: offset !== undefined && isSuspect(offsets.get(`${day - 1} ${source}`), offset),
      };
    });
}
