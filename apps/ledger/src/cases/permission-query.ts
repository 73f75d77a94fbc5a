/** May this contact be made? Asked of the whole stream and of the calls in other cases, and not kept. */
import { type Permission, type PermissionQuestion, permissionOf } from '@case';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Clock } from '../clock';
import { ContactLog } from '../read-models/contact-log';
import { mustBeOpen, nowFor } from './answers';
import { CaseStreams } from './case-streams';
import { PolicyBook } from './policy-book';

export interface PermissionAnswer extends Permission {
  readonly caseId: string;
}

export class GetContactPermission extends Query<PermissionAnswer> {
  constructor(
    readonly caseId: string,
    readonly question: PermissionQuestion,
    /** Epoch milliseconds; undefined is now. */
    readonly at: number | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetContactPermission)
export class GetContactPermissionHandler implements IQueryHandler<GetContactPermission> {
  constructor(
    private readonly cases: CaseStreams,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, question, at }: GetContactPermission): Promise<PermissionAnswer> {
    const state = mustBeOpen((await this.cases.read(caseId)).state);
    const then = at ?? nowFor(state, this.clock.now());
    const elsewhere = await this.contactLog.elsewhere(state, then);
    return { caseId, ...permissionOf(state, question, then, { policyOf: this.policies.of, elsewhere }) };
  }
}
