/** Routes of what is decided of a case, and of what may be done. */
import { MEDIA, PURPOSES } from '@case';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Answers, pathId, Records } from '../http/documented';
import { Exchanged } from '../http/request-context';
import { IdPipe, InstantPipe, RequiredIdPipe, WordPipe } from '../http/requests';
import { CaseSender, type Exchange } from './case-sender';
import { AdjustBalance, AuthoriseWaiver } from './commands/adjust-balance';
import { BindPolicy } from './commands/bind-policy';
import { CheckContact } from './commands/check-contact';
import { CloseCase, ReopenCase } from './commands/close-case';
import { EscalateToField } from './commands/escalate-to-field';
import { LiftHold, PlaceHold } from './commands/place-hold';
import { ReassignCase } from './commands/reassign-case';
import { StartLegalAction } from './commands/start-legal-action';
import { GetContactPermission, type PermissionAnswer } from './permission-query';

const CaseId = () => Param('caseId', IdPipe);

@ApiTags('decisions')
@Controller('v1/cases')
export class DecisionsController {
  constructor(
    private readonly cases: CaseSender,
    private readonly queries: QueryBus,
  ) {}

  @Post(':caseId/holds')
  @pathId('caseId')
  @Records('place-hold', 'Something stands in the way of collecting')
  placeHold(@CaseId() caseId: string, @Body() body: PlaceHold, @Exchanged() exchange: Exchange) {
    return this.cases.send('place-hold', caseId, body, exchange);
  }

  @Post(':caseId/holds/:holdId/lift')
  @pathId('caseId')
  @pathId('holdId')
  @Records('lift-hold', 'What stood in the way does so no more')
  liftHold(
    @CaseId() caseId: string,
    @Param('holdId', IdPipe) holdId: string,
    @Body() body: LiftHold,
    @Exchanged() exchange: Exchange,
  ) {
    return this.cases.send('lift-hold', caseId, { ...body, holdId }, exchange);
  }

  @Post(':caseId/contact-checks')
  @pathId('caseId')
  @Records('check-contact', 'May this contact be made? The answer is kept', 'ContactCheckAnswer')
  async checkContact(@CaseId() caseId: string, @Body() body: CheckContact, @Exchanged() exchange: Exchange) {
    const answer = await this.cases.send('check-contact', caseId, body, exchange);
    return { ...answer, permission: answer.events[0]?.data };
  }

  @Get(':caseId/contact-permission')
  @pathId('caseId')
  @Answers('get-contact-permission', 'May this contact be made? The answer is not kept', 'PermissionAnswer', {
    ids: { contactId: 'whom' },
    words: { medium: MEDIA, purpose: PURPOSES },
    instants: { at: 'when the contact would be made; now where it is left out' },
    required: ['contactId', 'medium'],
  })
  getContactPermission(
    @CaseId() caseId: string,
    @Query('contactId', RequiredIdPipe) contactId: string,
    @Query('medium', new WordPipe(MEDIA, undefined)) medium: (typeof MEDIA)[number],
    @Query('purpose', new WordPipe(PURPOSES, 'demand')) purpose: (typeof PURPOSES)[number],
    @Query('at', InstantPipe) at: number | undefined,
  ): Promise<PermissionAnswer> {
    return this.queries.execute(new GetContactPermission(caseId, { contactId, medium, purpose }, at));
  }

  @Post(':caseId/field-escalations')
  @pathId('caseId')
  @Records('escalate-to-field', 'Decide to visit the debtor')
  escalateToField(@CaseId() caseId: string, @Body() body: EscalateToField, @Exchanged() exchange: Exchange) {
    return this.cases.send('escalate-to-field', caseId, body, exchange);
  }

  @Post(':caseId/assignments')
  @pathId('caseId')
  @Records('reassign-case', 'Another collector or team takes the case over')
  reassignCase(@CaseId() caseId: string, @Body() body: ReassignCase, @Exchanged() exchange: Exchange) {
    return this.cases.send('reassign-case', caseId, body, exchange);
  }

  @Post(':caseId/waivers')
  @pathId('caseId')
  @Records('authorise-waiver', 'Part of the debt is let go')
  authoriseWaiver(@CaseId() caseId: string, @Body() body: AuthoriseWaiver, @Exchanged() exchange: Exchange) {
    return this.cases.send('authorise-waiver', caseId, body, exchange);
  }

  @Post(':caseId/adjustments')
  @pathId('caseId')
  @Records('adjust-balance', 'The creditor’s books say another amount')
  adjustBalance(@CaseId() caseId: string, @Body() body: AdjustBalance, @Exchanged() exchange: Exchange) {
    return this.cases.send('adjust-balance', caseId, body, exchange);
  }

  @Post(':caseId/legal-actions')
  @pathId('caseId')
  @Records('start-legal-action', 'Decide to go to law')
  startLegalAction(@CaseId() caseId: string, @Body() body: StartLegalAction, @Exchanged() exchange: Exchange) {
    return this.cases.send('start-legal-action', caseId, body, exchange);
  }

  @Post(':caseId/policies')
  @pathId('caseId')
  @Records('bind-policy', 'Other rule books from an instant on')
  bindPolicy(@CaseId() caseId: string, @Body() body: BindPolicy, @Exchanged() exchange: Exchange) {
    return this.cases.send('bind-policy', caseId, body, exchange);
  }

  @Post(':caseId/close')
  @pathId('caseId')
  @Records('close-case', 'The case is worked no more')
  closeCase(@CaseId() caseId: string, @Body() body: CloseCase, @Exchanged() exchange: Exchange) {
    return this.cases.send('close-case', caseId, body, exchange);
  }

  @Post(':caseId/reopen')
  @pathId('caseId')
  @Records('reopen-case', 'The case is worked again')
  reopenCase(@CaseId() caseId: string, @Body() body: ReopenCase, @Exchanged() exchange: Exchange) {
    return this.cases.send('reopen-case', caseId, body, exchange);
  }
}
