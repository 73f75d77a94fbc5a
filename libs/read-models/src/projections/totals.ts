/**
 * Projections that add up what many cases contribute. What each case adds is kept as a row of its own, so that a change
 * is the difference between what it added before and what it adds now, and each unit counts once.
 */
import type { EventType } from '@case';
import type { Cause, KnownCase, Projection, ProjectionName, Step, Work } from '../projection';
import type { RowSet, RowSetOptions } from '../row-set';
import { lastOfEach } from './case-projection';

export type Counts = Readonly<Record<string, number>>;

/** What one case adds to one whole. */
export interface Part {
  /** Key of the whole; null where it belongs to none, and is kept for itself. */
  readonly whole: string | null;
  readonly counts: Counts;
}

interface WholeMemo {
  readonly counts: Counts;
}

export interface TotalsOptions<P extends Part, W extends object> {
  readonly name: ProjectionName;
  readonly version: number;
  readonly types: ReadonlySet<EventType>;
  readonly parts: RowSetOptions<P, object>;
  readonly wholes: RowSetOptions<W, WholeMemo>;
  /** What the case adds, by the key of the part. */
  partsOf(known: KnownCase): ReadonlyMap<string, P>;
  /** The row of a whole. */
  wholeOf(key: string, counts: Counts): W;
  /** The count that says how many parts a whole has. */
  readonly counted: string;
}

interface Difference {
  readonly whole: string;
  readonly counts: Counts;
  readonly cause: Cause;
  readonly at: number;
}

export function totals<P extends Part, W extends object>(options: TotalsOptions<P, W>): Projection {
  return {
    name: options.name,
    version: options.version,
    told: true,
    folds: true,
    tables: [options.wholes.table, options.parts.table],
    needs: (_type, stream) => stream.startsWith('case-'),
    take: async (steps, work) => {
      const relevant = steps.filter(({ of, event }) => of !== undefined && options.types.has(event.type));
      if (relevant.length === 0) return;
      const parts = work.rows<P, object>(options.parts);
      await parts.load(
        'case_id',
        relevant.map((step) => step.of?.caseId ?? ''),
      );
      await addUp(options, work.tells ? relevant : lastOfEach(relevant), parts, work);
    },
    make: (cases, _now, work) => {
      const last = cases.flatMap(({ caseId, state, policyOf, events }) => {
        const found = events.findLast(({ event }) => options.types.has(event.type));
        return found ? [{ ...found, of: { caseId, before: undefined, after: state, policyOf } }] : [];
      });
      return addUp(options, last, work.rows<P, object>(options.parts), work);
    },
  };
}

/** What the cases of the steps add; the parts that they have had are loaded. */
async function addUp<P extends Part, W extends object>(
  options: TotalsOptions<P, W>,
  steps: readonly Step[],
  parts: RowSet<P, object>,
  work: Work,
): Promise<void> {
  const differences = steps.flatMap((step) => differencesOf(options, step, parts));
  const wholes = work.rows<W, WholeMemo>(options.wholes);
  await wholes.load(
    'key',
    differences.map(({ whole }) => whole),
  );
  for (const { whole, counts, cause, at } of differences) {
    const sum = added(wholes.memo(whole)?.counts ?? {}, counts);
    if (sum[options.counted]) wholes.put(whole, options.wholeOf(whole, sum), cause, at, { counts: sum });
    else wholes.delete(whole, cause, at);
  }
}

/** What the case adds now and did not before, and the other way round. */
function differencesOf<P extends Part, W extends object>(
  { partsOf }: TotalsOptions<P, W>,
  { of, position, recordedAt }: Step,
  parts: RowSet<P, object>,
): readonly Difference[] {
  if (!of) return [];
  const cause = { position: String(position) };
  const now = partsOf({ caseId: of.caseId, state: of.after, policyOf: of.policyOf });
  const byWhole = new Map<string, Counts>();
  const add = (whole: string | null, counts: Counts) => {
    if (whole !== null) byWhole.set(whole, added(byWhole.get(whole) ?? {}, counts));
  };
  for (const key of parts.ofCase(of.caseId)) {
    const before = parts.get(key);
    if (before) add(before.whole, negative(before.counts));
    if (!now.has(key)) parts.delete(key, cause, recordedAt);
  }
  for (const [key, part] of now) {
    add(part.whole, part.counts);
    parts.put(key, part, cause, recordedAt);
  }
  return [...byWhole]
    .filter(([, counts]) => Object.keys(counts).length > 0)
    .map(([whole, counts]) => ({ whole, counts, cause, at: recordedAt }));
}

/** The sum, without what comes to nothing. */
function added(a: Counts, b: Counts): Counts {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) {
    const total = (sum[name] ?? 0) + count;
    if (total === 0) delete sum[name];
    else sum[name] = total;
  }
  return sum;
}

const negative = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, -count]));
