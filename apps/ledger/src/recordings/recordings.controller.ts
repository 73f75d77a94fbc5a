import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { RecordingQuestion } from '@read-models';
import type { FastifyReply } from 'fastify';
import type { Exchange } from '../cases/case-sender';
import type { RequestContext } from '../cases/send-case-command';
import { Answers, pathId, Records } from '../http/documented';
import { answerOutcome } from '../http/outcome';
import { fieldProblem } from '../http/problem';
import { Context, Exchanged } from '../http/request-context';
import { DayPipe, DecimalPipe, IdPipe, TextPipe, WholePipe } from '../http/requests';
import { CheckRecording } from './check-recording';
import { SendRecordingCommand } from './recording-command.handler';
import { GetRecordings, type RecordingsAnswer, toRecordingPlace } from './recordings-query';
import { RegisterRecording } from './register-recording';
import { type RecordingAnswer, SendRegisterRecording } from './register-recording.handler';
import { RemoveRecording } from './remove-recording';

const MOST_RECORDINGS = 500;
const FEW_RECORDINGS = 100;
const LONGEST_SOURCE = 100;

const ASKED = {
  days: { from: 'first UTC day, by the clocks of the recorders', to: 'first day after the last' },
  texts: { source: 'the recorder; any where it is left out', after: 'the next of the page before' },
  decimals: {
    limit: `at most so many, ${FEW_RECORDINGS} where it is left out`,
    minPosition: 'position that must have been taken in first',
  },
  required: ['from', 'to'],
} as const;

/** Throws a problem that names the field. */
function askedFor({
  after,
  limit = FEW_RECORDINGS,
  ...asked
}: {
  readonly from: string;
  readonly to: string;
  readonly source: string | undefined;
  readonly after: string | undefined;
  readonly limit: number | undefined;
}): RecordingQuestion {
  if (asked.from >= asked.to) throw fieldProblem('to', 'out-of-range', 'must be later than from');
  const place = after === undefined ? undefined : toRecordingPlace(after);
  if (after !== undefined && !place) throw fieldProblem('after', 'not-a-cursor', 'must be the next of a page');
  return { ...asked, after: place, limit };
}

@ApiTags('recordings')
@Controller('v1/recordings')
export class RecordingsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('unclaimed')
  @Answers(
    'list-unclaimed-recordings',
    'Recordings that no call claims, and that have a number of no case or none: they are in no audit trail',
    'RecordingsAnswer',
    ASKED,
  )
  unclaimed(
    @Query('from', DayPipe) from: string,
    @Query('to', DayPipe) to: string,
    @Query('source', new TextPipe(LONGEST_SOURCE)) source: string | undefined,
    @Query('after') after: string | undefined,
    @Query('limit', new WholePipe(1, MOST_RECORDINGS)) limit: number | undefined,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
  ): Promise<RecordingsAnswer> {
    return this.queries.execute(
      new GetRecordings('unclaimed', askedFor({ from, to, source, after, limit }), minPosition),
    );
  }

  @Get('unheard')
  @Answers(
    'list-unheard-recordings',
    'Recordings whose audio nobody has looked at, and nobody has reported gone: it may be missing',
    'RecordingsAnswer',
    ASKED,
  )
  unheard(
    @Query('from', DayPipe) from: string,
    @Query('to', DayPipe) to: string,
    @Query('source', new TextPipe(LONGEST_SOURCE)) source: string | undefined,
    @Query('after') after: string | undefined,
    @Query('limit', new WholePipe(1, MOST_RECORDINGS)) limit: number | undefined,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
  ): Promise<RecordingsAnswer> {
    return this.queries.execute(
      new GetRecordings('unheard', askedFor({ from, to, source, after, limit }), minPosition),
    );
  }

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
