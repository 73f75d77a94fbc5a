import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Exchange } from '../cases/case-sender';
import type { RequestContext } from '../cases/send-case-command';
import { pathId, Records } from '../http/documented';
import { answerOutcome } from '../http/outcome';
import { Context, Exchanged } from '../http/request-context';
import { IdPipe } from '../http/requests';
import { CheckRecording } from './check-recording';
import { SendRecordingCommand } from './recording-command.handler';
import { RegisterRecording } from './register-recording';
import { type RecordingAnswer, SendRegisterRecording } from './register-recording.handler';
import { RemoveRecording } from './remove-recording';

@ApiTags('recordings')
@Controller('v1/recordings')
export class RecordingsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Records('register-recording', 'The recorder made a recording', 'RecordingAnswer')
  async registerRecording(
    @Body() body: RegisterRecording,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordingAnswer> {
    return answerOutcome(await this.commands.execute(new SendRegisterRecording(body, context)), reply);
  }

  @Post(':recordingId/checks')
  @pathId('recordingId')
  @Records(
    'check-recording',
    'The audio was looked at; whether it is what was registered, the audit trail tells',
    'RecordingAnswer',
  )
  checkRecording(
    @Param('recordingId', IdPipe) recordingId: string,
    @Body() body: CheckRecording,
    @Exchanged() exchange: Exchange,
  ): Promise<RecordingAnswer> {
    return this.#send('check-recording', recordingId, body, exchange);
  }

  @Post(':recordingId/purge')
  @pathId('recordingId')
  @Records('purge-recording', 'The audio was deleted because its time was over; the fact stays', 'RecordingAnswer')
  purgeRecording(
    @Param('recordingId', IdPipe) recordingId: string,
    @Body() body: RemoveRecording,
    @Exchanged() exchange: Exchange,
  ): Promise<RecordingAnswer> {
    return this.#send('remove-recording', recordingId, { ...body, cause: 'purged' }, exchange);
  }

  @Post(':recordingId/loss')
  @pathId('recordingId')
  @Records('report-recording-lost', 'The audio is gone before its time', 'RecordingAnswer')
  reportLost(
    @Param('recordingId', IdPipe) recordingId: string,
    @Body() body: RemoveRecording,
    @Exchanged() exchange: Exchange,
  ): Promise<RecordingAnswer> {
    return this.#send('remove-recording', recordingId, { ...body, cause: 'lost' }, exchange);
  }

  async #send(
    name: SendRecordingCommand['name'],
    recordingId: string,
    body: object,
    { context, reply }: Exchange,
  ): Promise<RecordingAnswer> {
    return answerOutcome(
      await this.commands.execute(new SendRecordingCommand(name, recordingId, body, context)),
      reply,
    );
  }
}
