/** Projections whose rows follow from one case and an instant: as events come, and as time passes. */
import { type Because, type EventType, type OpenCase, type PolicyOf, type Standing, standing, toInstant } from '@case';
import type {
  Cause,
  KnownCase,
  Projection,
  ProjectionName,
  Step,
  WholeCase,
  WholeCaseEvent,
  Work,
} from '../projection';
import type { RowSet, RowSetOptions } from '../row-set';

/** What is looked at: the case, when, and what for. */
export interface Look extends KnownCase {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly cause: Cause;
}

export interface CaseView<V extends object, M extends object> extends RowSetOptions<V, M> {
  readonly name: ProjectionName;
  readonly version: number;
  /** Events after which the rows can differ; every one where it is left out. */
  readonly types?: ReadonlySet<EventType>;
  /** Which rows of a case have to be known; all of them where it is left out. */
  readonly where?: string;
  /** Makes the rows what they are after this look. */
  show(look: Look, rows: RowSet<V, M>): void;
  /** When the case was last looked at, and when it is to be looked at next; undefined where it never was. */
  looked?(caseId: string, rows: RowSet<V, M>): Looked | undefined;
  /**
   * What was looked at later than an event was recorded, by another clock, is taken back. Where it is left out, the rows
   * only ever show the latest, and nothing has to be.
   */
  rewind?(look: Look, rows: RowSet<V, M>): Promise<void>;
}

/** Epoch milliseconds; `next` is undefined where time alone changes nothing. */
export interface Looked {
  readonly at: number;
  readonly next: number | undefined;
}

export function caseProjection<V extends object, M extends object>(view: CaseView<V, M>): Projection {
  const taken = (step: Step): boolean => step.of !== undefined && (view.types?.has(step.event.type) ?? true);
  return {
    name: view.name,
    version: view.version,
    told: view.told,
    folds: true,
    tables: [view.table],
    needs: (_type, stream) => stream.startsWith('case-'),
    take: async (steps, work) => {
      const relevant = steps.filter(taken);
      if (relevant.length === 0) return;
      const rows = work.rows<V, M>(view);
      await rows.load(
        'case_id',
        relevant.map((step) => step.of?.caseId ?? ''),
        view.where,
      );
      const looked = work.tells || view.rewind ? relevant : lastOfEach(relevant);
      for (const step of looked) await takeStep(view, step, rows, work.tells);
    },
    make: async (cases, now, work) => {
      const rows = work.rows<V, M>(view);
      for (const one of cases) await makeRows(view, one, now, rows);
    },
    ...(view.looked && { wake: (now, most, work) => wake(view, now, most, work) }),
  };
}

/** Where nobody is told of the way there, what each case came to is all that counts. */
export const lastOfEach = (steps: readonly Step[]): readonly Step[] => [
  ...new Map(steps.map((step) => [step.of?.caseId, step])).values(),
];

async function takeStep<V extends object, M extends object>(
  view: CaseView<V, M>,
  step: Step,
  rows: RowSet<V, M>,
  tells: boolean,
) {
  if (!step.of) return;
  const { caseId, before, after, policyOf } = step.of;
  // An alarm comes before what was recorded at the same moment. Rows that only show the latest need none of the way there.
  if (before && (tells || view.rewind)) pass({ caseId, state: before, policyOf }, step.recordedAt, view, rows);
  const recordedAt = Math.max(step.recordedAt, after.opened.at);
  const lookedAt = Math.max(recordedAt, view.looked?.(caseId, rows)?.at ?? recordedAt);
  const known = { caseId, state: after, policyOf };
  const cause = { position: String(step.position) };
  if (lookedAt === recordedAt || !view.rewind) return view.show({ ...known, at: lookedAt, cause }, rows);
  await view.rewind({ ...known, at: recordedAt, cause }, rows);
  view.show({ ...known, at: recordedAt, cause }, rows);
  pass(known, lookedAt, view, rows);
}

/** Where rows show the way there it is gone again; the others show the end of it. */
async function makeRows<V extends object, M extends object>(
  view: CaseView<V, M>,
  { caseId, state, policyOf, events, steps }: WholeCase,
  now: number,
  rows: RowSet<V, M>,
): Promise<void> {
  const isRelevant = ({ event }: WholeCaseEvent): boolean => view.types?.has(event.type) ?? true;
  const relevant = events.filter(isRelevant);
  const last = relevant.at(-1);
  if (!last) return;
  if (view.rewind) {
    for (const step of steps()) if (isRelevant(step)) await takeStep(view, step, rows, false);
    pass({ caseId, state, policyOf }, now, view, rows);
    return;
  }
  const at = Math.max(now, state.opened.at, ...relevant.map(({ recordedAt }) => recordedAt));
  view.show({ caseId, state, policyOf, at, cause: { position: String(last.position) } }, rows);
}

/** Looks at the case at every instant until `until` at which it changes by itself. */
function pass<V extends object, M extends object>(
  known: KnownCase,
  until: number,
  view: CaseView<V, M>,
  rows: RowSet<V, M>,
): void {
  for (;;) {
    const next = view.looked?.(known.caseId, rows)?.next;
    if (next === undefined || next > until) return;
    view.show({ ...known, at: next, cause: { alarm: toInstant(next) } }, rows);
  }
}

async function wake<V extends object, M extends object>(
  view: CaseView<V, M>,
  now: number,
  most: number,
  work: Work,
): Promise<boolean> {
  const due = await work.tx.query(
    `SELECT DISTINCT case_id AS "caseId" FROM (
       SELECT case_id FROM ${work.table(view.table)} WHERE next_change_at <= $1 ORDER BY next_change_at${most === 1 ? ', case_id' : ''} LIMIT ${most}
     ) due`,
    [toInstant(now)],
  );
  if (due.length === 0) return false;
  const caseIds = due.map(({ caseId }) => String(caseId));
  const rows = work.rows<V, M>(view);
  await rows.load('case_id', caseIds, view.where);
  for (const known of (await work.cases(caseIds)).values()) {
    if (work.tells || view.rewind) pass(known, now, view, rows);
    else view.show({ ...known, at: now, cause: { alarm: toInstant(now) } }, rows);
  }
  return true;
}

/** For rows of which each case has one that knows when it changes next. */
export function lookedAtRow<V extends { readonly nextChangeAt: string | null }, M extends { readonly at: number }>(
  caseId: string,
  rows: RowSet<V, M>,
): Looked | undefined {
  const memo = rows.memo(caseId);
  const next = rows.get(caseId)?.nextChangeAt;
  return memo && { at: memo.at, next: next ? Date.parse(next) : undefined };
}

const lastStandings = new WeakMap<OpenCase, { at: number; standing: Standing }>();

/** The standing of a case that is open at that instant; several projections ask for the same one. */
export function standingOf(state: OpenCase, policyOf: PolicyOf, at: number): Standing {
  const last = lastStandings.get(state);
  if (last?.at === at) return last.standing;
  const found = standing(state, policyOf, at);
  if (!found) throw new Error('the case is not open at this instant');
  lastStandings.set(state, { at, standing: found });
  return found;
}

export const rulesOf = (because: readonly Because[]): readonly string[] => [
  ...new Set(because.map(({ rule }) => rule)),
];

/** An instant as the database's columns take it. */
export const column = (epochMs: number | undefined): string | null =>
  epochMs === undefined ? null : toInstant(epochMs);
