/** `GET /v1/persons/{personId}`: how far somebody is from being forgotten, and what stands against it. */
import { personOf, personStream, Refusal } from '@case';
import { EventStore } from '@event-store';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { RetentionRow } from '@read-models';
import { toPersonEvent } from './person-command';
import { PersonsCases } from './persons-cases';

export interface PersonStanding {
  readonly personId: string;
  readonly state: 'known' | 'blocked' | 'erased';
  readonly erasureId: string | null;
  /** Of the block while it lasts, else of the erasure. */
  readonly since: string | null;
  /** Ids of the legal holds in force. */
  readonly legalHolds: readonly string[];
  readonly cases: readonly RetentionRow[];
  /** When the laws that bind the cases allow it; null where that is not known, as long as one of them is open. */
  readonly eraseFrom: string | null;
}

export class GetPerson extends Query<PersonStanding> {
  constructor(readonly personId: string) {
    super();
  }
}

@QueryHandler(GetPerson)
export class GetPersonHandler implements IQueryHandler<GetPerson> {
  constructor(
    private readonly store: EventStore,
    private readonly cases: PersonsCases,
  ) {}

  async execute({ personId }: GetPerson): Promise<PersonStanding> {
    const events = await this.store.read(personStream(personId));
    const cases = await this.cases.rows(personId);
    if (events.length === 0 && cases.length === 0)
      throw new Refusal('person-not-found', 'nobody of this id is in any case', 'personId');
    const { erasure, erased, holds } = personOf(events.map(toPersonEvent));
    return {
      personId,
      state: erasure ? 'blocked' : erased ? 'erased' : 'known',
      erasureId: erasure?.erasureId ?? erased?.erasureId ?? null,
      since: erasure?.since ?? erased?.at ?? null,
      legalHolds: [...holds].flatMap(([id, state]) => (state === 'in-force' ? [id] : [])),
      cases,
      eraseFrom: latestOf((await this.cases.times(personId, cases)).map(({ until }) => until.everything)),
    };
  }
}

/** The latest of instants (epoch milliseconds), as RFC 3339; null where there is none, or one is not known. */
function latestOf(instants: readonly (number | null)[]): string | null {
  const known = instants.filter((one) => one !== null);
  return known.length > 0 && known.length === instants.length ? new Date(Math.max(...known)).toISOString() : null;
}
