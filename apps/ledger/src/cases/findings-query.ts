/** What the facts of a case show amiss: of the whole stream and of the calls in other cases, by the rule books bound then. */
import { type Finding, type FindingState, type FindingWork, findingWork } from '@case';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Clock } from '../clock';
import { mustBeOpen, mustHaveCome, nowFor } from './answers';
import { CaseFindings } from './case-findings';
import { CaseStreams } from './case-streams';

export interface FindingsAnswer {
  readonly caseId: string;
  readonly revision: string;
  readonly at: string;
  readonly findings: readonly WorkedFinding[];
}

/** A finding, and how far work on it has come. */
export interface WorkedFinding extends Finding {
  readonly state: FindingState;
  /** Of what was done about it last. */
  readonly by?: string;
  readonly since?: string;
}

export function withWork(finding: Finding, work: ReadonlyMap<string, FindingWork>): WorkedFinding {
  const done = work.get(finding.key);
  return done ? { ...finding, state: done.state, by: done.by, since: done.since } : { ...finding, state: 'open' };
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
    private readonly findings: CaseFindings,
    private readonly clock: Clock,
  ) {}

  async execute({ caseId, at }: GetFindings): Promise<FindingsAnswer> {
    const state = mustBeOpen((await this.cases.read(caseId)).state);
    const now = nowFor(state, this.clock.now());
    // Weeks that are yet to come are not missed yet.
    mustHaveCome('at', at, now);
    const then = at ?? now;
    const work = findingWork(state);
    return {
      caseId,
      revision: String(state.revision),
      at: new Date(then).toISOString(),
      findings: (await this.findings.ofFacts(state, then)).map((one) => withWork(one, work)),
    };
  }
}
