/** Everything that is amiss with a case: what its facts show, and what its audit trail shows. */
import { type Finding, findingsOf, type OpenCase } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { type AuditTrailRow, trailAt } from '@read-models';
import { ContactLog } from '../read-models/contact-log';
import { ReadModels } from '../read-models/read-models';
import { beginOf } from './answers';
import { PolicyBook } from './policy-book';

const SECOND_MS = 1_000;

@Injectable()
export class CaseFindings {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly readModels: ReadModels,
  ) {}

  /** What the facts show at an instant, with the calls in other cases counted that were known by another (epoch milliseconds). */
  async ofFacts(state: OpenCase, at: number, knownAt?: number): Promise<readonly Finding[]> {
    const elsewhere = await this.contactLog.elsewhere(state, beginOf(state), knownAt);
    return findingsOf(state, this.policies.of, at, elsewhere);
  }

  /** The audit trail as it is told now, as far as it is taken in. */
  async trailNow(caseId: string): Promise<readonly AuditTrailRow[]> {
    const rows = await this.readModels.database.query<{ readonly value: AuditTrailRow }>(
      'SELECT value FROM audit_trail WHERE case_id = $1 ORDER BY at, key',
      [caseId],
    );
    return rows.map(({ value }) => value);
  }

  /**
   * The audit trail of what had happened by `asOf`, as it was told at `knownAt` (epoch milliseconds), as far as it is taken
   * in; undefined where the case was not known then. It reads whole days of each recorder's work.
   */
  trailThen(caseId: string, knownAt: number, asOf?: number): Promise<readonly AuditTrailRow[] | undefined> {
    const widestClockMs = this.policies.widestToleranceSeconds * SECOND_MS;
    const by = { widestClockMs, policyOf: this.policies.of, ...(asOf !== undefined && { asOf }) };
    return trailAt(this.readModels.database, caseId, knownAt, by);
  }

  /** Is all evidence taken in? If not, its lack would be told as a fact. */
  get isTrailLevel(): boolean {
    return this.readModels.isLevel('audit-trail');
  }

  /** Until all evidence that is stored by now is taken in. Throws `read-model-behind`. */
  async trailLevel(): Promise<void> {
    await this.readModels.reachHead('audit-trail', this.store);
  }

  /** Keys of all findings, those of evidence that is stored by now included. Throws `read-model-behind`. */
  async keys(state: OpenCase, at: number): Promise<ReadonlySet<string>> {
    const facts = await this.ofFacts(state, at);
    await this.trailLevel();
    const rows = await this.readModels.database.query<{ readonly key: string }>(
      `SELECT value->>'key' AS key FROM finding WHERE case_id = $1`,
      [state.opened.event.data.caseId],
    );
    return new Set([...facts, ...rows].map(({ key }) => key));
  }
}
