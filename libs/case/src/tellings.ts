/** A call that two systems told of, such as a switch and a dialer, happened once and counts once. */
import type { CallFact } from './chronicle';
import type { EventData } from './events';
import { type Fact, isFact } from './state';

/** By so much two systems may differ about when a call began and when it ended. */
const MOMENT_MS = 2_000;

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

const once = new WeakMap<readonly Fact[], readonly Fact[]>();

/**
 * The facts, given as they happened, with each call in them once: when the first of its tellings has it begin, with all that any
 * of them says, under the revision of the one that was recorded first. It has the id of the first, or of the one that a person
 * decided about; notes and promises of the others name that. It depends on the facts alone, not on the order in which they came.
 */
export function oncePerCall(facts: readonly Fact[]): readonly Fact[] {
  const known = once.get(facts);
  if (known) return known;
  const comesTo = tellings(facts);
  const all = comesTo === itself ? facts : facts.map(comesTo).filter((fact) => fact !== undefined);
  once.set(facts, all);
  return all;
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
export function tellings(facts: readonly Fact[]): ComesTo {
  const near = callsNear(facts);
  if (near.length === 0) return itself;
  const isDecided = decidedCalls(facts);
  const told = near.flatMap((calls) => together(calls, isDecided)).filter(({ calls }) => calls.length > 1);
  if (told.length === 0) return itself;
  const comes = new Map<Fact, Fact | undefined>();
  const standing = new Map<string, string>();
  for (const { calls, data } of told) {
    const [first] = calls;
    if (!first) continue;
    const stands = calls.find(isDecided) ?? first;
    for (const call of calls) {
      comes.set(call, undefined);
      standing.set(call.event.data.callId, stands.event.data.callId);
    }
    comes.set(first, asOne(first, stands, calls, data));
  }
  for (const fact of facts) {
    const named = namingStanding(fact, standing);
    if (named !== fact) comes.set(fact, named);
  }
  return (fact) => (comes.has(fact) ? comes.get(fact) : fact);
}

/** Calls that begin shortly after one another; none of those that are alone. */
function callsNear(facts: readonly Fact[]): readonly CallFact[][] {
  const near: CallFact[][] = [];
  let run: CallFact[] | undefined;
  let last: CallFact | undefined;
  for (const fact of facts) {
    if (!isFact(fact, 'CallAttempted')) continue;
    if (!last || fact.at - last.at > MOMENT_MS) run = undefined;
    else {
      if (!run) {
        run = [last];
        near.push(run);
      }
      run.push(fact);
    }
    last = fact;
  }
  return near;
}

/** What a person decided about two of them, they are: two calls. */
function decidedCalls(facts: readonly Fact[]): (call: CallFact) => boolean {
  const decided = new Set<string>();
  for (const fact of facts) {
    if (isFact(fact, 'MatchConfirmed', 'MatchRejected')) decided.add(fact.event.data.callId);
  }
  return ({ event }) => decided.has(event.data.callId);
}

function together(calls: readonly CallFact[], isDecided: (call: CallFact) => boolean): readonly Told[] {
  const told: Told[] = [];
  let recent: Told[] = [];
  for (const call of [...calls].sort(byTimeAndId)) {
    recent = recent.filter(({ calls: others }) => call.at - (others.at(-1)?.at ?? 0) <= MOMENT_MS);
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
  return apart <= MOMENT_MS && (then.at === first.at || then.at < firstEnd);
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
function namingStanding(fact: Fact, standing: ReadonlyMap<string, string>): Fact {
  if (!isFact(fact, 'NoteTaken', 'PromiseMade')) return fact;
  const { callId } = fact.event.data;
  const stands = callId === undefined ? undefined : standing.get(callId);
  if (stands === undefined || stands === callId) return fact;
  const before = renamed.get(fact);
  if (before && isFact(before, 'NoteTaken', 'PromiseMade') && before.event.data.callId === stands) return before;
  const named = { ...fact, event: { ...fact.event, data: { ...fact.event.data, callId: stands } } } as Fact;
  renamed.set(fact, named);
  return named;
}
