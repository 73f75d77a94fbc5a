/** A small portfolio that collectors have worked for some weeks, sent over HTTP. */
import { callAttempt, eur, openCase, payment, promise } from './bodies';
import type { TestLedger } from './ledger';

const at = (day: number, hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 10, 1 + day, hour, minute)).toISOString();

/** Cases whose dues fell on the first days of November 2026; some are called, some pay soon, some late. */
export async function workPortfolio(ledger: TestLedger, cases: number, from = 0): Promise<void> {
  for (let i = from; i < from + cases; i++) {
    const caseId = `P-${i}`;
    const due = 10_000 + (i % 7) * 500;
    const day = i % 5;
    const dueDate = at(day, 0).slice(0, 10);
    const body = openCase(caseId, { overdue: eur(due), dueDate, creditorId: `creditor-${i % 2}` });
    await ledger.post('/v1/cases', { ...body, occurredAt: at(0, 8) }).expect(201);
    const agentId = `agent-${i % 3}`;
    const result = i % 3 === 0 ? 'no-answer' : 'answered';
    const call = callAttempt(`c-${i}`, at(day + 2, 10, i % 60), { agentId, result });
    await ledger.post(`/v1/cases/${caseId}/call-attempts`, call).expect(201);
    if (result === 'answered') {
      const made = promise(`p-${i}`, due, at(day + 2, 11), at(day + 4, 17));
      await ledger.post(`/v1/cases/${caseId}/promises`, { ...made, callId: `c-${i}` }).expect(201);
    }
    if (i % 4 !== 0) {
      const paid = payment(`pay-${i}`, due - (i % 2) * 1_000, at(day + 3 + (i % 12), 12));
      await ledger.post(`/v1/cases/${caseId}/payments`, paid).expect(201);
    }
  }
}
