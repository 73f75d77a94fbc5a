/** Routes over many cases: rows of the projections, figures, and the feeds of their changes. */

import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { type ProjectionName, QUESTIONS, type RowsName } from '@read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admittedOf, knownOf } from '../access/admission';
import { assertUnrestricted, type Scope } from '../access/caller';
import { Answers } from '../http/documented';
import { fieldProblem } from '../http/problem';
import { Scoped } from '../http/request-context';
import { DayPipe, DecimalPipe, InstantPipe, RequestIdPipe, WholePipe } from '../http/requests';
import { Changes, MOST_CHANGES } from './changes';
import { AnswersRows, DocumentsChanges, DocumentsWish, ProjectionPipe } from './documented';
import { OperatorRequest } from './operator-request';
import {
  type ClocksAnswer,
  type FiguresAnswer,
  GetClocks,
  GetFigures,
  GetProjections,
  GetRows,
  type ProjectionsAnswer,
  type RowsAnswer,
  WishForProjection,
} from './queries';
import { readQuestion } from './questions';
import { fromPlace, GetWorklist, type WorklistAnswer } from './worklist';

/** What a timer can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Longer than this nobody waits for a page; a proxy would not either. */
const LONGEST_WAIT_SECONDS = 30;

/** Each item of a worklist is worked out from its whole case. */
const MOST_ITEMS = 100;
const FEW_ITEMS = 25;

type QueryParameters = Readonly<Record<string, unknown>>;

