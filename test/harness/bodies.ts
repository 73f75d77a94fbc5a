/** Bodies of requests, typed by the contract: 200.00 € of 5,000.00 € fell due in Madrid on 2 November 2026. */
import { createHash } from 'node:crypto';
import type { Schemas } from './ledger';

export const eur = (minor: number) => ({ currency: 'EUR', minor });

export const openCase = (caseId: string, over: Partial<Schemas['OpenCase']> = {}): Schemas['OpenCase'] => ({
  caseId,
  creditorId: 'lender',
  pack: 'branch@1',
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
  ],
  outstanding: eur(500_000),
  overdue: eur(20_000),
  dueDate: '2026-11-02',
  occurredAt: '2026-11-01T08:00:00.000Z',
  ...over,
});

export const callAttempt = (
  callId: string,
  startedAt: string,
  over: Partial<Schemas['RecordCallAttempt']> = {},
): Schemas['RecordCallAttempt'] => ({
  callId,
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

export const note = (
  noteId: string,
  writtenAt: string,
  over: Partial<Schemas['TakeNote']> = {},
): Schemas['TakeNote'] => ({
  noteId,
  agentId: 'agent-7',
  writtenAt,
  text: 'What was said.',
  outcome: 'promised',
  ...over,
});

export const promise = (
  promiseId: string,
  minor: number,
  occurredAt: string,
  dueAt: string,
): Schemas['RecordPromise'] => ({
  promiseId,
  amount: eur(minor),
  dueAt,
  means: 'bank-transfer',
  madeBy: 'self',
  occurredAt,
});

export const payment = (paymentId: string, minor: number, receivedAt: string): Schemas['RecordPayment'] => ({
  paymentId,
  amount: eur(minor),
  receivedAt,
  means: 'bank-transfer',
});

export const recording = (
  recordingId: string,
  startedAt: string,
  over: Partial<Schemas['RegisterRecording']> = {},
): Schemas['RegisterRecording'] => ({
  recordingId,
  direction: 'outbound',
  startedAt,
  endedAt: startedAt,
  sha256: createHash('sha256').update(recordingId).digest('hex'),
  uri: `s3://recordings/${recordingId}`,
  source: 'recorder-1',
  ...over,
});
