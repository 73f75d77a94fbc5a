/** What audio was found to be, on the stream of its recording. */
import { assertSameRequest, type CheckRecordingCommand, checkRecording, recordingStream } from '@case';
import { chainOn, EMPTY_TAIL, EventCodec, EventStore, type RecordedEvent, StoreConflict } from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { identify, LEDGER_SECRET } from '../cases/command-identity';
import type { Outcome, RequestContext } from '../cases/send-case-command';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import type { CheckRecording } from './check-recording';
import { answerOf, type RecordingAnswer } from './register-recording.handler';

export class SendCheckRecording extends Command<Outcome<RecordingAnswer>> {
  constructor(
    readonly recordingId: string,
    readonly body: CheckRecording,
    readonly context: RequestContext,
  ) {
    super();
  }
}

/** Nobody checks one recording so often at the same time. */
const ATTEMPTS = 8;

@CommandHandler(SendCheckRecording)
export class CheckRecordingHandler implements ICommandHandler<SendCheckRecording> {
  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly clock: Clock,
    @Inject(LEDGER_SECRET) private readonly secret: string,
  ) {}

  async execute({ recordingId, body, context }: SendCheckRecording): Promise<Outcome<RecordingAnswer>> {
    const given = { ...body, recordingId };
    const identified = identify<CheckRecordingCommand>(
      'check-recording',
      recordingId,
      given,
      context.idempotencyKey,
      this.secret,
    );
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const events = await this.store.read(recordingStream(recordingId), 0, EMPTY_TAIL.hash);
      const last = events.at(-1);
      if (!last) throw new Problem('recording-not-found', 'no such recording is registered');
      const repeated = events.find(({ metadata }) => metadata.commandId === identified.commandId);
      if (repeated) {
        assertSameRequest(repeated.metadata, identified);
        return { kind: 'repeated', answer: answerOf(recordingId, repeated.position, [repeated]) };
      }
      try {
        return await this.#append(last, identified, context);
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
      }
    }
    throw new Problem('store-unavailable', 'the recording changes faster than it can be read; send the request again');
  }

  async #append(
    last: RecordedEvent,
    { data, commandId, payloadHash }: { data: CheckRecordingCommand; commandId: string; payloadHash: string },
    { actor, correlationId, imported, dryRun }: RequestContext,
  ): Promise<Outcome<RecordingAnswer>> {
    const now = this.clock.now();
    const tail = { revision: last.revision, hash: last.hash, recordedAt: Date.parse(last.metadata.recordedAt) };
    const metadata = { commandId, payloadHash, actor, imported, correlationId, causationId: correlationId };
    const { outgoing } = chainOn(last.stream, tail, checkRecording(data, { now }), metadata, now, this.codec);
    if (dryRun) return { kind: 'recorded', answer: answerOf(data.recordingId, last.position, []) };
    const { position } = await this.store.append(last.stream, tail.revision, outgoing);
    return { kind: 'recorded', answer: answerOf(data.recordingId, position, outgoing) };
  }
}
