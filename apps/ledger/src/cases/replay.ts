/** What each event of a case changed: a plain fold, judged as of a time and by what was known at a time. */
import {
  asCorrected,
  type Elsewhere,
  type Fact,
  type Finding,
  isFact,
  type PolicyOf,
  Review,
  type Standing,
  tellings,
  Walk,
} from '@case';
import type { RecordedEvent } from '@event-store';
import type { AuditTrailRow } from '@read-models';
import { type EventAnswer, notFound, toEventAnswer } from './answers';

export interface ReplayStep {
  readonly event: EventAnswer;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** At the instant of the event, without it; null for the opening. */
  readonly standingBefore: Standing | null;
  readonly standingAfter: Standing;
  /** What of the standing this event changed. */
  readonly changed: readonly string[];
  /** What the passing of time had changed since the step before. */
  readonly changedByTime: readonly string[];
  /** What it, and the time since the step before, show amiss that was not before; by the evidence that is known, as well. */
  readonly found: readonly FoundThen[];
}

/** What the facts of a case show amiss, or its evidence. */
export type FoundThen = Finding | AuditTrailRow['findings'][number];

/** What is known beside the stream. */
export interface Beside {
  readonly elsewhere: Elsewhere;
  /** Undefined where the audit trail has not taken in all evidence. */
  readonly shown: EvidenceShown | undefined;
}

/** What evidence shows amiss, by the revision of the event that it is told with, and what goes with none. */
export interface EvidenceShown {
  readonly byRevision: ReadonlyMap<number, readonly FoundThen[]>;
  readonly beside: readonly FoundThen[];
}

export interface ReplayAnswer {
  readonly caseId: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly steps: readonly ReplayStep[];
  /** Path of the next page, judged as this one whatever is learnt meanwhile; null on the last. */
  readonly next: string | null;
  readonly standing: Standing;
  /** What evidence shows that rests on no event of the case; null where the audit trail is behind, and the steps tell of none either. */
  readonly foundBeside: readonly FoundThen[] | null;
}

interface Entry {
  readonly fact: Fact;
  readonly recorded: RecordedEvent;
}

/** What to replay: by what had happened and what was known (epoch milliseconds), and which of the steps to tell. */
export interface ReplayRange {
  readonly asOf: number;
  readonly knownAt: number;
  /** Events of later revisions are left out. */
  readonly upToRevision: number;
  readonly from: number;
  readonly limit: number;
}

/** Does a fact count, by when it happened, when it was learnt of, and where it stands in its stream? */
export const counts = (
  { at, recordedAt, revision }: Fact,
  { asOf, knownAt, upToRevision }: Pick<ReplayRange, 'asOf' | 'knownAt' | 'upToRevision'>,
): boolean => at <= asOf && recordedAt <= knownAt && revision <= upToRevision;

