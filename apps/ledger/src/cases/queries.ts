/** Questions about one case. Each folds the stream from where the cache ends, so other writers' events are seen. */
import { AHEAD_MS, caseStream, evolve, type Fact, findingsOf, initialState, type Standing, standing } from '@case';
import { EventStore } from '@event-store';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Reader } from '@personal-data';
import type { AuditTrailRow } from '@read-models';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { ContactLog } from '../read-models/contact-log';
import {
  beginOf,
  type CaseAnswer,
  caseAnswer,
  type EventAnswer,
  mustBeOpen,
  mustHaveCome,
  notFound,
  nowFor,
  toEventAnswer,
} from './answers';
import { CaseFindings } from './case-findings';
import { CaseStreams, toCaseFact } from './case-streams';
import { PolicyBook } from './policy-book';
import {
  counts,
  differences,
  type EvidenceShown,
  type FoundThen,
  type ReplayAnswer,
  type ReplayRange,
  replay,
} from './replay';

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
    readonly reader: Reader,
  ) {
    super();
  }
}

@QueryHandler(GetEvents)
export class GetEventsHandler implements IQueryHandler<GetEvents> {
  constructor(private readonly store: EventStore) {}

  async execute({ caseId, from, limit, reader }: GetEvents): Promise<EventsAnswer> {
    const stream = caseStream(caseId);
    const page = await this.store.readPage(stream, from, limit + 1, reader);
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
    private readonly contactLog: ContactLog,
    private readonly findings: CaseFindings,
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
    // The next page may be asked of another service, whose clock is behind.
    mustHaveCome('knownAt', range.knownAt, learnt + AHEAD_MS);
    const state = mustBeOpen(stateOf(entries));
    // A replay is of the stream: it does not wait for what other cases add to its findings.
    const elsewhere = await this.contactLog.known(state, beginOf(state), range.knownAt);
    const whole = {
      asOf: range.asOf ?? latest,
      knownAt: range.knownAt ?? learnt,
      upToRevision: range.upToRevision ?? Number.MAX_SAFE_INTEGER,
      from: range.from ?? 0,
      limit: range.limit ?? MOST_STEPS,
    };
    return replay(entries, this.policies.of, whole, { elsewhere, ...(await this.#evidence(caseId, range)) });
  }

  /** Where evidence that is stored is not taken in within a second, nothing is told of what it shows, and that is told. */
  async #evidence(caseId: string, { knownAt, asOf, upToRevision }: Partial<ReplayRange>) {
    try {
      await this.findings.trailLevel();
    } catch (error) {
      if (error instanceof Problem) return { shown: undefined };
      throw error;
    }
    const trail = await this.findings.trail(caseId, { knownAt, asOf, upToRevision });
    return { shown: shownBy(caseStream(caseId), trail) };
  }
}

/** What a trail shows amiss, by the last event of the case that it rests on, or its entry's call; beside them what rests on none. */
function shownBy(stream: string, trail: readonly AuditTrailRow[]): EvidenceShown {
  const byRevision = new Map<number, FoundThen[]>();
  const beside: FoundThen[] = [];
  for (const { call, findings } of trail) {
    for (const one of findings) {
      const own = one.evidence.filter((ref) => ref.stream === stream).map(({ revision }) => Number(revision));
      const ofCall: unknown = Reflect.get(Object(call?.event), 'revision');
      const revision = own.length > 0 ? Math.max(...own) : ofCall === undefined ? undefined : Number(ofCall);
      if (revision === undefined) beside.push(one);
      else byRevision.set(revision, [...(byRevision.get(revision) ?? []), one]);
    }
  }
  return { byRevision, beside };
}

const stateOf = (entries: readonly { readonly fact: Fact }[]) =>
  evolve(
    initialState,
    entries.map(({ fact }) => fact),
  );

/** What was known of a case at one time, and what is known now, both as of the same instant. */
export interface DiffAnswer {
  readonly caseId: string;
  readonly asOf: string;
  readonly knownAt: string;
  /** What had happened by then and was learnt of later. */
  readonly learnt: readonly EventAnswer[];
  readonly standingThen: Standing;
  readonly standingNow: Standing;
  readonly changed: readonly string[];
  /** What is known to be amiss now and was not then, and the other way round. */
  readonly found: readonly FoundThen[];
  readonly gone: readonly FoundThen[];
}

export class GetDiff extends Query<DiffAnswer> {
  constructor(
    readonly caseId: string,
    /** Epoch milliseconds; undefined is now. */
    readonly asOf: number | undefined,
    readonly knownAt: number,
  ) {
    super();
  }
}

@QueryHandler(GetDiff)
export class GetDiffHandler implements IQueryHandler<GetDiff> {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly findings: CaseFindings,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, asOf, knownAt }: GetDiff): Promise<DiffAnswer> {
    const recorded = await this.store.read(caseStream(caseId));
    if (recorded.length === 0) throw notFound();
    const entries = recorded.map((event) => ({ fact: toCaseFact(event), recorded: event }));
    const whole = mustBeOpen(stateOf(entries));
    const today = this.clock.now();
    const at = asOf ?? nowFor(whole, today);
    mustHaveCome('knownAt', knownAt, today);
    const everything = { asOf: at, knownAt: Number.POSITIVE_INFINITY, upToRevision: Number.MAX_SAFE_INTEGER };
    await Promise.all([this.contactLog.level(), this.findings.trailLevel()]);
    const known = async (range: typeof everything, then?: number) => {
      const state = mustBeOpen(stateOf(entries.filter(({ fact }) => counts(fact, range))));
      const stands = standing(state, this.policies.of, at);
      if (!stands) throw notFound();
      const elsewhere = await this.contactLog.known(whole, beginOf(whole), then);
      const ofFacts = findingsOf(state, this.policies.of, at, elsewhere);
      const trail = await this.findings.trail(caseId, { knownAt: then, asOf, at: today });
      return { stands, findings: [...ofFacts, ...trail.flatMap(({ findings }) => findings)] };
    };
    const [then, now] = [await known({ ...everything, knownAt }, knownAt), await known(everything)];
    const lacks = (findings: readonly FoundThen[]) => (one: FoundThen) => !findings.some(({ key }) => key === one.key);
    return {
      caseId,
      asOf: new Date(at).toISOString(),
      knownAt: new Date(knownAt).toISOString(),
      learnt: entries
        .filter(({ fact }) => counts(fact, everything) && fact.recordedAt > knownAt)
        .map(({ recorded: event }) => toEventAnswer(event.stream, event)),
      standingThen: then.stands,
      standingNow: now.stands,
      changed: differences(then.stands, now.stands),
      found: now.findings.filter(lacks(then.findings)),
      gone: then.findings.filter(lacks(now.findings)),
    };
  }
}
