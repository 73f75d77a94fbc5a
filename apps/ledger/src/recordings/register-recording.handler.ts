/** Recordings have streams of their own: a recording exists before anyone knows whose it is. */
import { type RegisterRecordingCommand, recordingStream, registerRecording } from '@case';
import { chainOn, EMPTY_TAIL, EventCodec, EventStore, type RecordedEvent, StoreConflict } from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EventAnswer, toEventAnswer } from '../cases/answers';
import { type IdentifiedCommand, identify, LEDGER_SECRET } from '../cases/command-identity';
import type { Outcome, RequestContext } from '../cases/send-case-command';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
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
  ) {}

  /** The stream must be new; where it is not, what is on it tells a repeat from a contradiction. */
  async execute({ body, context }: SendRegisterRecording): Promise<Outcome<RecordingAnswer>> {
    const { idempotencyKey, actor, correlationId } = context;
    const identified = identify<RegisterRecordingCommand>('register-recording', '', body, idempotencyKey, this.secret);
    const { data, commandId, payloadHash } = identified;
    const now = this.clock.now();
    const events = registerRecording(data, { now });
    const stream = recordingStream(data.recordingId);
    const metadata = { commandId, payloadHash, actor, correlationId, causationId: correlationId };
    const { outgoing } = chainOn(stream, EMPTY_TAIL, events, metadata, now, this.codec);
    try {
      const { revision, position } = await this.store.append(stream, EMPTY_TAIL.revision, outgoing);
      const answers = outgoing.map((event) => toEventAnswer(stream, event));
      const { recordingId } = data;
      return {
        kind: 'recorded',
        answer: { recordingId, revision: String(revision), position: String(position), events: answers },
      };
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      const [first] = await this.store.readSome(stream, 0, 1);
      if (!first) throw error;
      return { kind: 'repeated', answer: this.#repeated(data.recordingId, first, identified) };
    }
  }

  #repeated(
    recordingId: string,
    first: RecordedEvent,
    { commandId, naturalKey, payloadHash }: IdentifiedCommand<RegisterRecordingCommand>,
  ): RecordingAnswer {
    if (first.metadata.payloadHash !== payloadHash) {
      if (first.metadata.commandId === commandId && commandId !== naturalKey) {
        const key = { field: 'Idempotency-Key', code: 'idempotency-key-reused', detail: 'came with another request' };
        throw new Problem('idempotency-key-reused', 'this Idempotency-Key came with another request', [key]);
      }

      const field = { field: 'recordingId', code: 'id-already-used', detail: 'is on record with another content' };
      throw new Problem('id-already-used', 'a recording with this id is on record, and it says something else', [
        field,
      ]);
    }
    return {
      recordingId,
      revision: String(first.revision),
      position: String(first.position),
      events: [toEventAnswer(first.stream, first)],
    };
  }
}
