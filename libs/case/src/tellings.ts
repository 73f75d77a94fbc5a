/** A call that two systems told of, such as a switch and a dialer, happened once and counts once. */
import type { CallFact } from './chronicle';
import type { EventData } from './events';
import { type Fact, type FactOf, isFact } from './state';

/** By so much two systems may differ about when a call began and when it ended. */
export const TELLINGS_APART_MS = 2_000;

type Call = EventData<'CallAttempted'>;

/** Of one call: all that was told of it, in order, and what it comes to. */
interface Told {
  readonly calls: CallFact[];
  data: Call;
}

/** Results that a switch takes for an answer: it knows that the line was picked up, and not by whom or what. */
const TAKEN_FOR_ANSWERED: ReadonlySet<Call['result']> = new Set(['left-message', 'wrong-number']);

/** What a telling may leave out, and another say. */
const SAID = ['kind', 'response', 'disclosed', 'contactCheckId'] as const;

/** What stands in the place of a fact: undefined where another telling of the same call does. */
type ComesTo = (fact: Fact) => Fact | undefined;

/** Nothing is told twice. */
const itself: ComesTo = (fact) => fact;

/** What came of a list of facts, for the list that has more behind it: what was before the newest calls stays as it is. */
interface Once {
  readonly facts: readonly Fact[];
  readonly all: readonly Fact[];
  /** The first of the newest calls that further ones may tell of as well, and how many there are of `all` before it. */
  readonly cut: number;
  readonly allBefore: number;
  /** Ids of calls before it that are told of by another id, and that one. */
  readonly standing: ReadonlyMap<string, string>;
  readonly decided: ReadonlySet<string>;
  /** Calls that facts before the cut name, those of the lists that went on from this one included: more ids do no harm. */
  readonly named: Set<string>;
}

/** By the first fact of the list: most lists are the one before with a fact behind it. */
const latest = new WeakMap<Fact, Once>();

/**
 * The facts, given as they happened, with each call in them once: when the first of its tellings has it begin, with all that any
 * of them says, under the revision of the one that was recorded first. It has the id of the first, or of the one that a person
 * decided about; notes and promises of the others name that. It depends on the facts alone, not on the order in which they came.
 */
export function oncePerCall(facts: readonly Fact[]): readonly Fact[] {
  const [first] = facts;
  if (!first) return facts;
  const before = latest.get(first);
  if (before?.facts === facts) return before.all;
  const now = onceAfter(facts, before && goesOn(before, facts) ? before : undefined);
  latest.set(first, now);
  return now.all;
}

/** Whether nothing was put between those before, and nobody decided anything since. */
function goesOn({ facts }: Once, now: readonly Fact[]): boolean {
  if (now.length < facts.length) return false;
  for (let i = facts.length - 1; i >= 0; i--) if (facts[i] !== now[i]) return false;
  return !now.slice(facts.length).some(isDecision);
}

function onceAfter(facts: readonly Fact[], before: Once | undefined): Once {
  const decided = before?.decided ?? decidedIn(facts);
  const from = before?.cut ?? 0;
  const newest = from === 0 ? facts : facts.slice(from);
  // What names a call before it began has its place before it, and changes with it.
  if (before && newest.some((fact) => isFact(fact, 'CallAttempted') && before.named.has(fact.event.data.callId))) {
    return onceAfter(facts, undefined);
  }
  const { comesTo, standing, lastRun } = toldIn(newest, decided, before?.standing);
  let own = newest;
  let allBefore = lastRun;
  if (comesTo !== itself) {
    own = newest.map(comesTo).filter((fact) => fact !== undefined);
    allBefore = newest
      .slice(0, lastRun)
      .map(comesTo)
      .filter((fact) => fact !== undefined).length;
  }
  const isAsBefore = own === newest && (!before || before.all === before.facts);
  const all = isAsBefore ? facts : (before?.all.slice(0, before.allBefore) ?? []).concat(own);
  const named = addNames(newest.slice(0, lastRun), before?.named ?? new Set());
  const cut = from + lastRun;
  return { facts, all, cut, allBefore: (before?.allBefore ?? 0) + allBefore, standing, decided, named };
}

/** Adds the ids of calls that these facts name. */
function addNames(facts: readonly Fact[], named: Set<string>): Set<string> {
  for (const fact of facts) {
    if (isFact(fact, 'NoteTaken', 'PromiseMade') && fact.event.data.callId) named.add(fact.event.data.callId);
  }
  return named;
}

/** Under which revision a call stands that was recorded under another one as well; by each of these. */
export function standingRevisions(facts: readonly Fact[]): ReadonlyMap<number, number> {
  const revisions = new Map<number, number>();
  for (const { revision, toldBy = [] } of oncePerCall(facts)) {
    for (const telling of toldBy) revisions.set(telling.revision, revision);
  }
  return revisions;
}

