/** Folded cases within a run: those used last in memory, all others from their facts in the database. */
import {
  type CaseEvent,
  type CaseState,
  evolve,
  initialState,
  isCaseEvent,
  type OpenCase,
  type PolicyOf,
  toFact,
  withoutPersonal,
} from '@case';
import { BadStoredEvent, type SubscribedEvent } from '@event-store';
import { LRUCache } from 'lru-cache';
import type { Queryable } from './database';
import type { CaseStep, KnownCase, Step, WholeCase } from './projection';
import { caseFact } from './schema';
import type { Writes } from './writes';

/** Cases differ in length, so the bound is on facts; what is worked out of a case weighs as much as some more of them. */
const MOST_FACTS = 50_000;
const CASE_WEIGHT = 10;

/** Cases that are read in the whole begin with so many facts at most. */
const MOST_WHOLE_FACTS = 2_000;

const CASE_PREFIX = 'case-';

export const caseIdOf = (stream: string): string => stream.slice(CASE_PREFIX.length);

/** A fact as it is kept, without personal fields but keyed hashes of the numbers that were called. */
interface KeptFact {
  readonly caseId: string;
  readonly revision: number;
  readonly recordedAt: number;
  readonly position: bigint;
  readonly event: CaseEvent;
}

/** As much of it as folding needs. */
type FoldedFact = Omit<KeptFact, 'position'>;

const FOLDED = 'f.case_id AS "caseId", f.revision, f.recorded_at::float8 AS "recordedAt", f.event';

