/**
 * What is done so that a person can be forgotten: first they are blocked, then, when the laws that bind their cases allow
 * it and nobody's legal hold stands against it, erased. A case whose time is over can be purged without anybody asking.
 */
import { happened, notAhead } from './commands/command';
import type { EventData, PersonEvent } from './events';
import { Refusal } from './refusal';

export interface PersonState {
  /** The erasure under way: asked for, and not done yet. */
  readonly erasure:
    | { readonly erasureId: string; readonly keys: readonly string[]; readonly since: string }
    | undefined;
  /** The last that was done. */
  readonly erased: { readonly erasureId: string; readonly at: string } | undefined;
  /** Legal holds in force, and those that were. */
  readonly holds: ReadonlyMap<string, 'in-force' | 'lifted'>;
}

export const unknownPerson: PersonState = {
  erasure: undefined,
  erased: undefined,
  holds: new Map(),
};

export const personOf = (events: readonly PersonEvent[]): PersonState => events.reduce(evolvePerson, unknownPerson);

function evolvePerson(state: PersonState, { type, data, occurredAt }: PersonEvent): PersonState {
  switch (type) {
    case 'PersonBlocked':
      return { ...state, erasure: { erasureId: data.erasureId, keys: data.keys, since: occurredAt } };
    case 'BlockLifted':
      return { ...state, erasure: undefined };
    case 'PersonErased':
      return { ...state, erasure: undefined, erased: { erasureId: data.erasureId, at: occurredAt } };
    case 'LegalHoldPlaced':
      return { ...state, holds: new Map(state.holds).set(data.legalHoldId, 'in-force') };
    case 'LegalHoldLifted':
      return { ...state, holds: new Map(state.holds).set(data.legalHoldId, 'lifted') };
    case 'CasePurged':
      return state;
  }
}

export const isHeld = ({ holds }: PersonState): boolean => [...holds.values()].includes('in-force');

/** What a case of the person allows. */
export interface CaseTimes {
  readonly caseId: string;
  /** Whether the person is its debtor. */
  readonly ofDebtor: boolean;
  /** Until when its notes are kept, and everything of it, epoch milliseconds; null for ever, as far as is known now. */
  readonly until: { readonly notes: number | null; readonly everything: number | null };
}

/** What the rules of a person's commands are given beside what is on record. */
export interface PersonContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Cases that the person is in. */
  readonly cases: readonly CaseTimes[];
  /** Ids of the keys that the command concerns; undefined while it is only asked whether anything else stands against it. */
  readonly keys: readonly string[] | undefined;
  /** Whether a legal hold stands on anybody else whom it would touch. */
  readonly heldElsewhere: boolean;
}

export type PersonCommand =
  | { readonly name: 'request-erasure'; readonly data: Timed<Omit<EventData<'PersonBlocked'>, 'keys'>> }
  | { readonly name: 'withdraw-erasure'; readonly data: Timed<Omit<EventData<'BlockLifted'>, 'keys' | 'erasureId'>> }
  | { readonly name: 'erase-person'; readonly data: { readonly personId: string } }
  | { readonly name: 'place-legal-hold'; readonly data: Timed<EventData<'LegalHoldPlaced'>> }
  | { readonly name: 'lift-legal-hold'; readonly data: Timed<EventData<'LegalHoldLifted'>> }
  | { readonly name: 'purge-case'; readonly data: Omit<EventData<'CasePurged'>, 'keys'> };

export type PersonCommandName = PersonCommand['name'];

type Timed<D> = D & { readonly occurredAt?: string };

/**
 * Decides on a command about a person. Throws a {@link Refusal}: `person-not-found` for somebody in no case of whom nothing is
 * on record, and whatever stands against it.
 */
