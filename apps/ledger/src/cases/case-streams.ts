/** Folded cases: a bounded cache before the store, brought up to date from where it stands. */
import { type CaseState, caseStream, evolve, type Fact, initialState, isCaseEvent, toFact } from '@case';
import { BadStoredEvent, EMPTY_TAIL, type EventStore, type RecordedEvent, type Tail, tailOf } from '@event-store';
import { LRUCache } from 'lru-cache';

/** A case as it is known, with the end of its stream. */
export interface KnownCase {
  readonly state: CaseState;
  readonly tail: Tail;
  /** Of the newest event; 0 before the first. */
  readonly position: bigint;
  /** Rises when everything known is let go of; what was read before then is not kept. */
  readonly age: number;
}

/** Cases differ in length, so the bound is on events. */
const MOST_EVENTS = 500_000;
/** Of those that are looked at beside. */
export const REVIEWED_EVENTS = 100_000;

export class CaseStreams {
  readonly #cache: LRUCache<string, KnownCase>;

  #age = 0;

  /** Keeps no more events than `most` in memory. */
  constructor(
    private readonly store: EventStore,
    most = MOST_EVENTS,
  ) {
    this.#cache = new LRUCache({ maxSize: most, sizeCalculation: ({ state }) => state.facts.length + 1 });
  }

  /** What this process knows of a case, without asking the store; undefined when it knows nothing. */
  cached(caseId: string): KnownCase | undefined {
    return this.#cache.get(caseId);
  }

  /** The case as the store has it now. Throws `BadStoredEvent` where its events do not decode or do not hold together. */
  async read(caseId: string): Promise<KnownCase> {
    const stream = caseStream(caseId);
    const known = this.#cache.get(caseId) ?? {
      state: initialState,
      tail: EMPTY_TAIL,
      position: 0n,
      age: this.#age,
    };
    const events = await this.store.read(stream, known.tail.revision + 1, known.tail.hash);
    const last = events.at(-1);
    if (!last) return known;
    const fresh: KnownCase = {
      state: evolve(known.state, events.map(toCaseFact)),
      tail: tailOf(last),
      position: last.position,
      age: known.age,
    };
    return this.remember(caseId, fresh);
  }

  /** Lets go of all cases: names, numbers and texts in them may not be shown any more. */
  forget(): void {
    this.#age += 1;
    this.#cache.clear();
  }

  /** Lets go of one case. */
  drop(caseId: string): void {
    this.#cache.delete(caseId);
  }

  /** Keeps the newest that is known: two readers may come back in either order. */
  remember(caseId: string, fresh: KnownCase): KnownCase {
    const known = this.#cache.get(caseId);
    if (fresh.age !== this.#age) return fresh;
    if (!known || known.tail.revision < fresh.tail.revision) this.#cache.set(caseId, fresh);
    return fresh;
  }
}

export function toCaseFact({ stream, revision, event, metadata }: RecordedEvent): Fact {
  if (!isCaseEvent(event)) throw new BadStoredEvent(stream, revision, `${event.type} does not belong to a case`);
  const { commandId, payloadHash, recordedAt } = metadata;
  return toFact(event, { revision, commandId, payloadHash, recordedAt: Date.parse(recordedAt) });
}
