/** Routes of a case. Each names its command or question; what it means is in `libs/case`. */
import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Reader } from '@personal-data';
import type { FastifyReply } from 'fastify';
import { Answers, pathId, Records } from '../http/documented';
import { Exchanged, etag, LookedAtBy } from '../http/request-context';
import { DecimalPipe, IdPipe, InstantPipe, RequiredInstantPipe, WholePipe } from '../http/requests';
import { type AuditTrailAnswer, GetAuditTrail } from '../read-models/queries';
import type { CaseAnswer } from './answers';
import { CaseSender, type Exchange } from './case-sender';
import { CorrectNote } from './commands/correct-note';
import { OpenCase } from './commands/open-case';
import { RecordCallAttempt } from './commands/record-call-attempt';
import { RecordContact } from './commands/record-contact';
import { RecordDemand } from './commands/record-demand';
import { RecordInstalmentDue } from './commands/record-instalment-due';
import { RecordPayment } from './commands/record-payment';
import { RecordPromise } from './commands/record-promise';
import { ReportFieldVisit } from './commands/report-field-visit';
import { ReportPromiseBroken } from './commands/report-promise-broken';
import { ReversePayment } from './commands/reverse-payment';
import { TakeNote } from './commands/take-note';
import { WithdrawPromise } from './commands/withdraw-promise';
import { type FindingsAnswer, GetFindings } from './findings-query';
import {
  type DiffAnswer,
  type EventsAnswer,
  GetCase,
  GetDiff,
  GetEvents,
  GetReplay,
  MOST_EVENTS,
  MOST_STEPS,
} from './queries';
import type { ReplayAnswer } from './replay';

const CaseId = () => Param('caseId', IdPipe);

