/** What a command's rule is given beside the case: what is known beyond it, asked for only by the commands that need it. */
import { type CaseCommand, type CaseState, type Context, recordingStream } from '@case';
import { EventStore } from '@event-store';
import { Injectable } from '@nestjs/common';
import { ContactLog } from '../read-models/contact-log';
import { CaseFindings } from './case-findings';
import { PolicyBook } from './policy-book';

@Injectable()
export class CommandContext {
  constructor(
    private readonly store: EventStore,
    private readonly policies: PolicyBook,
    private readonly contactLog: ContactLog,
    private readonly findings: CaseFindings,
  ) {}

  /** `now` is epoch milliseconds. Throws `read-model-behind` where what is needed is not known within a second. */
  async of(command: CaseCommand, state: CaseState, now: number): Promise<Context> {
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
        return { ...context, recordingKnown: registered !== undefined };
      }
      case 'acknowledge-finding':
      case 'resolve-finding':
      case 'waive-finding':
        return { ...context, findingKeys: await this.findings.keys(state, now) };
      default:
        return context;
    }
  }
}
