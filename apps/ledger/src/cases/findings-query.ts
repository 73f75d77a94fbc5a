/** What the facts of a case show amiss: of the whole stream and of the calls in other cases, by the rule books bound then. */
import { type Finding, findingsOf, Refusal } from '@case';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Clock } from '../clock';
import { ContactLog } from '../read-models/contact-log';
import { mustBeOpen, nowFor } from './answers';
import { CaseStreams } from './case-streams';
import { PolicyBook } from './policy-book';

export interface FindingsAnswer {
  readonly caseId: string;
  readonly revision: string;
  readonly at: string;
  readonly findings: readonly Finding[];
}

export class GetFindings extends Query<FindingsAnswer> {
  constructor(
    readonly caseId: string,
    /** Epoch milliseconds; undefined is now. */
    readonly at: number | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetFindings)
export class GetFindingsHandler implements IQueryHandler<GetFindings> {
  constructor(
    private readonly cases: CaseStreams,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, at }: GetFindings): Promise<FindingsAnswer> {
    const state = mustBeOpen((await this.cases.read(caseId)).state);
    const now = nowFor(state, this.clock.now());
    // Weeks that are yet to come are not missed yet.
    if (at !== undefined && at > now) throw new Refusal('time-in-future', 'at lies in the future', 'at');
    const then = at ?? now;
    const first = state.facts[0]?.at ?? state.opened.at;
    const elsewhere = await this.contactLog.elsewhere(state, Math.min(first, state.opened.at));
    return {
      caseId,
      revision: String(state.revision),
      at: new Date(then).toISOString(),
      findings: findingsOf(state, this.policies.of, then, elsewhere),
    };
  }
}