/** Tells of each of these facts, given as they happened, what {@link oncePerCall} makes of it. */
export const tellings = (facts: readonly Fact[]): ComesTo => toldIn(facts, decidedIn(facts), undefined).comesTo;

/** `lastRun` is where the newest of the calls are that further ones may tell of as well; `standing` is of those before it. */
function toldIn(
  facts: readonly Fact[],
  decided: ReadonlySet<string>,
  before: ReadonlyMap<string, string> = new Map(),
): Pick<Once, 'standing'> & { readonly comesTo: ComesTo; readonly lastRun: number } {
  const isDecided = ({ event }: CallFact): boolean => decided.has(event.data.callId);
  const { runs, lastRun } = runsOf(facts);
  const told = runs.flatMap((calls) => together(calls, isDecided)).filter(({ calls }) => calls.length > 1);
  const { comes, settled, open } = placed(told, isDecided, facts[lastRun]?.at ?? Number.POSITIVE_INFINITY);
  const standing = settled.size === 0 ? before : new Map([...before, ...settled]);
  if (standing.size + open.size > 0) {
    const nameOf = (callId: string): string | undefined => open.get(callId) ?? standing.get(callId);
    for (const fact of facts) {
      const named = namingStanding(fact, nameOf);
      if (named !== fact) comes.set(fact, named);
    }
  }
  const comesTo: ComesTo = comes.size === 0 ? itself : (fact) => (comes.has(fact) ? comes.get(fact) : fact);
  return { comesTo, standing, lastRun };
}

/** What the tellings of each call come to, and under which ids calls stand that begin before the newest run, and within it. */
function placed(told: readonly Told[], isDecided: (call: CallFact) => boolean, newestAt: number) {
  const comes = new Map<Fact, Fact | undefined>();
  const [settled, open] = [new Map<string, string>(), new Map<string, string>()];
  for (const { calls, data } of told) {
    const [first] = calls;
    if (!first) continue;
    const stands = calls.find(isDecided) ?? first;
    const standing = first.at < newestAt ? settled : open;
    for (const call of calls) {
      comes.set(call, undefined);
      standing.set(call.event.data.callId, stands.event.data.callId);
    }
    comes.set(first, asOne(first, stands, calls, data));
  }
  return { comes, settled, open };
}

/** What a person decided about two tellings, they are: two calls. */
export const isDecision = (fact: Fact): fact is FactOf<'MatchConfirmed' | 'MatchRejected'> =>
  isFact(fact, 'MatchConfirmed', 'MatchRejected');

/** Ids of the calls that a person decided about. */
const decidedIn = (facts: readonly Fact[]): ReadonlySet<string> =>
  new Set(facts.filter(isDecision).map(({ event }) => event.data.callId));

/** Calls that go on while others begin shortly after them, those that are alone left out; and where the newest of all begin. */
function runsOf(facts: readonly Fact[]): { readonly runs: readonly CallFact[][]; readonly lastRun: number } {
  const runs: CallFact[][] = [];
  let run: CallFact[] = [];
  let last: CallFact | undefined;
  let reach = Number.NEGATIVE_INFINITY;
  let lastRun = facts.length;
  for (const [i, fact] of facts.entries()) {
    if (!isFact(fact, 'CallAttempted')) continue;
    // Only of two that begin shortly after one another is asked how long the first went on.
    if (last && fact.at - last.at <= TELLINGS_APART_MS) reach = Math.max(reach, last.at + 1, togetherUntil(last));
    if (!last || fact.at >= reach) {
      run = [];
      reach = Number.NEGATIVE_INFINITY;
      lastRun = i;
    }
    run.push(fact);
    if (run.length === 2) runs.push(run);
    last = fact;
  }
  return { runs, lastRun };
}

/** One that begins from then on is another call; epoch milliseconds. */
const togetherUntil = ({ at, event }: CallFact): number =>
  Math.min(Date.parse(event.data.endedAt), at + TELLINGS_APART_MS + 1);

function together(calls: readonly CallFact[], isDecided: (call: CallFact) => boolean): readonly Told[] {
  const told: Told[] = [];
  let recent: Told[] = [];
  for (const call of [...calls].sort(byTimeAndId)) {
    recent = recent.filter(({ calls: others }) => call.at - (others.at(-1)?.at ?? 0) <= TELLINGS_APART_MS);
    if (recent.some((one) => joins(one, call, isDecided))) continue;
    const alone = { calls: [call], data: call.event.data };
    told.push(alone);
    recent.push(alone);
  }
  return told;
}

/** Adds a telling to those of the same call, unless it contradicts them. */
function joins(told: Told, call: CallFact, isDecided: (call: CallFact) => boolean): boolean {
  if (!told.calls.some((other) => isSameCall(other, call))) return false;
  if (isDecided(call) && told.calls.some(isDecided)) return false;
  const data = union(told.data, call.event.data);
  if (!data) return false;
  told.calls.push(call);
  told.data = data;
  return true;
}

