import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { RequestContext } from '../cases/send-case-command';
import { pathId, Records } from '../http/documented';
import { answerOutcome } from '../http/outcome';
import { Context } from '../http/request-context';
import { IdPipe } from '../http/requests';
import { CheckRecording } from './check-recording';
import { SendCheckRecording } from './check-recording.handler';
import { RegisterRecording } from './register-recording';
import { type RecordingAnswer, SendRegisterRecording } from './register-recording.handler';

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
  async checkRecording(
    @Param('recordingId', IdPipe) recordingId: string,
    @Body() body: CheckRecording,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordingAnswer> {
    return answerOutcome(await this.commands.execute(new SendCheckRecording(recordingId, body, context)), reply);
  }
}
