/** Recordings have streams of their own: a recording exists before anyone knows whose it is. */
import {
  assertSameRequest,
  type RegisterRecordingCommand,
  recordingStream,
  registerRecording,
  whoseOfRecording,
} from '@case';
import { chainOn, EMPTY_TAIL, EventCodec, EventStore, StoreConflict } from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Pseudonym } from '@personal-data';
import { type EventAnswer, type EventForm, toEventAnswer } from '../cases/answers';
import { identify, LEDGER_SECRET, PSEUDONYM } from '../cases/command-identity';
import { metadataOf, type Outcome, type RequestContext } from '../cases/send-case-command';
import { Clock } from '../clock';
import type { RegisterRecording } from './register-recording';

export interface RecordingAnswer {
  readonly recordingId: string;
  readonly revision: string;
  readonly position: string;
  readonly events: readonly EventAnswer[];
}

export class SendRegisterRecording extends Command<Outcome<RecordingAnswer>> {
  constructor(
    readonly body: RegisterRecording,
    readonly context: RequestContext,
  ) {
    super();
  }
}

@CommandHandler(SendRegisterRecording)
export class RegisterRecordingHandler implements ICommandHandler<SendRegisterRecording> {
  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly clock: Clock,
    @Inject(LEDGER_SECRET) private readonly secret: string,
    @Inject(PSEUDONYM) private readonly pseudonym: Pseudonym,
  ) {}

  /** The stream must be new; where it is not, what is on it tells a repeat from a contradiction. */
  async execute({ body, context }: SendRegisterRecording): Promise<Outcome<RecordingAnswer>> {
    const { idempotencyKey, dryRun } = context;
    const identified = identify<RegisterRecordingCommand>('register-recording', '', body, idempotencyKey, this.secret);
    const { data } = identified;
    const now = this.clock.now();
    const events = registerRecording(data, { now });
    const stream = recordingStream(data.recordingId);
    try {
      if (dryRun && (await this.store.readPage(stream, 0, 1)).length > 0) throw new StoreConflict(stream);
      if (dryRun) return { kind: 'recorded', answer: answerOf(data.recordingId, 0n, []) };
      const whose = whoseOfRecording(data.recordingId, data.number && this.pseudonym(data.number));
      const metadata = metadataOf(identified, context);
      const encoder = await this.codec.encoder(stream, events, whose);
      const { outgoing } = chainOn(stream, EMPTY_TAIL, events, metadata, now, encoder);
      const { position } = await this.store.append(stream, EMPTY_TAIL.revision, outgoing);
      return { kind: 'recorded', answer: answerOf(data.recordingId, position, outgoing) };
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      const [first] = await this.store.readPage(stream, 0, 1);
      if (!first) throw error;
      assertSameRequest(first.metadata, identified);
      return { kind: 'repeated', answer: answerOf(data.recordingId, first.position, [first]) };
    }
  }
}

export const answerOf = (recordingId: string, position: bigint, events: readonly EventForm[]): RecordingAnswer => ({
  recordingId,
  revision: String(events.at(-1)?.revision ?? -1),
  position: String(position),
  events: events.map((event) => toEventAnswer(recordingStream(recordingId), event)),
});
