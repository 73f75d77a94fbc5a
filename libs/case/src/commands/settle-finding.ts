import type { CaseEvent, EventData } from '../events';
import { Refusal } from '../refusal';
import { isFact, type OpenCase } from '../state';
import { standingRevisions } from '../tellings';
import { type Context, happened, notAhead } from './command';

export type AcknowledgeFindingCommand = EventData<'FindingAcknowledged'> & { readonly occurredAt?: string };
export type ResolveFindingCommand = EventData<'FindingResolved'> & { readonly occurredAt?: string };
export type WaiveFindingCommand = EventData<'FindingWaived'> & { readonly occurredAt?: string };

/** How far work on a finding has come. */
export const FINDING_STATES = ['open', 'acknowledged', 'resolved', 'waived'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

type Settling = 'FindingAcknowledged' | 'FindingResolved' | 'FindingWaived';

const STATE_AFTER = {
  FindingAcknowledged: 'acknowledged',
  FindingResolved: 'resolved',
  FindingWaived: 'waived',
} as const satisfies Record<Settling, FindingState>;

export const findingStateAfter = (type: Settling): Exclude<FindingState, 'open'> => STATE_AFTER[type];

/** What was done about a finding last, and by whom. */
export interface FindingWork {
  readonly state: Exclude<FindingState, 'open'>;
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly since: string;
  readonly revision: number;
}

/**
 * What was done about each finding of a case, by its key. Where a call was told of twice and only the finding of the other telling was
 * worked on, the one that is left was seen, and no more than that: what was settled may not have been the same.
 */
export function findingWork(state: OpenCase): ReadonlyMap<string, FindingWork> {
  const work = ownWork(state);
  if (work.size === 0) return work;
  const seen = new Map<string, FindingWork>();
  const standing = standingRevisions(state.facts);
  for (const [key, done] of work) {
    const about = OF_FACTS.exec(key);
    const stands = standing.get(Number(about?.[2]));
    if (stands !== undefined) seen.set(`${about?.[1]}${stands}`, { ...done, state: 'acknowledged' });
  }
  return new Map([...seen, ...work]);
}

/** Keys of what facts show end with a revision; those of evidence have ids in them. */
const OF_FACTS = /^([^~]*:)(\d+)$/;

/** What was done last about each key. */
function ownWork(state: OpenCase): ReadonlyMap<string, FindingWork> {
  const work = new Map<string, FindingWork>();
  const settling = state.facts.filter(
    (fact) => isFact(fact, 'FindingAcknowledged', 'FindingResolved') || isFact(fact, 'FindingWaived'),
  );
  for (const { event, revision } of settling.sort((a, b) => a.revision - b.revision)) {
    const { type, data, occurredAt } = event as Extract<CaseEvent, { type: Settling }>;
    work.set(data.findingKey, { state: findingStateAfter(type), by: data.by, since: occurredAt, revision });
  }
  return work;
}

/** Refuses a finding that nothing shows, and one that is resolved or waived already. */
const settling =
  <T extends Settling>(type: T) =>
  (
    state: OpenCase,
    { occurredAt, ...data }: EventData<Settling> & { readonly occurredAt?: string },
    { now, findingKeys }: Context,
  ): readonly CaseEvent[] => {
    notAhead(now, { occurredAt });
    const done = ownWork(state).get(data.findingKey);
    if (done?.state === 'resolved' || done?.state === 'waived')
      throw new Refusal('finding-already-settled', `the finding is ${done.state} already`, 'findingKey');
    if (!done && !findingKeys?.has(data.findingKey))
      throw new Refusal('finding-not-found', 'nothing on record shows such a finding', 'findingKey');
    return [{ type, data, occurredAt: happened(occurredAt, now) } as CaseEvent];
  };

export const acknowledgeFinding = settling('FindingAcknowledged');
export const resolveFinding = settling('FindingResolved');
export const waiveFinding = settling('FindingWaived');
