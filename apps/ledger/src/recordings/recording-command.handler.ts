/** What is learnt of a recording after it was registered, on its stream. */
import {
  assertSameRequest,
  type CheckRecordingCommand,
  checkRecording,
  isRecordingEvent,
  type RecordingEvent,
  type RemoveRecordingCommand,
  recordingStream,
  removeRecording,
  type Whose,
  whoseOfRecording,
} from '@case';
import {
  BadStoredEvent,
  chainOn,
  EMPTY_TAIL,
  EventCodec,
  EventStore,
  type RecordedEvent,
  StoreConflict,
  tailOf,
} from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Pseudonym } from '@personal-data';
import { type IdentifiedCommand, identify, LEDGER_SECRET, PSEUDONYM } from '../cases/command-identity';
import { InTurn } from '../cases/in-turn';
import { metadataOf, type Outcome, type RequestContext } from '../cases/send-case-command';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { RecordingRetention } from './recording-retention';
import { answerOf, type RecordingAnswer } from './register-recording.handler';

/** The commands by their names, and the data that each decides on. */
interface Commands {
  readonly 'check-recording': CheckRecordingCommand;
  readonly 'remove-recording': RemoveRecordingCommand;
}

const DECIDE: {
  readonly [N in keyof Commands]: (
    recorded: readonly RecordingEvent[],
    data: Commands[N],
    context: { readonly now: number },
  ) => readonly RecordingEvent[];
} = { 'check-recording': checkRecording, 'remove-recording': removeRecording };

export class SendRecordingCommand<N extends keyof Commands = keyof Commands> extends Command<Outcome<RecordingAnswer>> {
  constructor(
    readonly name: N,
    readonly recordingId: string,
    readonly body: object,
    readonly context: RequestContext,
  ) {
    super();
  }
}

/** Nobody reports on one recording so often at the same time. */
const ATTEMPTS = 8;

@CommandHandler(SendRecordingCommand)
export class RecordingCommandHandler implements ICommandHandler<SendRecordingCommand> {
  readonly #inTurn = new InTurn();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly clock: Clock,
    private readonly retention: RecordingRetention,
    @Inject(LEDGER_SECRET) private readonly secret: string,
    @Inject(PSEUDONYM) private readonly pseudonym: Pseudonym,
  ) {}

  async execute({ name, recordingId, body, context }: SendRecordingCommand): Promise<Outcome<RecordingAnswer>> {
    // Files of one name in a folder, say: each has to see what the one before it recorded.
    return this.#inTurn.run(recordingId, () => this.#execute(name, { ...body, recordingId }, recordingId, context));
  }

  async #execute<N extends keyof Commands>(
    name: N,
    body: object,
    recordingId: string,
    context: RequestContext,
  ): Promise<Outcome<RecordingAnswer>> {
    const identified = identify<Commands[N]>(name, recordingId, body, context.idempotencyKey, this.secret);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const events = await this.store.read(recordingStream(recordingId), 0, EMPTY_TAIL.hash);
      const last = events.at(-1);
      if (!last) throw new Problem('recording-not-found', 'no such recording is registered');
      const repeated = events.find(({ metadata }) => metadata.commandId === identified.commandId);
      if (repeated) {
        assertSameRequest(repeated.metadata, identified);
        return { kind: 'repeated', answer: answerOf(recordingId, repeated.position, [repeated]) };
      }
      const now = this.clock.now();
      if ('cause' in identified.data && identified.data.cause === 'purged')
        await this.retention.assertOver(recordingId, now);
      const decided = DECIDE[name](events.map(toRecordingEvent), identified.data, { now });
      if (decided.length === 0) return { kind: 'unchanged', answer: answerOf(recordingId, last.position, []) };
      try {
        const whose = this.#whose(recordingId, events);
        return await this.#append(last, recordingId, decided, whose, identified, context, now);
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
    throw new Problem('store-unavailable', 'the recording changes faster than it can be read; send the request again');
  }

  async #append(
    last: RecordedEvent,
    recordingId: string,
    decided: readonly RecordingEvent[],
    whose: Whose,
    identified: IdentifiedCommand<object>,
    context: RequestContext,
    now: number,
  ): Promise<Outcome<RecordingAnswer>> {
    const tail = tailOf(last);
    if (context.dryRun) return { kind: 'recorded', answer: answerOf(recordingId, last.position, []) };
    const metadata = metadataOf(identified, context);
    const encoder = await this.codec.encoder(last.stream, decided, whose);
    const { outgoing } = chainOn(last.stream, tail, decided, metadata, now, encoder);
    const { position } = await this.store.append(last.stream, tail.revision, outgoing);
    return { kind: 'recorded', answer: answerOf(recordingId, position, outgoing) };
  }

  #whose(recordingId: string, events: readonly RecordedEvent[]): Whose {
    const registered = events[0]?.event;
    const number = registered?.type === 'RecordingRegistered' ? registered.data.number : undefined;
    return whoseOfRecording(recordingId, number && this.pseudonym(number));
  }
}

function toRecordingEvent({ stream, revision, event }: RecordedEvent): RecordingEvent {
  if (isRecordingEvent(event)) return event;
  throw new BadStoredEvent(stream, revision, `${event.type} does not belong to a recording`);
}