/** Steps in the order in which things happened, the opening first. */
export function replay(
  entries: readonly Entry[],
  policyOf: PolicyOf,
  range: ReplayRange,
  { elsewhere, shown }: Beside,
): ReplayAnswer {
  const { asOf, knownAt, upToRevision, from, limit } = range;
  const [first, ...later] = entries.filter(({ fact }) => counts(fact, range)).sort(asTheyHappened);
  if (!first || !isFact(first.fact, 'CaseOpened')) throw notFound();
  const opened = first.fact;
  const walk = new Walk(opened, policyOf);
  const review = new Review(opened, policyOf, elsewhere);
  const facts = later.map(({ fact }) => fact);
  const corrected = asCorrected(facts);
  // A call that was told of twice is taken in at the first telling, with all that both say.
  const [toWalk, toReview] = [tellings(facts), tellings(corrected)];
  // What happened before the case was opened is judged from its opening on.
  const atOf = ({ fact }: Entry): number => Math.max(fact.at, opened.at);
  const steps: ReplayStep[] = [];
  let previous: Standing | undefined;
  if (from === 0) {
    previous = walk.standing(opened.at);
    steps.push(stepOf(first, undefined, previous, undefined, []));
  }
  later.forEach((entry, index) => {
    const told = index + 1 >= from && steps.length < limit;
    const at = atOf(entry);
    const before = told ? walk.standing(at) : undefined;
    previous ??= told ? walk.standing(atOf(later[index - 1] ?? first)) : undefined;
    const known = review.found.length;
    const walked = toWalk(entry.fact);
    if (walked) walk.add(walked);
    const reviewed = toReview(corrected[index] ?? entry.fact);
    if (reviewed) review.add(reviewed);
    if (!told || !before) return;
    const after = walk.standing(at);
    const ofFacts = review.found.slice(known).map(({ finding }) => finding);
    const found = [...ofFacts, ...(shown?.byRevision.get(entry.fact.revision) ?? [])];
    steps.push(stepOf(entry, before, after, previous, found));
    previous = after;
  });
  const { caseId } = opened.event.data;
  const times = { asOf: new Date(asOf).toISOString(), knownAt: new Date(knownAt).toISOString() };
  const after = from + steps.length;
  const query = new URLSearchParams({
    ...times,
    ...(upToRevision < Number.MAX_SAFE_INTEGER && { upToRevision: String(upToRevision) }),
    from: String(after),
    limit: String(limit),
  });
  return {
    caseId,
    ...times,
    steps,
    next: steps.length > 0 && after <= later.length ? `/v1/cases/${caseId}/replay?${query}` : null,
    standing: walk.standing(asOf),
    foundBeside: shown?.beside ?? null,
  };
}

const stepOf = (
  { recorded }: Entry,
  before: Standing | undefined,
  after: Standing,
  previous: Standing | undefined,
  found: readonly FoundThen[],
): ReplayStep => ({
  event: toEventAnswer(recorded.stream, recorded),
  occurredAt: recorded.metadata.occurredAt,
  recordedAt: recorded.metadata.recordedAt,
  standingBefore: before ?? null,
  standingAfter: after,
  changed: differences(before, after),
  changedByTime: previous && before ? differences(previous, before) : [],
  found,
});

function asTheyHappened(a: Entry, b: Entry): number {
  const opening = Number(isFact(b.fact, 'CaseOpened')) - Number(isFact(a.fact, 'CaseOpened'));
  return opening || a.fact.at - b.fact.at || a.fact.revision - b.fact.revision;
}

const WATCHED = {
  daysPastDue: (at: Standing) => at.daysPastDue,
  bucket: (at: Standing) => at.bucket,
  'stage.name': (at: Standing) => at.stage.name,
  'promise.state': (at: Standing) => at.promise.state,
  'promise.promiseId': (at: Standing) => at.promise.promiseId,
  'promise.paid': (at: Standing) => at.promise.paid?.minor,
  holds: (at: Standing) => at.holds.map(({ holdId }) => holdId).join(),
  'tone.level': (at: Standing) => at.tone.level,
  'tone.ceiling': (at: Standing) => at.tone.ceiling,
  'fieldEscalation.eligible': (at: Standing) => at.fieldEscalation.eligible,
  'profile.reachability': (at: Standing) => at.profile.reachability,
  'profile.riskGrade': (at: Standing) => at.profile.riskGrade,
  'profile.type': (at: Standing) => at.profile.type,
  'profile.reasonForDelay': (at: Standing) => at.profile.reasonForDelay,
  followUps: (at: Standing) => at.followUps.map(({ kind, until }) => `${kind} ${until}`).join(),
  pack: (at: Standing) => at.pack,
  outstanding: (at: Standing) => at.outstanding.minor,
  overdue: (at: Standing) => at.overdue.minor,
} satisfies Record<string, (at: Standing) => unknown>;

/** What differs between two standings that a reader would ask about. */
export const differences = (before: Standing | undefined, after: Standing): readonly string[] =>
  Object.entries(WATCHED)
    .filter(([, value]) => !before || value(before) !== value(after))
    .map(([path]) => path);