@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(
    private readonly cases: CaseSender,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Records('open-case', 'Open a case')
  async openCase(@Body() body: OpenCase, @Exchanged() exchange: Exchange) {
    const answer = await this.cases.send('open-case', undefined, body, exchange);
    void exchange.reply.header('Location', `/v1/cases/${answer.caseId}`);
    return answer;
  }

  @Post(':caseId/dues')
  @pathId('caseId')
  @Records('record-instalment-due', 'Another amount falls due')
  recordInstalmentDue(@CaseId() caseId: string, @Body() body: RecordInstalmentDue, @Exchanged() exchange: Exchange) {
    return this.cases.send('record-instalment-due', caseId, body, exchange);
  }

  @Post(':caseId/call-attempts')
  @pathId('caseId')
  @Records('record-call-attempt', 'A call was made or came in')
  recordCallAttempt(@CaseId() caseId: string, @Body() body: RecordCallAttempt, @Exchanged() exchange: Exchange) {
    return this.cases.send('record-call-attempt', caseId, body, exchange);
  }

  @Post(':caseId/notes')
  @pathId('caseId')
  @Records('take-note', 'An agent took a note')
  takeNote(@CaseId() caseId: string, @Body() body: TakeNote, @Exchanged() exchange: Exchange) {
    return this.cases.send('take-note', caseId, body, exchange);
  }

  @Post(':caseId/promises')
  @pathId('caseId')
  @Records('record-promise', 'Somebody promised to pay')
  recordPromise(@CaseId() caseId: string, @Body() body: RecordPromise, @Exchanged() exchange: Exchange) {
    return this.cases.send('record-promise', caseId, body, exchange);
  }

  @Post(':caseId/promises/:promiseId/break')
  @pathId('caseId')
  @pathId('promiseId')
  @Records('report-promise-broken', 'A promise will not be kept')
  reportPromiseBroken(
    @CaseId() caseId: string,
    @Param('promiseId', IdPipe) promiseId: string,
    @Body() body: ReportPromiseBroken,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('report-promise-broken', caseId, { ...body, promiseId }, exchange);
  }

  @Post(':caseId/payments')
  @pathId('caseId')
  @Records('record-payment', 'Money was received')
  recordPayment(@CaseId() caseId: string, @Body() body: RecordPayment, @Exchanged() exchange: Exchange) {
    return this.cases.send('record-payment', caseId, body, exchange);
  }

  @Post(':caseId/payments/:paymentId/reverse')
  @pathId('caseId')
  @pathId('paymentId')
  @Records('reverse-payment', 'Money was taken back')
  reversePayment(
    @CaseId() caseId: string,
    @Param('paymentId', IdPipe) paymentId: string,
    @Body() body: ReversePayment,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('reverse-payment', caseId, { ...body, paymentId }, exchange);
  }

  @Put(':caseId/contacts/:contactId')
  @pathId('caseId')
  @pathId('contactId')
  @Records(
    'record-contact',
    'How somebody can be reached. A retry that may come late needs an Idempotency-Key or If-Match: what was changed since would be changed back',
  )
  recordContact(
    @CaseId() caseId: string,
    @Param('contactId', IdPipe) contactId: string,
    @Body() body: RecordContact,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('record-contact', caseId, { ...body, contactId }, exchange);
  }

  @Post(':caseId/field-visits')
  @pathId('caseId')
  @Records('report-field-visit', 'A visit took place')
  reportFieldVisit(@CaseId() caseId: string, @Body() body: ReportFieldVisit, @Exchanged() exchange: Exchange) {
    return this.cases.send('report-field-visit', caseId, body, exchange);
  }

  @Post(':caseId/demands')
  @pathId('caseId')
  @Records('record-demand', 'A demand was sent in writing')
  recordDemand(@CaseId() caseId: string, @Body() body: RecordDemand, @Exchanged() exchange: Exchange) {
    return this.cases.send('record-demand', caseId, body, exchange);
  }

  @Post(':caseId/notes/:noteId/corrections')
  @pathId('caseId')
  @pathId('noteId')
  @Records('correct-note', 'A note should have said something else')
  correctNote(
    @CaseId() caseId: string,
    @Param('noteId', IdPipe) noteId: string,
    @Body() body: CorrectNote,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('correct-note', caseId, { ...body, noteId }, exchange);
  }

  @Post(':caseId/promises/:promiseId/withdraw')
  @pathId('caseId')
  @pathId('promiseId')
  @Records('withdraw-promise', 'Nobody is to wait for a promise any more')
  withdrawPromise(
    @CaseId() caseId: string,
    @Param('promiseId', IdPipe) promiseId: string,
    @Body() body: WithdrawPromise,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('withdraw-promise', caseId, { ...body, promiseId }, exchange);
  }

  @Get(':caseId')
  @pathId('caseId')
  @Answers('get-case', 'Where the case stands, and why', 'CaseAnswer', {
    instants: { at: 'as of then; now where it is left out' },
    tagged: true,
  })
  async getCase(
    @CaseId() caseId: string,
    @Query('at', InstantPipe) at: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseAnswer> {
    const answer = await this.queries.execute(new GetCase(caseId, at));
    void reply.header('ETag', etag(answer.revision));
    return answer;
  }

  @Get(':caseId/events')
  @pathId('caseId')
  @Answers('get-events', 'What is recorded, with personal fields opened as far as there are keys', 'EventsAnswer', {
    reason: true,
    decimals: { from: 'first revision', limit: `at most so many, ${MOST_EVENTS} where it is left out` },
  })
  getEvents(
    @CaseId() caseId: string,
    @Query('from', new WholePipe(0, Number.MAX_SAFE_INTEGER)) from = 0,
    @Query('limit', new WholePipe(1, MOST_EVENTS)) limit = MOST_EVENTS,
    @LookedAtBy() reader: Reader = 'anyone',
  ): Promise<EventsAnswer> {
    return this.queries.execute(new GetEvents(caseId, from, limit, reader));
  }

  @Get(':caseId/audit-trail')
  @pathId('caseId')
  @Answers('get-audit-trail', 'Do calls, recordings and notes agree?', 'AuditTrailAnswer', {
    decimals: { minPosition: 'wait until the event at this position is taken in' },
    instants: {
      knownAt:
        'as it was told then, by what the ledger knew of evidence and of cases; whom calls in others were to, as it is known now',
    },
  })
  getAuditTrail(
    @CaseId() caseId: string,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
    @Query('knownAt', InstantPipe) knownAt: number | undefined,
  ): Promise<AuditTrailAnswer> {
    return this.queries.execute(new GetAuditTrail(caseId, minPosition, knownAt));
  }

  @Get(':caseId/findings')
  @pathId('caseId')
  @Answers('get-findings', 'What the facts show amiss, by the rule books of the time', 'FindingsAnswer', {
    instants: { at: 'as of then; now where it is left out' },
  })
  getFindings(@CaseId() caseId: string, @Query('at', InstantPipe) at: number | undefined): Promise<FindingsAnswer> {
    return this.queries.execute(new GetFindings(caseId, at));
  }

  @Get(':caseId/diff')
  @pathId('caseId')
  @Answers('get-diff', 'What was known at one time, and what is known now', 'DiffAnswer', {
    instants: {
      asOf: 'both as of then; now where it is left out',
      knownAt: 'what was recorded until then; whom calls in other cases were to, as it is known now',
    },
    required: ['knownAt'],
  })
  getDiff(
    @CaseId() caseId: string,
    @Query('asOf', InstantPipe) asOf: number | undefined,
    @Query('knownAt', RequiredInstantPipe) knownAt: number,
  ): Promise<DiffAnswer> {
    return this.queries.execute(new GetDiff(caseId, asOf, knownAt));
  }

  @Get(':caseId/replay')
  @pathId('caseId')
  @Answers('get-replay', 'What each event changed', 'ReplayAnswer', {
    instants: {
      asOf: 'counts what happened until then',
      knownAt: 'counts what was recorded until then; whom calls in other cases were to, as it is known now',
    },
    decimals: {
      upToRevision: 'leaves out what stands behind it in the stream',
      from: 'first step, from 0',
      limit: `at most so many, ${MOST_STEPS} where it is left out`,
    },
  })
  getReplay(
    @CaseId() caseId: string,
    @Query('asOf', InstantPipe) asOf: number | undefined,
    @Query('knownAt', InstantPipe) knownAt: number | undefined,
    @Query('upToRevision', new WholePipe(0, Number.MAX_SAFE_INTEGER)) upToRevision: number | undefined,
    @Query('from', new WholePipe(0, Number.MAX_SAFE_INTEGER)) from: number | undefined,
    @Query('limit', new WholePipe(1, MOST_STEPS)) limit: number | undefined,
  ): Promise<ReplayAnswer> {
    return this.queries.execute(new GetReplay(caseId, { asOf, knownAt, upToRevision, from, limit }));
  }
}
