/** What each event of a case changed: a plain fold, judged as of a time and by what was known at a time. */
import {
  type CaseState,
  evolve,
  type Fact,
  initialState,
  isFact,
  type OpenCase,
  type Policy,
  type Standing,
  standing,
} from '@case';
import type { RecordedEvent } from '@event-store';
import { type EventAnswer, mustBeOpen, standingAt, toEventAnswer } from './answers';

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
}

export interface ReplayAnswer {
  readonly caseId: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly steps: readonly ReplayStep[];
  readonly standing: Standing;
}

interface Entry {
  readonly fact: Fact;
  readonly recorded: RecordedEvent;
}

/** Steps in the order in which things happened, the opening first. Instants are epoch milliseconds. */
export function replay(
  entries: readonly Entry[],
  policyOf: (state: OpenCase) => Policy,
  asOf: number,
  knownAt: number,
): ReplayAnswer {
  const counted = entries.filter(({ fact }) => fact.at <= asOf && fact.recordedAt <= knownAt).sort(asTheyHappened);
  let state: CaseState = initialState;
  let previous: Standing | undefined;
  const steps: ReplayStep[] = [];
  for (const { fact, recorded } of counted) {
    const next = mustBeOpen(evolve(state, [fact]));
    const policy = policyOf(next);
    // What happened before the case was opened is judged from its opening on.
    const at = Math.max(fact.at, next.opened.at);
    const before = standing(state, policy, at);
    const after = standingAt(next, policy, at);
    steps.push({
      event: toEventAnswer(recorded.stream, recorded),
      occurredAt: recorded.metadata.occurredAt,
      recordedAt: recorded.metadata.recordedAt,
      standingBefore: before ?? null,
      standingAfter: after,
      changed: differences(before, after),
      changedByTime: previous && before ? differences(previous, before) : [],
    });
    previous = after;
    state = next;
  }
  const open = mustBeOpen(state);
  return {
    caseId: open.opened.event.data.caseId,
    asOf: new Date(asOf).toISOString(),
    knownAt: new Date(knownAt).toISOString(),
    steps,
    standing: standingAt(open, policyOf(open), asOf),
  };
}

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
  'tone.level': (at: Standing) => at.tone.level,
  'tone.ceiling': (at: Standing) => at.tone.ceiling,
  'fieldEscalation.eligible': (at: Standing) => at.fieldEscalation.eligible,
  outstanding: (at: Standing) => at.outstanding.minor,
  overdue: (at: Standing) => at.overdue.minor,
} satisfies Record<string, (at: Standing) => unknown>;

const differences = (before: Standing | undefined, after: Standing): readonly string[] =>
  Object.entries(WATCHED)
    .filter(([, value]) => !before || value(before) !== value(after))
    .map(([path]) => path);
