/** The commands of a case, and the one switch that routes each to its rule. */

import {
  type AdjustBalanceCommand,
  type AuthoriseWaiverCommand,
  adjustBalance,
  authoriseWaiver,
} from './commands/adjust-balance';
import { type BindPolicyCommand, bindPolicy } from './commands/bind-policy';
import { type CheckContactCommand, checkContact } from './commands/check-contact';
import { type CloseCaseCommand, closeCase, type ReopenCaseCommand, reopenCase } from './commands/close-case';
import type { Context } from './commands/command';
import { type CorrectNoteCommand, correctNote } from './commands/correct-note';
import { type DecideMatchCommand, decideMatch } from './commands/decide-match';
import { type EscalateToFieldCommand, escalateToField } from './commands/escalate-to-field';
import { type OpenCaseCommand, openCase } from './commands/open-case';
import { type LiftHoldCommand, liftHold, type PlaceHoldCommand, placeHold } from './commands/place-hold';
import { type ReassignCaseCommand, reassignCase } from './commands/reassign-case';
import { type RecordBrokenPromiseCommand, recordBrokenPromise } from './commands/record-broken-promise';
import { type RecordCallAttemptCommand, recordCallAttempt } from './commands/record-call-attempt';
import { type RecordContactCommand, recordContact } from './commands/record-contact';
import { type RecordDemandCommand, recordDemand } from './commands/record-demand';
import { type RecordInstalmentDueCommand, recordInstalmentDue } from './commands/record-instalment-due';
import { type RecordPaymentCommand, recordPayment } from './commands/record-payment';
import { type RecordPromiseCommand, recordPromise } from './commands/record-promise';
import { type ReportFieldVisitCommand, reportFieldVisit } from './commands/report-field-visit';
import { type ReportPromiseBrokenCommand, reportPromiseBroken } from './commands/report-promise-broken';
import { type ReversePaymentCommand, reversePayment } from './commands/reverse-payment';
import {
  type AcknowledgeFindingCommand,
  acknowledgeFinding,
  type ResolveFindingCommand,
  resolveFinding,
  type WaiveFindingCommand,
  waiveFinding,
} from './commands/settle-finding';
import { type StartLegalActionCommand, startLegalAction } from './commands/start-legal-action';
import { type TakeNoteCommand, takeNote } from './commands/take-note';
import { type WithdrawPromiseCommand, withdrawPromise } from './commands/withdraw-promise';
import type { CaseEvent } from './events';
import { Refusal } from './refusal';
import type { CaseState, OpenCase } from './state';

export interface CommandData {
  'open-case': OpenCaseCommand;
  'record-instalment-due': RecordInstalmentDueCommand;
  'record-call-attempt': RecordCallAttemptCommand;
  'take-note': TakeNoteCommand;
  'record-promise': RecordPromiseCommand;
  'report-promise-broken': ReportPromiseBrokenCommand;
  'record-payment': RecordPaymentCommand;
  'reverse-payment': ReversePaymentCommand;
  'record-contact': RecordContactCommand;
  'escalate-to-field': EscalateToFieldCommand;
  'report-field-visit': ReportFieldVisitCommand;
  'reassign-case': ReassignCaseCommand;
  'adjust-balance': AdjustBalanceCommand;
  'authorise-waiver': AuthoriseWaiverCommand;
  'bind-policy': BindPolicyCommand;
  'check-contact': CheckContactCommand;
  'close-case': CloseCaseCommand;
  'reopen-case': ReopenCaseCommand;
  'correct-note': CorrectNoteCommand;
  'place-hold': PlaceHoldCommand;
  'lift-hold': LiftHoldCommand;
  'record-broken-promise': RecordBrokenPromiseCommand;
  'record-demand': RecordDemandCommand;
  'start-legal-action': StartLegalActionCommand;
  'withdraw-promise': WithdrawPromiseCommand;
  'decide-match': DecideMatchCommand;
  'acknowledge-finding': AcknowledgeFindingCommand;
  'resolve-finding': ResolveFindingCommand;
  'waive-finding': WaiveFindingCommand;
}

export type CommandName = keyof CommandData;

export type CaseCommand<N extends CommandName = CommandName> = {
  [K in N]: { readonly name: K; readonly data: CommandData[K] };
}[N];

/**
 * The events that record a command, none where the record already says so. Throws {@link Refusal} where the command
 * contradicts the record, or is a decision that policy does not allow. Repeats are recognised before ({@link findRepeat}).
 */
export function decide(state: CaseState, command: CaseCommand, context: Context): readonly CaseEvent[] {
  if (command.name === 'open-case') return openCase(command.data, context);
  if (state.status === 'unopened') throw new Refusal('case-not-found', 'there is no such case', 'caseId');
  // By its name each rule is given the data of its own command.
  const rule = RULES[command.name] as Rule<CommandName>;
  return rule(state, command.data, context);
}

type Rule<N extends CommandName> = (state: OpenCase, data: CommandData[N], context: Context) => readonly CaseEvent[];

const RULES: { readonly [N in Exclude<CommandName, 'open-case'>]: Rule<N> } = {
  'record-instalment-due': recordInstalmentDue,
  'record-call-attempt': (_state, data, context) => recordCallAttempt(data, context),
  'take-note': takeNote,
  'correct-note': correctNote,
  'record-promise': recordPromise,
  'report-promise-broken': reportPromiseBroken,
  'record-broken-promise': recordBrokenPromise,
  'withdraw-promise': withdrawPromise,
  'record-payment': recordPayment,
  'reverse-payment': reversePayment,
  'adjust-balance': adjustBalance,
  'authorise-waiver': authoriseWaiver,
  'record-contact': recordContact,
  'place-hold': placeHold,
  'lift-hold': liftHold,
  'record-demand': (_state, data, context) => recordDemand(data, context),
  'check-contact': checkContact,
  'escalate-to-field': escalateToField,
  'report-field-visit': (_state, data, context) => reportFieldVisit(data, context),
  'start-legal-action': startLegalAction,
  'bind-policy': bindPolicy,
  'reassign-case': (_state, data, context) => reassignCase(data, context),
  'close-case': closeCase,
  'reopen-case': reopenCase,
  'decide-match': decideMatch,
  'acknowledge-finding': acknowledgeFinding,
  'resolve-finding': resolveFinding,
  'waive-finding': waiveFinding,
};