const byTimeAndId = (a: CallFact, b: CallFact): number =>
  a.at - b.at || (a.event.data.callId < b.event.data.callId ? -1 : 1);

/** An agent has one call with a number at a time; one that begins as the other ends is dialled again. `first` began no later. */
function isSameCall(first: CallFact, then: CallFact): boolean {
  const { agentId, direction, lineId, number, endedAt } = then.event.data;
  const data = first.event.data;
  if (data.agentId !== agentId || data.number !== number) return false;
  if (data.direction !== direction || data.lineId !== lineId) return false;
  const firstEnd = Date.parse(data.endedAt);
  const apart = Math.max(then.at - first.at, Math.abs(Date.parse(endedAt) - firstEnd));
  return apart <= TELLINGS_APART_MS && (then.at === first.at || then.at < firstEnd);
}

/** What two tellings say of a call; undefined where they contradict each other, for then nothing that one of them says may be lost. */
function union(first: Call, then: Call): Call | undefined {
  if (first.contactId !== then.contactId) return undefined;
  const result = resultOf(first, then);
  const answeredBy = answererOf(first.answeredBy, then.answeredBy);
  if (result === undefined || answeredBy === null) return undefined;
  for (const name of SAID) {
    if (first[name] !== undefined && then[name] !== undefined && first[name] !== then[name]) return undefined;
  }
  const said = Object.fromEntries(SAID.flatMap((name) => (first[name] === undefined ? [[name, then[name]]] : [])));
  return { ...first, ...said, result, ...(answeredBy && { answeredBy }) };
}

function resultOf(first: Call, then: Call): Call['result'] | undefined {
  if (first.result === then.result) return first.result;
  if (isBareAnswer(first) && TAKEN_FOR_ANSWERED.has(then.result)) return then.result;
  return isBareAnswer(then) && TAKEN_FOR_ANSWERED.has(first.result) ? first.result : undefined;
}

const isBareAnswer = ({ result, response, answeredBy, disclosed }: Call): boolean =>
  result === 'answered' && response === undefined && answeredBy === undefined && disclosed === undefined;

/** Null where they name two people. */
function answererOf(first: Call['answeredBy'], then: Call['answeredBy']): Call['answeredBy'] | null {
  if (!first || !then) return first ?? then;
  const isSame = first.relation === then.relation && first.informed === then.informed;
  const named = [first, then].filter(({ personId }) => personId !== undefined);
  if (!isSame || new Set(named.map(({ personId }) => personId)).size > 1) return null;
  return named[0] ?? first;
}

interface Stood {
  readonly calls: readonly CallFact[];
  readonly stands: CallFact;
  readonly fact: CallFact;
}

/** By the first telling: what it came to last. The same facts come to the same object, by which a walk knows that it can go on. */
const stood = new WeakMap<CallFact, Stood>();

function asOne(first: CallFact, stands: CallFact, calls: readonly CallFact[], data: Call): CallFact {
  const before = stood.get(first);
  const isSame = before?.stands === stands && before.calls.length === calls.length;
  if (isSame && calls.every((call, i) => call === before.calls[i])) return before.fact;
  const { revision, recordedAt } = calls.reduce((one, other) => (other.revision < one.revision ? other : one));
  const event = { ...first.event, data: { ...data, callId: stands.event.data.callId } };
  const toldBy = [stands, ...calls.filter((call) => call !== stands)];
  const fact = { ...first, revision, recordedAt, event, toldBy };
  stood.set(first, { calls, stands, fact });
  return fact;
}

/** Of the events that told of a fact, the one that says most of it. */
export function fullestOf(fact: Fact): Fact {
  const [first, ...others] = fact.toldBy ?? [];
  return others.reduce((most, other) => (sayings(other) > sayings(most) ? other : most), first ?? fact);
}

function sayings(fact: Fact): number {
  if (!isFact(fact, 'CallAttempted')) return 0;
  const { data } = fact.event;
  const said = [...SAID, 'answeredBy' as const].filter((name) => data[name] !== undefined);
  return said.length + Number(TAKEN_FOR_ANSWERED.has(data.result));
}

const renamed = new WeakMap<Fact, Fact>();

/** A note or a promise with the id under which its call stands. */
function namingStanding(fact: Fact, standing: (callId: string) => string | undefined): Fact {
  if (!isFact(fact, 'NoteTaken', 'PromiseMade')) return fact;
  const { callId } = fact.event.data;
  const stands = callId === undefined ? undefined : standing(callId);
  if (stands === undefined || stands === callId) return fact;
  const before = renamed.get(fact);
  if (before && isFact(before, 'NoteTaken', 'PromiseMade') && before.event.data.callId === stands) return before;
  const named = { ...fact, event: { ...fact.event, data: { ...fact.event.data, callId: stands } } } as Fact;
  renamed.set(fact, named);
  return named;
}
