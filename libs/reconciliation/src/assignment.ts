/** One-to-one assignment of recordings to calls by the best total fit; the result does not depend on any order. */
import munkres from 'munkres';
import { Grouped } from './grouped';

/** `S` takes at most one `O`. */
export interface Fit<S extends object, O extends object> {
  readonly slot: S;
  readonly one: O;
  /** More than 0. */
  readonly score: number;
}

/** What nobody but a person can decide: what takes, and what may be theirs. */
export interface Doubt<S, O> {
  readonly slots: ReadonlySet<S>;
  readonly ones: ReadonlySet<O>;
}

export interface Assignment<S extends object, O extends object> {
  readonly links: readonly Fit<S, O>[];
  readonly doubts: readonly Doubt<S, O>[];
}

/** Another assignment that falls short of the best by less leaves it open which of the two is true. */
const MARGIN = 0.02;

/** Assigns within each group of those that compete; groups cannot influence each other. */
export function assign<S extends object, O extends object>(fits: readonly Fit<S, O>[]): Assignment<S, O> {
  const links: Fit<S, O>[] = [];
  const doubts: Doubt<S, O>[] = [];
  for (const group of competing(fits)) {
    const best = bestOf(group);
    const open = doubtsOf(group, best);
    doubts.push(...open);
    for (const fit of best) if (!open.some(({ slots }) => slots.has(fit.slot))) links.push(fit);
  }
  return { links, doubts };
}

/** Splits into groups that share nothing. */
function competing<S extends object, O extends object>(fits: readonly Fit<S, O>[]): readonly (readonly Fit<S, O>[])[] {
  const ofSlot = new Grouped<S, Fit<S, O>>();
  const ofOne = new Grouped<O, Fit<S, O>>();
  for (const fit of fits) {
    ofSlot.add(fit.slot, fit);
    ofOne.add(fit.one, fit);
  }
  const grouped = new Set<Fit<S, O>>();
  const groups: (readonly Fit<S, O>[])[] = [];
  for (const first of fits) {
    if (grouped.has(first)) continue;
    // Each is looked at once, those included that are added on the way.
    const group = new Set([first]);
    for (const member of group) {
      for (const other of ofSlot.get(member.slot)) group.add(other);
      for (const other of ofOne.get(member.one)) group.add(other);
    }
    for (const member of group) grouped.add(member);
    groups.push([...group]);
  }
  return groups;
}

/** The pairs of the best total; none for what is better left alone. */
function bestOf<S extends object, O extends object>(group: readonly Fit<S, O>[]): readonly Fit<S, O>[] {
  const [only, second] = group;
  if (!only || !second) return group;
  const rows = new Map([...new Set(group.map(({ slot }) => slot))].map((slot, row) => [slot, row]));
  const columns = new Map([...new Set(group.map(({ one }) => one))].map((one, column) => [one, column]));
  const costs = Array.from({ length: rows.size }, () => new Array<number>(columns.size).fill(0));
  const byPlace = new Map<string, Fit<S, O>>();
  for (const fit of group) {
    const [row, column] = [rows.get(fit.slot) ?? 0, columns.get(fit.one) ?? 0];
    byPlace.set(`${row} ${column}`, fit);
    const costsOfRow = costs[row];
    if (costsOfRow) costsOfRow[column] = -fit.score;
  }
  return munkres(costs)
    .map(([row, column]) => byPlace.get(`${row} ${column}`))
    .filter((fit) => fit !== undefined);
}

const total = (pairs: readonly { readonly score: number }[]): number =>
  pairs.reduce((sum, { score }) => sum + score, 0);

/** In groups of more calls only what is near a pair is arranged otherwise: the whole would take too long. */
const MOST_REARRANGED = 12;

/** For each pair of the best: which of its rivals would leave a total that is nearly as good? Where they differ is open. */
function doubtsOf<S extends object, O extends object>(
  group: readonly Fit<S, O>[],
  best: readonly Fit<S, O>[],
): readonly Doubt<S, O>[] {
  const doubts: Doubt<S, O>[] = [];
  const isSmall = new Set(group.map(({ slot }) => slot)).size <= MOST_REARRANGED;
  for (const pair of best) {
    const around = isSmall ? group : neighbourhood(group, best, pair);
    const within = best.filter((fit) => around.includes(fit));
    const differing = around
      .filter((rival) => rival !== pair && (rival.slot === pair.slot || rival.one === pair.one))
      .flatMap((rival) => {
        const rest = around.filter(({ slot, one }) => slot !== rival.slot && one !== rival.one);
        const otherwise = [rival, ...bestOf(rest)];
        if (total(within) - total(otherwise) >= MARGIN) return [];
        return [...within, ...otherwise].filter((fit) => within.includes(fit) !== otherwise.includes(fit));
      });
    if (differing.length === 0) continue;
    doubts.push({
      slots: new Set(differing.map(({ slot }) => slot)),
      ones: new Set(differing.map(({ one }) => one)),
    });
  }
  return doubts;
}

/** Whatever could take part in another arrangement of this pair: its rivals, and what they have instead. */
function neighbourhood<S extends object, O extends object>(
  group: readonly Fit<S, O>[],
  best: readonly Fit<S, O>[],
  pair: Fit<S, O>,
): readonly Fit<S, O>[] {
  const rivals = group.filter(({ slot, one }) => slot === pair.slot || one === pair.one);
  const theirs = best.filter((fit) => rivals.some((rival) => fit.slot === rival.slot || fit.one === rival.one));
  const near = [...rivals, ...theirs];
  const slots = new Set(near.map(({ slot }) => slot));
  const ones = new Set(near.map(({ one }) => one));
  return group.filter(({ slot, one }) => slots.has(slot) && ones.has(one));
}
