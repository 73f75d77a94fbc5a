/** Recordings that something is missing about: a call that claims them, or somebody who has looked at their audio. */
import { EventStore } from '@event-store';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  type Queryable,
  type RecordingPage,
  type RecordingPlace,
  type RecordingQuestion,
  type RecordingRow,
  readUnclaimed,
  readUnheard,
} from '@read-models';
import { PolicyBook } from '../cases/policy-book';
import { fromBehind, toBehind } from '../read-models/queries';
import { ReadModels } from '../read-models/read-models';

const SECOND_MS = 1_000;

export interface RecordingsAnswer {
  /** At least up to here everything is taken in. */
  readonly position: string;
  readonly recordings: readonly RecordingRow[];
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
}

export class GetRecordings extends Query<RecordingsAnswer> {
  constructor(
    /** That no call claims, or whose audio nobody has looked at. */
    readonly which: 'unclaimed' | 'unheard',
    readonly asked: RecordingQuestion,
    /** Position that must have been taken in first; undefined is all that is stored by now. */
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetRecordings)
export class GetRecordingsHandler implements IQueryHandler<GetRecordings> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
  ) {}

  async execute({ which, asked, minPosition }: GetRecordings): Promise<RecordingsAnswer> {
    // A call or a check that is stored may not be taken in yet, and would be told as missing.
    const position = await this.readModels.reachStored('audit-trail', this.store, minPosition);
    const { recordings, next } = await this.#page(which, this.readModels.database, asked);
    return {
      position,
      recordings,
      next: next ? fromBehind({ sort: SORT, value: String(next.at), key: next.key }) : null,
    };
  }

  #page(which: GetRecordings['which'], database: Queryable, asked: RecordingQuestion): Promise<RecordingPage> {
    if (which === 'unheard') return readUnheard(database, asked);
    return readUnclaimed(database, asked, this.policies.widestToleranceSeconds * SECOND_MS);
  }
}

const SORT = 'startedAt';

/** Undefined where the text is not the `next` of such a page. */
export function toRecordingPlace(text: string): RecordingPlace | undefined {
  const place = toBehind(text);
  if (place?.sort !== SORT || !/^-?\d{1,16}$/.test(place.value)) return undefined;
  return { at: Number(place.value), key: place.key };
}
