/** A case to test with: 200.00 € of 5,000.00 € fell due in Madrid on Monday 2 November 2026. */
import type { CaseEvent, EventData } from '../events';
import { eur, happened } from './given';

export const DUE_DAY = '2026-11-02';

export const opened = (over: Partial<EventData<'CaseOpened'>> = {}): CaseEvent =>
  happened('CaseOpened', '2026-11-01T08:00:00Z', {
    caseId: 'L-1',
    creditorId: 'lender',
    policies: [],
    product: 'consumer-loan',
    debtor: { personId: 'P-1', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: true },
    contacts: [
      {
        contactId: 'C-self',
        personId: 'P-1',
        relation: 'self',
        numberKind: 'mobile',
        number: '+34600000001',
        informed: true,
      },
      {
        contactId: 'C-aunt',
        personId: 'P-2',
        relation: 'relative',
        numberKind: 'home',
        number: '+34600000002',
        informed: false,
      },
    ],
    outstanding: eur(500_000),
    overdue: eur(20_000),
    dueDate: DUE_DAY,
    instalment: { number: 2, of: 12 },
    ...over,
  });

export const due = (occurredAt: string, dueDate: string, minor: number, dueId = `due-${dueDate}`): CaseEvent =>
  happened('InstalmentFellDue', occurredAt, { dueId, dueDate, amount: eur(minor) });

export const callData = (
  startedAt: string,
  over: Partial<EventData<'CallAttempted'>> = {},
): EventData<'CallAttempted'> => ({
  callId: `call-${startedAt}`,
  direction: 'outbound',
  agentId: 'agent-7',
  lineId: 'line-1',
  contactId: 'C-self',
  number: '+34600000001',
  startedAt,
  endedAt: startedAt,
  result: 'answered',
  ...over,
});

export const call = (startedAt: string, over: Partial<EventData<'CallAttempted'>> = {}): CaseEvent =>
  happened('CallAttempted', startedAt, callData(startedAt, over));

export const promiseData = (promiseId: string, minor: number, dueAt: string): EventData<'PromiseMade'> => ({
  promiseId,
  amount: eur(minor),
  dueAt,
  means: 'bank-transfer',
  madeBy: 'self',
});

export const promise = (promiseId: string, occurredAt: string, minor: number, dueAt: string): CaseEvent =>
  happened('PromiseMade', occurredAt, promiseData(promiseId, minor, dueAt));

export const paymentData = (paymentId: string, receivedAt: string, minor: number, promiseId?: string) => ({
  paymentId,
  amount: eur(minor),
  receivedAt,
  means: 'bank-transfer' as const,
  ...(promiseId && { promiseId }),
});

export const payment = (paymentId: string, receivedAt: string, minor: number, promiseId?: string): CaseEvent =>
  happened('PartialPayment', receivedAt, {
    ...paymentData(paymentId, receivedAt, minor, promiseId),
    dueAfter: eur(0),
    outstandingAfter: eur(0),
  });

export const reversal = (paymentId: string, reversedAt: string): CaseEvent =>
  happened('PaymentReversed', reversedAt, {
    paymentId,
    reversedAt,
    reason: 'returned',
    dueAfter: eur(0),
    outstandingAfter: eur(0),
  });

export const brokenReport = (promiseId: string, occurredAt: string): CaseEvent =>
  happened('PromiseBroken', occurredAt, {
    promiseId,
    paid: eur(0),
    shortfall: eur(0),
    cause: 'reported',
    by: 'agent-7',
  });

export const escalation = (occurredAt: string): CaseEvent =>
  happened('EscalatedToField', occurredAt, { escalationId: `e-${occurredAt}`, requestedBy: 'sup-1', criteria: [] });

export const visit = (visitedAt: string, result: EventData<'FieldVisitReported'>['result'] = 'nobody-met'): CaseEvent =>
  happened('FieldVisitReported', visitedAt, { visitId: `v-${visitedAt}`, visitedAt, visitors: ['field-1'], result });

/** A debtor who has been late before, so that no rule for first-timers applies. */
export const KNOWN_DEBTOR = { personId: 'P-1', name: 'Debtor', timeZone: 'Europe/Madrid', firstTime: false };

