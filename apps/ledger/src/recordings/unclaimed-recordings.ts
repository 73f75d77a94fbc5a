/** What was recorded and is in no case's trail: calls that nobody put on record, or lines that were used for something else. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { readUnclaimed, type UnclaimedPlace, type UnclaimedRecording } from '@read-models';
import { PolicyBook } from '../cases/policy-book';
import { fromBehind, toBehind } from '../read-models/queries';
import { behind, ReadModels } from '../read-models/read-models';

export interface UnclaimedRecordingsAnswer {
  /** At least up to here everything is taken in. */
  readonly position: string;
  readonly recordings: readonly UnclaimedRecording[];
  /** `after` of the next page; null on the last. */
  readonly next: string | null;
}

export class GetUnclaimedRecordings extends Query<UnclaimedRecordingsAnswer> {
  constructor(
    /** UTC days, the latter excluded. */
    readonly from: string,
    readonly to: string,
    readonly after: UnclaimedPlace | undefined,
    readonly limit: number,
    /** Position that must have been taken in first; undefined does not wait. */
    readonly minPosition: bigint | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetUnclaimedRecordings)
export class GetUnclaimedRecordingsHandler implements IQueryHandler<GetUnclaimedRecordings> {
  constructor(
    private readonly readModels: ReadModels,
    private readonly policies: PolicyBook,
  ) {}

  async execute({ from, to, after, limit, minPosition }: GetUnclaimedRecordings): Promise<UnclaimedRecordingsAnswer> {
    const position = await this.readModels.reach('audit-trail', minPosition);
    // A call that is stored may not be taken in yet, and its recording would be told as nobody's.
    if (minPosition === undefined && !this.readModels.isLevel('audit-trail'))
      throw behind('the audit trail has not caught up with the store yet');
    const widestClockMs = this.policies.widestToleranceSeconds * 1_000;
    const { recordings, next } = await readUnclaimed(this.readModels.database, {
      from,
      to,
      after,
      limit,
      widestClockMs,
    });
    return {
      position,
      recordings,
      next: next ? fromBehind({ sort: SORT, value: String(next.at), key: next.key }) : null,
    };
  }
}

const SORT = 'startedAt';

/** Undefined where the text is not the `next` of such a page. */
export function toUnclaimedPlace(text: string): UnclaimedPlace | undefined {
  const place = toBehind(text);
  if (place?.sort !== SORT || !/^-?\d{1,16}$/.test(place.value)) return undefined;
  return { at: Number(place.value), key: place.key };
}
