/** Routes of what a person decides about evidence: whose a recording or a note is, and what is done about a finding. */
import type { CommandName } from '@case';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GetEvidence } from '../evidence/evidence-query';
import { DocumentsBundle, pathId, pathKey, Records } from '../http/documented';
import { Exchanged } from '../http/request-context';
import { FindingKeyPipe, IdPipe, SizesPipe } from '../http/requests';
import { CaseSender, type Exchange } from './case-sender';
import { DecideMatch } from './commands/decide-match';
import { SettleFinding } from './commands/settle-finding';

const CaseId = () => Param('caseId', IdPipe);
const FindingKey = () => Param('key', FindingKeyPipe);

@ApiTags('evidence')
@Controller('v1/cases')
export class EvidenceController {
  constructor(
    private readonly cases: CaseSender,
    private readonly queries: QueryBus,
  ) {}

  @Post(':caseId/matches')
  @pathId('caseId')
  @Records('decide-match', 'A recording or a note is a call’s, or it is not; it counts from then on')
  decideMatch(@CaseId() caseId: string, @Body() body: DecideMatch, @Exchanged() exchange: Exchange) {
    return this.cases.send('decide-match', caseId, body, exchange);
  }

  @Post(':caseId/findings/:key/acknowledge')
  @pathId('caseId')
  @pathKey('key')
  @Records('acknowledge-finding', 'Somebody has seen what is amiss')
  acknowledge(
    @CaseId() caseId: string,
    @FindingKey() key: string,
    @Body() body: SettleFinding,
    @Exchanged() exchange: Exchange,
  ) {
    return this.#settle('acknowledge-finding', caseId, key, body, exchange);
  }

  @Post(':caseId/findings/:key/resolve')
  @pathId('caseId')
  @pathKey('key')
  @Records('resolve-finding', 'What was amiss is put right')
  resolve(
    @CaseId() caseId: string,
    @FindingKey() key: string,
    @Body() body: SettleFinding,
    @Exchanged() exchange: Exchange,
  ) {
    return this.#settle('resolve-finding', caseId, key, body, exchange);
  }

  @Post(':caseId/findings/:key/waive')
  @pathId('caseId')
  @pathKey('key')
  @Records('waive-finding', 'What is amiss is let be')
  waive(
    @CaseId() caseId: string,
    @FindingKey() key: string,
    @Body() body: SettleFinding,
    @Exchanged() exchange: Exchange,
  ) {
    return this.#settle('waive-finding', caseId, key, body, exchange);
  }

  @Get(':caseId/evidence')
  @pathId('caseId')
  @DocumentsBundle()
  async evidence(
    @CaseId() caseId: string,
    @Query('since', SizesPipe) since: readonly number[] | 'all',
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bundle = await this.queries.execute(new GetEvidence(caseId, since));
    void reply
      .header('Content-Type', 'application/zip')
      .header('Content-Disposition', `attachment; filename="evidence.zip"`)
      .send(Buffer.from(bundle));
  }

  #settle(name: CommandName, caseId: string, findingKey: string, body: SettleFinding, exchange: Exchange) {
    return this.cases.send(name, caseId, { ...body, findingKey }, exchange);
  }
}
