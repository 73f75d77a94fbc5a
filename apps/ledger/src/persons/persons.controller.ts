/** Routes about persons: to be forgotten, and what stands against it. */
import type { PersonCommandName } from '@case';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Exchange } from '../cases/case-sender';
import { Answers, pathId, Records } from '../http/documented';
import { answerOutcome } from '../http/outcome';
import { Exchanged } from '../http/request-context';
import { IdPipe } from '../http/requests';
import { LiftLegalHold, PlaceLegalHold, PurgeCase, RequestErasure, WithdrawErasure } from './bodies';
import { type PersonAnswer, SendPersonCommand } from './person-command';
import { GetPerson, type PersonStanding } from './person-query';

const PersonId = () => Param('personId', IdPipe);

@ApiTags('persons')
@Controller('v1/persons')
export class PersonsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get(':personId')
  @pathId('personId')
  @Answers('get-person', 'How far somebody is from being forgotten, and what stands against it', 'PersonStanding')
  person(@PersonId() personId: string): Promise<PersonStanding> {
    return this.queries.execute(new GetPerson(personId));
  }

  @Post(':personId/erasure')
  @pathId('personId')
  @Records(
    'request-erasure',
    'Nobody looks at the person from now on; they are erased when the laws of their cases allow it',
    'PersonAnswer',
  )
  requestErasure(@PersonId() personId: string, @Body() body: RequestErasure, @Exchanged() exchange: Exchange) {
    return this.#send('request-erasure', personId, body, exchange);
  }

  @Post(':personId/erasure/withdraw')
  @pathId('personId')
  @Records('withdraw-erasure', 'The erasure was asked for in error, and is not done yet', 'PersonAnswer')
  withdrawErasure(@PersonId() personId: string, @Body() body: WithdrawErasure, @Exchanged() exchange: Exchange) {
    return this.#send('withdraw-erasure', personId, body, exchange);
  }

  @Post(':personId/legal-holds')
  @pathId('personId')
  @Records('place-legal-hold', 'Nothing of the person is destroyed while it lasts', 'PersonAnswer')
  placeLegalHold(@PersonId() personId: string, @Body() body: PlaceLegalHold, @Exchanged() exchange: Exchange) {
    return this.#send('place-legal-hold', personId, body, exchange);
  }

  @Post(':personId/legal-holds/:legalHoldId/lift')
  @pathId('personId')
  @pathId('legalHoldId')
  @Records('lift-legal-hold', 'A legal hold is over', 'PersonAnswer')
  liftLegalHold(
    @PersonId() personId: string,
    @Param('legalHoldId', IdPipe) legalHoldId: string,
    @Body() body: LiftLegalHold,
    @Exchanged() exchange: Exchange,
  ) {
    return this.#send('lift-legal-hold', personId, { ...body, legalHoldId }, exchange);
  }

  @Post(':personId/purge')
  @pathId('personId')
  @Records('purge-case', 'What of a case of this debtor need not be kept any longer is gone', 'PersonAnswer')
  purgeCase(@PersonId() personId: string, @Body() body: PurgeCase, @Exchanged() exchange: Exchange) {
    return this.#send('purge-case', personId, body, exchange);
  }

  async #send(
    name: PersonCommandName,
    personId: string,
    body: object,
    { context, reply }: Exchange,
  ): Promise<PersonAnswer> {
    return answerOutcome(await this.commands.execute(new SendPersonCommand(name, personId, body, context)), reply);
  }
}
