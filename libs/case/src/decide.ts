/** The commands of a case, and the one switch that routes each to its rule. */

import type { Context } from './commands/command';
import { type EscalateToFieldCommand, escalateToField } from './commands/escalate-to-field';
import { type OpenCaseCommand, openCase } from './commands/open-case';
import { type ReassignCaseCommand, reassignCase } from './commands/reassign-case';
import { type RecordCallAttemptCommand, recordCallAttempt } from './commands/record-call-attempt';
import { type RecordContactCommand, recordContact } from './commands/record-contact';
import { type RecordInstalmentDueCommand, recordInstalmentDue } from './commands/record-instalment-due';
import { type RecordPaymentCommand, recordPayment } from './commands/record-payment';
import { type RecordPromiseCommand, recordPromise } from './commands/record-promise';
import { type ReportFieldVisitCommand, reportFieldVisit } from './commands/report-field-visit';
import { type ReportPromiseBrokenCommand, reportPromiseBroken } from './commands/report-promise-broken';
import { type ReversePaymentCommand, reversePayment } from './commands/reverse-payment';
import { type TakeNoteCommand, takeNote } from './commands/take-note';
import type { CaseEvent } from './events';
import { Refusal } from './refusal';
import type { CaseState } from './state';

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
  switch (command.name) {
    case 'record-instalment-due':
      return recordInstalmentDue(state, command.data, context);
    case 'record-call-attempt':
      return recordCallAttempt(command.data, context);
    case 'take-note':
      return takeNote(state, command.data, context);
    case 'record-promise':
      return recordPromise(state, command.data, context);
    case 'report-promise-broken':
      return reportPromiseBroken(state, command.data, context);
    case 'record-payment':
      return recordPayment(state, command.data, context);
    case 'reverse-payment':
      return reversePayment(state, command.data, context);
    case 'record-contact':
      return recordContact(state, command.data, context);
    case 'escalate-to-field':
      return escalateToField(state, command.data, context);
    case 'report-field-visit':
      return reportFieldVisit(command.data, context);
    case 'reassign-case':
      return reassignCase(command.data, context);
    default:
      return unreachable(command);
  }
}

function unreachable(command: never): never {
  throw new Error(`no such command: ${JSON.stringify(command)}`);
}
