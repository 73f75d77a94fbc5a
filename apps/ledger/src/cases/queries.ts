/** Questions about one case. Each folds the stream from where the cache ends, so other writers' events are seen. */
import { caseStream } from '@case';
import { EventStore } from '@event-store';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Clock } from '../clock';
import { type CaseAnswer, caseAnswer, type EventAnswer, mustBeOpen, notFound, nowFor, toEventAnswer } from './answers';
import { CaseStreams, toCaseFact } from './case-streams';
import { PolicyBook } from './policy-book';
import { type ReplayAnswer, type ReplayRange, replay } from './replay';

export class GetCase extends Query<CaseAnswer> {
  constructor(
    readonly caseId: string,
    /** Epoch milliseconds; undefined is now. */
    readonly at: number | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetCase)
export class GetCaseHandler implements IQueryHandler<GetCase> {
  constructor(
    private readonly cases: CaseStreams,
    private readonly policies: PolicyBook,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, at }: GetCase): Promise<CaseAnswer> {
    const { state, position } = await this.cases.read(caseId);
    const open = mustBeOpen(state);
    const then = at ?? nowFor(open, this.clock.now());
    return caseAnswer(open, position, this.policies.of, then);
  }
}

export interface EventsAnswer {
  readonly caseId: string;
  readonly events: readonly (EventAnswer & { readonly position: string })[];
  /** `from` of the next page; null on the last. */
  readonly next: string | null;
}

/** Events of one page. */
export const MOST_EVENTS = 500;

export class GetEvents extends Query<EventsAnswer> {
  constructor(
    readonly caseId: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(GetEvents)
export class GetEventsHandler implements IQueryHandler<GetEvents> {
  constructor(private readonly store: EventStore) {}

  async execute({ caseId, from, limit }: GetEvents): Promise<EventsAnswer> {
    const stream = caseStream(caseId);
    const page = await this.store.readPage(stream, from, limit + 1);
    if (page.length === 0 && (from === 0 || (await this.store.readPage(stream, 0, 1)).length === 0)) throw notFound();
    return {
      caseId,
      events: page
        .slice(0, limit)
        .map((event) => ({ ...toEventAnswer(stream, event), position: String(event.position) })),
      next: page.length > limit ? String(from + limit) : null,
    };
  }
}

/** Steps of one page: each holds two standings. */
export const MOST_STEPS = 200;

export class GetReplay extends Query<ReplayAnswer> {
  constructor(
    readonly caseId: string,
    /** What is left out of the range is now, and the first page. */
    readonly range: Partial<ReplayRange>,
  ) {
    super();
  }
}

@QueryHandler(GetReplay)
export class GetReplayHandler implements IQueryHandler<GetReplay> {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly clock: Clock,
  ) {}

  /** Reads the whole stream, so that every link of its hash chain is checked on the way. */
  async execute({ caseId, range }: GetReplay): Promise<ReplayAnswer> {
    const recorded = await this.store.read(caseStream(caseId));
    if (recorded.length === 0) throw notFound();
    const entries = recorded.map((event) => ({ fact: toCaseFact(event), recorded: event }));
    const now = this.clock.now();
    const latest = Math.max(now, entries[0]?.fact.at ?? now);
    const learnt = Math.max(latest, ...entries.map(({ fact }) => fact.recordedAt));
    return replay(entries, this.policies.of, {
      asOf: range.asOf ?? latest,
      knownAt: range.knownAt ?? learnt,
      from: range.from ?? 0,
      limit: range.limit ?? MOST_STEPS,
    });
  }
}
