/** One-to-one assignment of recordings to calls by the best total fit; the result does not depend on any order. */
import munkres from 'munkres';
import type { CallEvidence, RecordingEvidence } from './evidence';

export interface Fit {
  readonly call: CallEvidence;
  readonly recording: RecordingEvidence;
  /** More than 0. */
  readonly score: number;
}

/** What nobody but a person can decide: the calls, and the recordings that may be theirs. */
export interface Doubt {
  readonly calls: ReadonlySet<CallEvidence>;
  readonly recordings: ReadonlySet<RecordingEvidence>;
}

export interface Assignment {
  readonly links: ReadonlyMap<CallEvidence, RecordingEvidence>;
  readonly doubts: readonly Doubt[];
}

/** Another assignment that falls short of the best by less leaves it open which of the two is true. */
const MARGIN = 0.02;

/** Assigns within each group of calls and recordings that compete; groups cannot influence each other. */
export function assign(fits: readonly Fit[]): Assignment {
  const links = new Map<CallEvidence, RecordingEvidence>();
  const doubts: Doubt[] = [];
  for (const group of competing(fits)) {
    const best = bestOf(group);
    const open = doubtsOf(group, best);
    doubts.push(...open);
    for (const { call, recording } of best) {
      if (!open.some(({ calls }) => calls.has(call))) links.set(call, recording);
    }
  }
  return { links, doubts };
}

/** Splits into groups that share neither a call nor a recording. */
function competing(fits: readonly Fit[]): readonly (readonly Fit[])[] {
  const groups: Fit[][] = [];
  const left = new Set(fits);
  for (const first of fits) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const member of group) {
      for (const other of left) {
        if (other.call !== member.call && other.recording !== member.recording) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** The pairs of the best total; none for what is better left alone. */
function bestOf(group: readonly Fit[]): readonly Fit[] {
  const [only, second] = group;
  if (!only || !second) return group;
  const calls = [...new Set(group.map(({ call }) => call))];
  const recordings = [...new Set(group.map(({ recording }) => recording))];
  const byPlace = new Map(
    group.map((fit) => [`${calls.indexOf(fit.call)} ${recordings.indexOf(fit.recording)}`, fit] as const),
  );
  const costs = calls.map((_, row) => recordings.map((__, column) => -(byPlace.get(`${row} ${column}`)?.score ?? 0)));
  return munkres(costs)
    .map(([row, column]) => byPlace.get(`${row} ${column}`))
    .filter((fit) => fit !== undefined);
}

const total = (pairs: readonly Fit[]): number => pairs.reduce((sum, { score }) => sum + score, 0);

/** For each pair of the best: is there an assignment without it that is nearly as good? Where they differ is open. */
function doubtsOf(group: readonly Fit[], best: readonly Fit[]): readonly Doubt[] {
  const doubts: Doubt[] = [];
  for (const pair of best) {
    const around = neighbourhood(group, best, pair);
    const within = best.filter((fit) => around.includes(fit));
    const otherwise = bestOf(around.filter((fit) => fit !== pair));
    if (total(within) - total(otherwise) >= MARGIN) continue;
    const differing = [...within, ...otherwise].filter((fit) => within.includes(fit) !== otherwise.includes(fit));
    doubts.push({
      calls: new Set(differing.map(({ call }) => call)),
      recordings: new Set(differing.map(({ recording }) => recording)),
    });
  }
  return doubts;
}

/** Whatever could take part in another arrangement of this pair: its rivals, and what they have instead. */
function neighbourhood(group: readonly Fit[], best: readonly Fit[], pair: Fit): readonly Fit[] {
  const rivals = group.filter(({ call, recording }) => call === pair.call || recording === pair.recording);
  const theirs = best.filter((fit) =>
    rivals.some((rival) => fit.call === rival.call || fit.recording === rival.recording),
  );
  const near = [...rivals, ...theirs];
  const calls = new Set(near.map(({ call }) => call));
  const recordings = new Set(near.map(({ recording }) => recording));
  return group.filter(({ call, recording }) => calls.has(call) && recordings.has(recording));
}