export class CaseBook {
  readonly #known = new LRUCache<string, CaseState>({
    maxSize: MOST_FACTS,
    // The longest of all must find room as well.
    sizeCalculation: ({ facts }) => Math.min(facts.length + CASE_WEIGHT, MOST_FACTS),
  });
  /** Those that the transaction under way has to do with: none of them may fall out of memory. */
  readonly #held = new Map<string, CaseState>();
  #fresh: KeptFact[] = [];

  /** `table` holds the facts; `keeps`: whether they are also written down here. */
  constructor(
    private readonly policyOf: PolicyOf,
    private readonly table: string,
    private readonly keeps: boolean,
  ) {}

  /** Reads what the events build upon. */
  async prepare(tx: Queryable, events: readonly SubscribedEvent[]): Promise<void> {
    const first = new Map<string, number>();
    for (const { stream, revision, event } of events) {
      if (isCaseEvent(event) && !first.has(caseIdOf(stream))) first.set(caseIdOf(stream), revision);
    }
    await this.#load(
      tx,
      [...first].filter(([caseId, revision]) => revision > 0 && this.#hold(caseId)?.revision !== revision - 1),
    );
  }

  /** The case before and after an event. Throws {@link BadStoredEvent} where the event does not continue it. */
  take({ stream, revision, position, event, metadata }: SubscribedEvent): CaseStep | undefined {
    if (!isCaseEvent(event)) return undefined;
    const caseId = caseIdOf(stream);
    const before = revision === 0 ? initialState : (this.#hold(caseId) ?? initialState);
    if (before.revision !== revision - 1)
      throw new BadStoredEvent(stream, revision, 'the events before it are missing');
    const recordedAt = Date.parse(metadata.recordedAt);
    const kept = { caseId, revision, recordedAt, position, event: toKept(event) };
    const after = evolve(before, [factOf(kept)]);
    if (after.status === 'unopened') throw new BadStoredEvent(stream, revision, 'the case was never opened');
    this.#held.set(caseId, after);
    if (this.keeps) this.#fresh.push(kept);
    return { caseId, before: before.status === 'open' ? before : undefined, after, policyOf: this.policyOf };
  }

  /** Cases as they stand now. */
  async known(tx: Queryable, caseIds: readonly string[]): Promise<ReadonlyMap<string, KnownCase>> {
    const missing = caseIds.filter((caseId) => !this.#hold(caseId));
    await this.#load(
      tx,
      missing.map((caseId) => [caseId, Number.MAX_SAFE_INTEGER]),
    );
    const known = new Map<string, KnownCase>();
    for (const caseId of caseIds) {
      const state = this.#hold(caseId);
      if (state?.status === 'open') known.set(caseId, { caseId, state, policyOf: this.policyOf });
    }
    return known;
  }

  /**
   * The next cases by their ids, as they stood at a position: at most so many, and less where they are long. Throws
   * {@link BadStoredEvent} where facts do not fit.
   */
  async whole(tx: Queryable, after: string, most: number, position: bigint): Promise<readonly WholeCase[]> {
    const rows = await tx.query<FoldedFact & { readonly position: string }>(
      `SELECT ${FOLDED}, f.position::text
       FROM (SELECT case_id, sum(facts) OVER (ORDER BY case_id) - facts AS before
             FROM (SELECT case_id, count(*) AS facts FROM ${this.table} WHERE case_id > $1 AND position <= $2
                   GROUP BY case_id ORDER BY case_id LIMIT ${most}) next) c
       JOIN ${this.table} f ON f.case_id = c.case_id AND f.position <= $2
       WHERE c.before < ${MOST_WHOLE_FACTS}
       ORDER BY f.case_id, f.revision`,
      [after, String(position)],
    );
    const placed = rows.map((row): KeptFact => ({ ...row, position: BigInt(row.position) }));
    return [...byCase(placed)].map(([caseId, kept]) => this.#wholeCase(caseId, kept));
  }

  /** Hands over what was taken since, to be written down, and lets go of what was held for it. */
  flush(writes: Writes): void {
    const fresh = this.#fresh;
    this.#fresh = [];
    for (const [caseId, state] of this.#held) this.#known.set(caseId, state);
    this.#held.clear();
    writes.upsert(
      caseFact,
      this.table,
      fresh.map(({ caseId, revision, recordedAt, position, event }) => ({
        case_id: caseId,
        revision,
        recorded_at: recordedAt,
        position: String(position),
        event,
      })),
    );
  }

  /** Nothing that was taken counts: the transaction was rolled back. */
  forget(): void {
    this.#known.clear();
    this.#held.clear();
    this.#fresh = [];
  }

  #hold(caseId: string): CaseState | undefined {
    const state = this.#held.get(caseId) ?? this.#known.get(caseId);
    if (state) this.#held.set(caseId, state);
    return state;
  }

  /** Reads cases up to the revision given with each, it excluded. */
  async #load(tx: Queryable, wanted: readonly (readonly [caseId: string, below: number])[]): Promise<void> {
    if (wanted.length === 0) return;
    const rows = await tx.query<FoldedFact>(
      `SELECT ${FOLDED}
       FROM unnest($1::text[], $2::bigint[]) AS w (case_id, below)
       JOIN ${this.table} f ON f.case_id = w.case_id AND f.revision < w.below
       ORDER BY f.case_id, f.revision`,
      [wanted.map(([caseId]) => caseId), wanted.map(([, below]) => below)],
    );
    for (const [caseId, kept] of byCase(rows)) this.#held.set(caseId, evolve(initialState, kept.map(factOf)));
  }

  #wholeCase(caseId: string, kept: readonly KeptFact[]): WholeCase {
    const stream = `${CASE_PREFIX}${caseId}`;
    const { policyOf } = this;
    const state = folded(stream, kept);
    const events = kept.map(({ revision, recordedAt, position, event }) => ({
      stream,
      revision,
      recordedAt,
      position,
      event,
    }));
    const steps = function* (): Generator<Step & { readonly of: CaseStep }> {
      let before: CaseState = initialState;
      for (const event of events) {
        const after = evolve(before, [factOf(event)]);
        if (after.status === 'unopened') throw new BadStoredEvent(stream, event.revision, 'the case was never opened');
        const of = { caseId, before: before.status === 'open' ? before : undefined, after, policyOf };
        yield { ...event, of };
        before = after;
      }
    };
    return { caseId, state, policyOf, events, steps };
  }
}

function folded(stream: string, kept: readonly KeptFact[]): OpenCase {
  const newest = kept.at(-1)?.revision ?? 0;
  try {
    const state = evolve(initialState, kept.map(factOf));
    if (state.status === 'open') return state;
  } catch (error) {
    throw new BadStoredEvent(stream, newest, `the case cannot be folded: ${error instanceof Error ? error.name : ''}`);
  }
  throw new BadStoredEvent(stream, newest, 'the case was never opened');
}

/** In the order of the rows. */
function byCase<F extends FoldedFact>(rows: readonly F[]): ReadonlyMap<string, readonly F[]> {
  const facts = new Map<string, F[]>();
  for (const kept of rows) {
    const known = facts.get(kept.caseId);
    if (known) known.push(kept);
    else facts.set(kept.caseId, [kept]);
  }
  return facts;
}

/** Which number was called tells whether two systems told of one call: its keyed hash, which stands in its place, is kept. */
function toKept(event: CaseEvent): CaseEvent {
  const kept = withoutPersonal(event);
  if (kept.type !== 'CallAttempted' || event.type !== 'CallAttempted') return kept;
  return { ...kept, data: { ...kept.data, number: event.data.number } };
}

/** Read models answer no repeats: what tells those is not kept. */
const factOf = ({ event, revision, recordedAt }: Omit<FoldedFact, 'caseId'>) =>
  toFact(event, { revision, recordedAt, commandId: '', payloadHash: '' });