export const hold = (
  kind: EventData<'HoldPlaced'>['kind'],
  occurredAt: string,
  over: Partial<EventData<'HoldPlaced'>> = {},
): CaseEvent => happened('HoldPlaced', occurredAt, { holdId: `h-${kind}`, kind, reason: 'said so', ...over });

export const lift = (holdId: string, occurredAt: string): CaseEvent =>
  happened('HoldLifted', occurredAt, { holdId, reason: 'over' });

export const demand = (sentAt: string, over: Partial<EventData<'DemandSent'>> = {}): CaseEvent =>
  happened('DemandSent', sentAt, { demandId: `d-${sentAt}`, kind: 'letter', sentAt, contactId: 'C-self', ...over });

export const note = (writtenAt: string, over: Partial<EventData<'NoteTaken'>> = {}): CaseEvent =>
  happened('NoteTaken', writtenAt, {
    noteId: `n-${writtenAt}`,
    agentId: 'agent-7',
    writtenAt,
    text: 'What was said.',
    outcome: 'other',
    ...over,
  });

const decided = { by: 'sup-1', reason: 'decided' };

export const correction = (
  noteId: string,
  occurredAt: string,
  over: Partial<EventData<'NoteCorrected'>> = {},
): CaseEvent => happened('NoteCorrected', occurredAt, { correctionId: `c-${occurredAt}`, noteId, ...decided, ...over });

export const withdrawal = (promiseId: string, occurredAt: string): CaseEvent =>
  happened('PromiseWithdrawn', occurredAt, { promiseId, ...decided });

export const adjustment = (
  occurredAt: string,
  direction: 'increase' | 'decrease',
  minor: number,
  dueId?: string,
): CaseEvent =>
  happened('BalanceAdjusted', occurredAt, {
    adjustmentId: `a-${occurredAt}`,
    direction,
    amount: eur(minor),
    ...(dueId !== undefined && { dueId }),
    ...decided,
  });

export const waiver = (occurredAt: string, minor: number): CaseEvent =>
  happened('WaiverAuthorised', occurredAt, {
    waiverId: `w-${occurredAt}`,
    amount: eur(minor),
    ...decided,
    authorisation: { by: 'creditor-1', reference: 'letter-17' },
  });

export const legalAction = (occurredAt: string): CaseEvent =>
  happened('LegalActionStarted', occurredAt, { actionId: `l-${occurredAt}`, kind: 'lawsuit', ...decided });

export const closed = (occurredAt: string): CaseEvent =>
  happened('CaseClosed', occurredAt, { closureId: `c-${occurredAt}`, outcome: 'recalled', ...decided });

export const reopened = (occurredAt: string): CaseEvent =>
  happened('CaseReopened', occurredAt, { reopeningId: `r-${occurredAt}`, ...decided });

export const added = (
  contactId: string,
  occurredAt: string,
  over: Partial<EventData<'ContactAdded'>> = {},
): CaseEvent =>
  happened('ContactAdded', occurredAt, {
    contactId,
    personId: `P-${contactId}`,
    relation: 'friend',
    numberKind: 'mobile',
    number: '+34600000003',
    informed: false,
    source: 'debtor',
    verified: true,
    ...over,
  });

export const updated = (
  contactId: string,
  occurredAt: string,
  over: Partial<EventData<'ContactUpdated'>> = {},
): CaseEvent => happened('ContactUpdated', occurredAt, { contactId, source: 'debtor', verified: true, ...over });

/** Calls to the debtor in vain, one at each of these times. */
export const vain = (...times: readonly string[]): readonly CaseEvent[] =>
  times.map((time) => call(time, { result: 'no-answer' }));

/** A debtor who is known at work only. */
export const atWork = (): CaseEvent =>
  opened({
    debtor: KNOWN_DEBTOR,
    contacts: [
      {
        contactId: 'C-self',
        personId: 'P-1',
        relation: 'self',
        numberKind: 'work',
        number: '+34910000001',
        informed: true,
      },
    ],
  });
