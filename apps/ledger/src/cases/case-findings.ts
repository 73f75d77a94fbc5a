/** Everything that is amiss with a case: what its facts show, and what its audit trail shows. */
import { type Finding, findingsOf, type OpenCase } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { ContactLog } from '../read-models/contact-log';
import { ReadModels } from '../read-models/read-models';
import { beginOf } from './answers';
import { PolicyBook } from './policy-book';

@Injectable()
export class CaseFindings {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly readModels: ReadModels,
  ) {}

  /** What the facts show at an instant (epoch milliseconds), with the calls in other cases counted. */
  async ofFacts(state: OpenCase, at: number): Promise<readonly Finding[]> {
    const elsewhere = await this.contactLog.elsewhere(state, beginOf(state));
    return findingsOf(state, this.policies.of, at, elsewhere);
  }

  /** Keys of all findings, those of evidence that is stored by now included. Throws `read-model-behind`. */
  async keys(state: OpenCase, at: number): Promise<ReadonlySet<string>> {
    const facts = await this.ofFacts(state, at);
    await this.readModels.reachHead('audit-trail', this.store);
    const rows = await this.readModels.database.query<{ readonly key: string }>(
      `SELECT value->>'key' AS key FROM finding WHERE case_id = $1`,
      [state.opened.event.data.caseId],
    );
    return new Set([...facts, ...rows].map(({ key }) => key));
  }
}
