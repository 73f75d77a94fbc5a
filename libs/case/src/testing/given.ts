/** Given facts, when a command, then events: the language of the domain's tests. Times are RFC 3339, money is in cents. */
import { Value } from '@sinclair/typebox/value';
import branch from '../../../../contracts/policies/branch@1.json';
import byDefault from '../../../../contracts/policies/default@1.json';
import { type CaseCommand, decide } from '../decide';
import type { CaseEvent, EventData, EventType } from '../events';
import { layer, Policy } from '../policy';
import type { Refusal } from '../refusal';
import { type Standing, standing } from '../standing';
import { type CaseState, evolve, initialState, toFact } from '../state';

export const BRANCH: Policy = Value.Parse(Policy, layer(byDefault, branch));

export const eur = (minor: number) => ({ currency: 'EUR', minor });

/** An event that happened at a time. */
export const happened = <T extends Exclude<EventType, 'RecordingRegistered'>>(
  type: T,
  occurredAt: string,
  data: EventData<T>,
): CaseEvent => ({ type, data, occurredAt: new Date(occurredAt).toISOString() }) as CaseEvent;

/** Folds events as if each had been recorded, in this order, when it happened. */
export const fold = (events: readonly CaseEvent[], state: CaseState = initialState): CaseState =>
  evolve(
    state,
    events.map((event, index) => {
      const revision = state.revision + 1 + index;
      const command = { commandId: `command-${revision}`, payloadHash: `hash-${revision}` };
      return toFact(event, { ...command, revision, recordedAt: Date.parse(event.occurredAt) });
    }),
  );

/** What a test says of an event; the rest is not looked at. */
interface Expected {
  readonly type: CaseEvent['type'];
  readonly data?: object;
  readonly occurredAt?: string;
}

export function given(...events: readonly CaseEvent[]) {
  const state = fold(events);
  return {
    state,
    /** The standing at a time; the case must be open then. */
    at(time: string): Standing {
      const result = standing(state, BRANCH, Date.parse(time));
      if (!result) throw new Error('the case is not open then');
      return result;
    },
    when(command: CaseCommand, now: string) {
      const decided = () => decide(state, command, { now: Date.parse(now), policy: BRANCH });
      return {
        records: (...expected: readonly Expected[]) => expect(decided()).toMatchObject(expected),
        recordsNothing: () => expect(decided()).toEqual([]),
        refuses: (code: Refusal['code'], field?: string) =>
          expect(decided).toThrow(expect.objectContaining(field === undefined ? { code } : { code, field })),
      };
    },
  };
}