export function decidePerson(
  state: PersonState,
  command: PersonCommand,
  context: PersonContext,
): readonly PersonEvent[] {
  switch (command.name) {
    case 'request-erasure': {
      const { occurredAt, ...data } = command.data;
      notAhead(context.now, { occurredAt });
      known(state, context);
      if (state.erasure) throw new Refusal('erasure-under-way', 'the person is blocked already, and will be erased');
      return [
        {
          type: 'PersonBlocked',
          data: { ...data, keys: [...(context.keys ?? [])] },
          occurredAt: happened(occurredAt, context.now),
        },
      ];
    }
    case 'withdraw-erasure': {
      const { occurredAt, ...data } = command.data;
      notAhead(context.now, { occurredAt });
      const { erasureId, keys } = underWay(state);
      return [
        {
          type: 'BlockLifted',
          data: { ...data, erasureId, keys: [...keys] },
          occurredAt: happened(occurredAt, context.now),
        },
      ];
    }
    case 'erase-person': {
      const { erasureId } = underWay(state);
      notHeld(state, context);
      for (const { caseId, until } of context.cases) over(until.everything, context.now, caseId);
      const { personId } = command.data;
      return [
        {
          type: 'PersonErased',
          data: { erasureId, personId, keys: [...(context.keys ?? [])] },
          occurredAt: happened(undefined, context.now),
        },
      ];
    }
    case 'place-legal-hold': {
      const { occurredAt, ...data } = command.data;
      notAhead(context.now, { occurredAt });
      known(state, context);
      return [{ type: 'LegalHoldPlaced', data, occurredAt: happened(occurredAt, context.now) }];
    }
    case 'lift-legal-hold': {
      const { occurredAt, ...data } = command.data;
      notAhead(context.now, { occurredAt });
      const hold = state.holds.get(data.legalHoldId);
      if (hold === undefined)
        throw new Refusal('legal-hold-not-found', 'there is no such legal hold on the person', 'legalHoldId');
      if (hold === 'lifted')
        throw new Refusal('legal-hold-already-lifted', 'the legal hold is lifted already', 'legalHoldId');
      return [{ type: 'LegalHoldLifted', data, occurredAt: happened(occurredAt, context.now) }];
    }
    case 'purge-case':
      return purge(state, command.data, context);
  }
}

function purge(
  state: PersonState,
  data: Omit<EventData<'CasePurged'>, 'keys'>,
  context: PersonContext,
): readonly PersonEvent[] {
  known(state, context);
  const theirs = context.cases.find(({ caseId }) => caseId === data.caseId);
  if (!theirs?.ofDebtor) throw new Refusal('not-this-person', 'the person is not the debtor of this case', 'caseId');
  notHeld(state, context);
  over(data.what === 'notes' ? theirs.until.notes : theirs.until.everything, context.now, data.caseId);
  if (context.keys?.length === 0) throw new Refusal('already-purged', 'there is nothing left of it', 'what');
  return [
    {
      type: 'CasePurged',
      data: { ...data, keys: [...(context.keys ?? [])] },
      occurredAt: happened(undefined, context.now),
    },
  ];
}

function known({ erasure, erased, holds }: PersonState, { cases }: PersonContext): void {
  if (cases.length === 0 && !erasure && !erased && holds.size === 0)
    throw new Refusal('person-not-found', 'nobody of this id is in any case', 'personId');
}

function underWay({ erasure }: PersonState): NonNullable<PersonState['erasure']> {
  if (!erasure) throw new Refusal('no-erasure-under-way', 'no erasure of this person is under way');
  return erasure;
}

function notHeld(state: PersonState, { heldElsewhere }: PersonContext): void {
  if (heldElsewhere)
    throw new Refusal('under-legal-hold', 'a legal hold on somebody else in the same case stands against it');
  if (isHeld(state)) throw new Refusal('under-legal-hold', 'a legal hold on the person stands against it');
}

/** Throws `retention-not-over` while the law, or that the case is open, wants it kept. */
function over(until: number | null, now: number, caseId: string): void {
  if (until !== null && until <= now) return;
  const detail =
    until === null
      ? `case ${caseId} is open, or bound to a law that does not say how long it is kept`
      : `case ${caseId} has to be kept until ${new Date(until).toISOString()}`;
  throw new Refusal('retention-not-over', detail, undefined, {
    caseId,
    until: until === null ? null : new Date(until).toISOString(),
  });
}
