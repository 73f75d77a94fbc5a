/** What a command's rule is given beside the case: what is known beyond it, asked for only by the commands that need it. */
import { type CaseCommand, type CaseState, type Context, type OpenCase, recordingStream } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import type { AuditTrailRow } from '@read-models';
import { EVERYTHING, isRestricted, type Scope } from '../access/caller';
import { ContactLog } from '../read-models/contact-log';
import { ReadModels } from '../read-models/read-models';
import { CaseFindings } from './case-findings';
import { PolicyBook } from './policy-book';

@Injectable()
export class CommandContext {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly findings: CaseFindings,
    private readonly readModels: ReadModels,
  ) {}

  /** `now` is epoch milliseconds. Throws `read-model-behind` where what is needed is not known within a second. */
  async of(command: CaseCommand, state: CaseState, now: number, scope: Scope = EVERYTHING): Promise<Context> {
    const context: Context = { now, policyOf: this.policies.of };
    if (state.status !== 'open') return context;
    switch (command.name) {
      case 'check-contact': {
        const at = command.data.at ? Date.parse(command.data.at) : now;
        return { ...context, elsewhere: await this.contactLog.elsewhere(state, at) };
      }
      case 'decide-match': {
        const { recordingId } = command.data;
        if (recordingId === undefined) return context;
        const [registered] = await this.store.readPage(recordingStream(recordingId), 0, 1);
        const theirs = !isRestricted(scope) || (await this.#isTold(state, recordingId));
        return { ...context, recordingKnown: registered !== undefined && theirs };
      }
      case 'acknowledge-finding':
      case 'resolve-finding':
      case 'waive-finding':
        return { ...context, findingKeys: await this.findings.keys(state, now) };
      default:
        return context;
    }
  }

  /** Is the recording told of in the case's own audit trail? Of others, whoever sees some cases learns nothing. */
  async #isTold({ opened }: OpenCase, recordingId: string): Promise<boolean> {
    const { caseId } = opened.event.data;
    await this.readModels.reachHead('audit-trail', this.store);
    const rows = await this.readModels.database.query<{ readonly value: AuditTrailRow }>(
      'SELECT value FROM audit_trail WHERE case_id = $1',
      [caseId],
    );
    return rows.some(({ value: { recording, segments = [], duplicates = [], candidates = [] } }) =>
      [recording, ...segments, ...duplicates, ...candidates].some((one) => one?.recordingId === recordingId),
    );
  }
}
