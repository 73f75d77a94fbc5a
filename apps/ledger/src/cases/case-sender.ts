/** Sends a command of a case and answers for it over HTTP: what every route that records has in common. */
import type { CommandName } from '@case';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { answerOutcome } from '../http/outcome';
import type { CommandAnswer } from './answers';
import { type RequestContext, SendCaseCommand } from './send-case-command';

/** What a route is called with, beside its body. */
export interface Exchange {
  readonly context: RequestContext;
  readonly reply: FastifyReply;
}

@Injectable()
export class CaseSender {
  constructor(private readonly commands: CommandBus) {}

  async send(
    name: CommandName,
    caseId: string | undefined,
    body: object,
    { context, reply }: Exchange,
  ): Promise<CommandAnswer> {
    return answerOutcome(await this.commands.execute(new SendCaseCommand(name, caseId, body, context)), reply);
  }
}