@ApiTags('many cases')
@Controller('v1')
export class ReadModelsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly changes: Changes,
  ) {}

  @Get('case-standing')
  @AnswersRows('case-standing', 'Where all cases stand')
  caseStanding(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('case-standing', query, scope);
  }

  @Get('tone-history')
  @AnswersRows('tone-history', 'Which stage, bucket and tone cases were in, and since when')
  toneHistory(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('tone-history', query, scope);
  }

  @Get('promise-book')
  @AnswersRows('promise-book', 'Promises to pay, and what became of them')
  promiseBook(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('promise-book', query, scope);
  }

  @Get('recovery-cohorts')
  @AnswersRows('recovery-cohorts', 'How much of what fell due on a day was recovered, and how soon')
  recoveryCohorts(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('recovery-cohorts', query, scope);
  }

  @Get('collector-day')
  @AnswersRows('collector-day', 'The daily statistics sheet: what each collector did on each day')
  collectorDay(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('collector-day', query, scope);
  }

  @Get('audit-trail')
  @AnswersRows('audit-trail', 'Entries of the audit trails of all cases')
  auditTrail(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('audit-trail', query, scope);
  }

  @Get('findings')
  @AnswersRows(
    'findings',
    'What all cases show amiss, by their audit trails and by their facts, and how far work on it has come',
  )
  findings(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('findings', query, scope);
  }

  @Get('follow-ups')
  @AnswersRows('follow-ups', 'What is due on each case, and by when')
  followUps(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('follow-ups', query, scope);
  }

  @Get('retention')
  @AnswersRows('retention', 'For how long each case has to be kept, and what of it is gone')
  retention(@Query() query: QueryParameters, @Scoped() scope: Scope): Promise<RowsAnswer> {
    return this.#rows('retention', query, scope);
  }

  @Get('worklist')
  @Answers('get-worklist', 'The cases to work now, in order, and for each whom to call and how', 'WorklistAnswer', {
    ids: { team: 'of one team', agentId: 'of one collector' },
    instants: { at: 'now or later, of the cases as they stand now; now where it is left out' },
    texts: { after: 'the next of the page before' },
    decimals: {
      limit: `at most so many, ${FEW_ITEMS} where it is left out`,
      minPosition: 'position that must have been taken in first',
    },
  })
  async worklist(
    @Query('team', RequestIdPipe) team: string | undefined,
    @Query('agentId', RequestIdPipe) agentId: string | undefined,
    @Query('at', InstantPipe) at: number | undefined,
    @Query('after') after: string | undefined,
    @Query('limit', new WholePipe(1, MOST_ITEMS)) limit: number | undefined,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
    @Scoped() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<WorklistAnswer> {
    const place = after === undefined ? undefined : fromPlace(after);
    if (after !== undefined && !place) throw fieldProblem('after', 'not-a-cursor', 'must be the next of a page');
    const answer = await this.queries.execute(
      new GetWorklist({ team, agentId, at, after: place, limit: limit ?? FEW_ITEMS, minPosition, scope }),
    );
    const { reading } = knownOf(request);
    if (reading) reading.caseIds = answer.items.map(({ caseId }) => caseId);
    return answer;
  }

  @Get('figures')
  @Answers('get-figures', 'Figures of collection work in a span of days', 'FiguresAnswer', {
    days: { from: 'first day', to: 'first day after the last' },
    ids: { agentId: 'of one collector', team: 'of one team' },
    decimals: { minPosition: 'position that must have been taken in first' },
    required: ['from', 'to'],
  })
  figures(
    @Query('from', DayPipe) from: string,
    @Query('to', DayPipe) to: string,
    @Query('agentId', RequestIdPipe) agentId: string | undefined,
    @Query('team', RequestIdPipe) team: string | undefined,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
    @Scoped() scope: Scope,
  ): Promise<FiguresAnswer> {
    if (scope.creditors || !team || !scope.teams?.includes(team)) assertUnrestricted(scope);
    if (from >= to) throw fieldProblem('to', 'out-of-range', 'must be later than from');
    return this.queries.execute(new GetFigures(from, to, agentId, team, minPosition));
  }

  @Get('clocks')
  @Answers('get-clocks', 'How far the clock of each recorder was off, by day', 'ClocksAnswer', {
    days: { from: 'first UTC day', to: 'first day after the last' },
    decimals: { minPosition: 'position that must have been taken in first' },
    required: ['from', 'to'],
  })
  clocks(
    @Query('from', DayPipe) from: string,
    @Query('to', DayPipe) to: string,
    @Query('minPosition', DecimalPipe) minPosition: bigint | undefined,
  ): Promise<ClocksAnswer> {
    if (from >= to) throw fieldProblem('to', 'out-of-range', 'must be later than from');
    return this.queries.execute(new GetClocks(from, to, minPosition));
  }

  @Get('projections')
  @Answers('get-projections', 'How far the projections are', 'ProjectionsAnswer')
  projections(): Promise<ProjectionsAnswer> {
    return this.queries.execute(new GetProjections());
  }

  @Post('projections/:name/resume')
  @HttpCode(202)
  @DocumentsWish('resume-projection', 'Let a projection that has stopped try again')
  resume(@Param('name') name: string, @Body() { by }: OperatorRequest): Promise<ProjectionsAnswer> {
    return this.#wish(name, 'resume', by);
  }

  @Post('projections/:name/rebuild')
  @HttpCode(202)
  @DocumentsWish('rebuild-projection', 'Build a projection anew, beside the one that is read')
  rebuild(@Param('name') name: string, @Body() { by }: OperatorRequest): Promise<ProjectionsAnswer> {
    return this.#wish(name, 'rebuild', by);
  }

  @Get('projections/:name/changes')
  @DocumentsChanges()
  async changesOf(
    @Param('name', ProjectionPipe) name: ProjectionName,
    @Query('after') after: string | undefined,
    @Query('limit', new WholePipe(1, MOST_CHANGES)) limit: number | undefined,
    @Query('wait', new WholePipe(0, LONGEST_WAIT_SECONDS)) wait: number | undefined,
    @Headers('accept') accept: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (accept?.includes('text/event-stream')) {
      // A browser that reconnects repeats the address it began with, and says where it was.
      const stream = await this.changes.open(name, lastEventId ?? after ?? '0');
      reply.hijack();
      reply.raw.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      });
      const { expiresAt } = admittedOf(request);
      const end =
        expiresAt === Number.POSITIVE_INFINITY
          ? undefined
          : setTimeout(() => reply.raw.destroy(), Math.min(expiresAt - Date.now(), LONGEST_TIMER_MS));
      await stream(reply.raw).finally(() => clearTimeout(end));
      return;
    }
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const page = await this.changes.page(name, after ?? '0', limit ?? MOST_CHANGES, (wait ?? 0) * 1_000, gone.signal);
    void reply.send(page);
  }

  #rows(name: RowsName, query: QueryParameters, scope: Scope): Promise<RowsAnswer> {
    const { asked, minPosition } = readQuestion(QUESTIONS[name], query);
    return this.queries.execute(new GetRows(name, { ...asked, ...scope }, minPosition));
  }

  async #wish(name: string, wish: 'resume' | 'rebuild', by: string): Promise<ProjectionsAnswer> {
    await this.commands.execute(new WishForProjection(name, wish, by));
    return this.queries.execute(new GetProjections());
  }
}
