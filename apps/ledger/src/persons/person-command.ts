/** Commands about a person, on the person's own stream. */
import {
  assertSameRequest,
  decidePerson,
  isPersonEvent,
  type PersonCommand,
  type PersonCommandName,
  type PersonEvent,
  type PersonState,
  personOf,
  personStream,
  whoseOfPerson,
} from '@case';
import {
  BadStoredEvent,
  chainOn,
  EventCodec,
  EventStore,
  type RecordedEvent,
  StoreConflict,
  tailOf,
} from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { KeyStore } from '@personal-data';
import type { RetentionRow } from '@read-models';
import { type EventAnswer, toEventAnswer } from '../cases/answers';
import { type IdentifiedCommand, identify, LEDGER_SECRET } from '../cases/command-identity';
import { InTurn } from '../cases/in-turn';
import { metadataOf, type Outcome, type RequestContext } from '../cases/send-case-command';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { KeyKeeper } from './key-keeper';
import { PersonsCases, timesOf } from './persons-cases';

export interface PersonAnswer {
  readonly personId: string;
  readonly revision: string;
  readonly position: string;
  readonly events: readonly EventAnswer[];
}

export class SendPersonCommand extends Command<Outcome<PersonAnswer>> {
  constructor(
    readonly name: PersonCommandName,
    readonly personId: string,
    readonly body: object,
    readonly context: RequestContext,
  ) {
    super();
  }
}

const ATTEMPTS = 8;
const PATIENCE_MS = 5_000;

@CommandHandler(SendPersonCommand)
export class PersonCommandHandler implements ICommandHandler<SendPersonCommand> {
  readonly #inTurn = new InTurn();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly cases: PersonsCases,
    private readonly keys: KeyStore,
    private readonly keeper: KeyKeeper,
    private readonly clock: Clock,
    @Inject(LEDGER_SECRET) private readonly secret: string,
  ) {}

  execute({ name, personId, body, context }: SendPersonCommand): Promise<Outcome<PersonAnswer>> {
    const whole = { ...body, personId };
    const identified = identify<PersonCommand['data']>(name, personId, whole, context.idempotencyKey, this.secret);
    return this.#inTurn.run(personId, () => this.#record(name, personId, identified, context));
  }

  /** Answers when the keys are as the events say. */
  async #record(
    name: PersonCommandName,
    personId: string,
    identified: IdentifiedCommand<PersonCommand['data']>,
    context: RequestContext,
  ): Promise<Outcome<PersonAnswer>> {
    const stream = personStream(personId);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const recorded = await this.store.read(stream);
      const repeated = recorded.find(({ metadata }) => metadata.commandId === identified.commandId);
      if (repeated) {
        assertSameRequest(repeated.metadata, identified);
        await this.keeper.reached(repeated.position, PATIENCE_MS);
        return { kind: 'repeated', answer: answerOf(personId, repeated.position, [repeated]) };
      }
      const command = { name, data: identified.data } as PersonCommand;
      const decided = await this.#decide(personOf(recorded.map(toPersonEvent)), command, personId);
      const tail = tailOf(recorded.at(-1));
      const encoder = await this.codec.encoder(stream, decided, whoseOfPerson(personId));
      const metadata = metadataOf(identified, context);
      const { outgoing } = chainOn(stream, tail, decided, metadata, this.clock.now(), encoder);
      try {
        const { position } = await this.store.append(stream, tail.revision, outgoing);
        await this.keeper.reached(position, PATIENCE_MS);
        return { kind: 'recorded', answer: answerOf(personId, position, outgoing) };
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
    throw new Problem('store-unavailable', 'the person changes faster than can be read; send the request again');
  }

  /** Keys are looked for, which takes whole streams, only where nothing else stands against it. */
  async #decide(state: PersonState, command: PersonCommand, personId: string): Promise<readonly PersonEvent[]> {
    const rows = OF_RECORD.has(command.name) ? [] : await this.cases.rows(personId);
    const destroys = command.name === 'erase-person' || command.name === 'purge-case';
    const cases = destroys ? await this.cases.times(personId, rows) : rows.map((row) => timesOf(row, personId, 0));
    const context = { now: this.clock.now(), cases, keys: undefined, heldElsewhere: false };
    decidePerson(state, command, context);
    const heldElsewhere = await this.cases.anyHeld(touchedBy(command, personId, rows));
    return decidePerson(state, command, {
      ...context,
      heldElsewhere,
      keys: await this.#keysFor(command, personId, rows),
    });
  }

  async #keysFor(command: PersonCommand, personId: string, rows: readonly RetentionRow[]): Promise<readonly string[]> {
    switch (command.name) {
      case 'request-erasure':
        return this.cases.ofRecordings(personId, rows);
      case 'erase-person':
        return [...(await this.keys.ofPerson(personId)), ...(await this.cases.ofRecordings(personId, rows))];
      case 'purge-case':
        return this.cases.ofCase(command.data.caseId, command.data.what === 'notes' ? 'texts' : 'everything');
      default:
        return [];
    }
  }
}

/** What is decided by the person's own record. */
const OF_RECORD: ReadonlySet<PersonCommandName> = new Set(['withdraw-erasure', 'lift-legal-hold']);

/** Who else would lose something: debtors of the cases that somebody is erased from, everybody in a case that is purged. */
function touchedBy(command: PersonCommand, personId: string, rows: readonly RetentionRow[]): readonly string[] {
  const others = (persons: readonly string[]) => persons.filter((one) => one !== personId);
  if (command.name === 'erase-person') return others(rows.map(({ debtorId }) => debtorId));
  if (command.name !== 'purge-case') return [];
  return others(rows.filter(({ caseId }) => caseId === command.data.caseId).flatMap(({ personIds }) => personIds));
}

export function toPersonEvent({ stream, revision, event }: RecordedEvent): PersonEvent {
  if (isPersonEvent(event)) return event;
  throw new BadStoredEvent(stream, revision, `${event.type} does not belong to a person`);
}

const answerOf = (
  personId: string,
  position: bigint,
  events: readonly Parameters<typeof toEventAnswer>[1][],
): PersonAnswer => ({
  personId,
  revision: String(events.at(-1)?.revision ?? -1),
  position: String(position),
  events: events.map((event) => toEventAnswer(personStream(personId), event)),
});
