/** The domain by itself, on one core: what a standing, a permission and folding cost, and whether a long case costs more. */
import {
  type CaseEvent,
  type CaseState,
  decide,
  evolve,
  type Fact,
  findRepeat,
  initialState,
  permissionAt,
  situationOf,
  standing,
  toFact,
} from '@case';
import { policyOf } from '../harness/policies';
import { Portfolio, type Recorded } from '../harness/portfolio';

const SECONDS = Number(process.env.SECONDS ?? 2);

export function benchCase(): void {
  console.log('one case, on one core');
  const facts = factsOf(50);
  const state = evolve(initialState, facts);
  const at = (facts.at(-1)?.at ?? 0) + 1_000;
  let i = 0;
  const perSecond = rate(() => standing(state, policyOf, at + (i++ % 1_000) * 60_000));
  report('standing of a folded case of 50 events, at another instant each time', perSecond, 100_000);
  const asked = { contactId: 'C-1', medium: 'call', purpose: 'demand' } as const;
  const contactId = state.status === 'open' ? (state.opened.event.data.contacts[0]?.contactId ?? '') : '';
  const permissions = rate(() => {
    const situation = situationOf(state, policyOf, at + (i++ % 1_000) * 60_000);
    return situation && permissionAt(situation, { ...asked, contactId });
  });
  report('permission to call somebody on it', permissions);
  const folded = rate(() => evolve(initialState, facts)) * facts.length;
  report('folding, events', folded, 1_000_000);
  benchCommand();
}

/** Recognise a repeat, decide, fold what was decided, and tell the standing: what a command costs beside the store. */
function benchCommand(): void {
  const [short, long] = [10, 10_000].map((length) => {
    const state = evolve(initialState, factsOf(length));
    return { length, microseconds: 1_000_000 / rate(commandOn(state)) };
  });
  if (!short || !long) return;
  for (const { length, microseconds } of [short, long]) {
    console.log(`  a command on a case of ${length} events`.padEnd(76), `${microseconds.toFixed(1)} µs`);
  }
  console.log(
    '  long ÷ short, of the domain’s own time'.padEnd(76),
    `${(long.microseconds / short.microseconds).toFixed(2)}   (aim 1.20 and less of a whole command)`,
  );
}

/** One after the other on a growing case, as they come. */
function commandOn(first: CaseState): () => unknown {
  let state = first;
  let number = 0;
  let now = (first.facts.at(-1)?.at ?? 0) + 60_000;
  return () => {
    number += 1;
    now += 1_000;
    const startedAt = new Date(now - 500).toISOString();
    const data = {
      callId: `bench-${number}`,
      direction: 'outbound',
      agentId: 'agent-1',
      lineId: 'line-1',
      contactId: 'C-1',
      number: '+34600000001',
      startedAt,
      endedAt: startedAt,
      result: 'no-answer',
    } as const;
    const identity = { commandId: `c-${number}`, naturalKey: `record-call-attempt:bench-${number}`, payloadHash: 'h' };
    if (findRepeat(state, identity)) throw new Error('there was no such command');
    const events = decide(state, { name: 'record-call-attempt', data }, { now, policyOf });
    const facts = events.map((event, index) =>
      toFact(event, { ...identity, recordedAt: now, revision: state.revision + 1 + index }),
    );
    const after = evolve(state, facts);
    // The case stays about as long as it is.
    state = after.facts.length > first.facts.length * 3 + 10 ? first : after;
    return standing(after, policyOf, now);
  };
}

function factsOf(length: number): readonly Fact[] {
  const portfolio = new Portfolio();
  const events: Recorded[] = [];
  for (let i = 0; events.length < length; i++) {
    const happened = portfolio.happen({ of: 0, what: i === 0 ? 0 : (1 + i * 7) % 12, detail: i * 13, gap: 600 });
    events.push(...happened.filter(({ stream }) => stream.startsWith('case-')));
  }
  return events
    .slice(0, length)
    .map(({ event, recordedAt }, revision) =>
      toFact(event as CaseEvent, { revision, recordedAt, commandId: `command-${revision}`, payloadHash: 'hash' }),
    );
}

/** Times a second, after a warm-up. */
function rate(work: () => unknown): number {
  const until = performance.now() + 500;
  while (performance.now() < until) work();
  const began = performance.now();
  let times = 0;
  while (performance.now() - began < SECONDS * 1_000) {
    for (let i = 0; i < 50; i++) work();
    times += 50;
  }
  return (times * 1_000) / (performance.now() - began);
}

function report(what: string, perSecond: number, aim?: number): void {
  const said = Math.round(perSecond).toLocaleString('en');
  console.log(`  ${what}`.padEnd(76), `${said}/s`, aim === undefined ? '' : `  (aim ${aim.toLocaleString('en')}/s)`);
}
