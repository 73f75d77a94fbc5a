/** Contacts as the caps count them, of this case and of others. */
import type { CallFact, Chronicle } from '../chronicle';
import { answererOf, type Known, owes } from '../contacts';

export interface Attempt {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly caseId: string;
  readonly debtorId: string;
  /** Whom the number called belongs to, and who answered it. */
  readonly personId: string;
  readonly answererId: string;
  /** The number, or the key by which it is joined. */
  readonly number: string;
  /** Whether they owe: the person called, the person who answered. */
  readonly owes: boolean;
  readonly answererOwes: boolean;
  readonly inbound: boolean;
  readonly kind: 'informational' | 'interactive';
  readonly connected: boolean;
  readonly answered: boolean;
  /** Refused to talk, or hung up. */
  readonly refused: boolean;
}

/** What is known of contacts beyond this case. */
export interface Elsewhere {
  readonly attempts: readonly Attempt[];
  /** What numbers are joined by there. */
  keyOf(number: string): string;
}

export const NOWHERE: Elsewhere = { attempts: [], keyOf: (number) => number };

export const isConversation = ({ answered, refused }: Attempt): boolean => answered && !refused;
export const isUnanswered = ({ answered, refused, inbound }: Attempt): boolean => !inbound && (!answered || refused);

export function attemptOf(
  call: CallFact,
  { caseId, debtorId }: Pick<Attempt, 'caseId' | 'debtorId'>,
  contacts: Known,
  keyOf: (number: string) => string,
): Attempt {
  const { contactId, number, direction, kind, result, response, answeredBy } = call.event.data;
  const personId = contacts.get(contactId)?.personId ?? contactId;
  return {
    at: call.at,
    caseId,
    debtorId,
    personId,
    answererId: answeredBy?.personId ?? personId,
    number: keyOf(number),
    owes: owes(contacts.get(contactId)?.relation ?? answeredBy?.relation),
    answererOwes: owes(answererOf(call, contacts)),
    inbound: direction === 'inbound',
    kind: kind ?? 'interactive',
    connected: result !== 'not-connected',
    answered: result === 'answered',
    refused: response === 'refused' || response === 'hung-up',
  };
}

/** The calls of a case and those of others, by when they were made. */
export function attemptsOf(past: Chronicle, elsewhere: Elsewhere): readonly Attempt[] {
  const { caseId, debtor } = past.opened.event.data;
  const of = { caseId, debtorId: debtor.personId };
  return [
    ...past.calls.map((call) => attemptOf(call, of, past.contacts, elsewhere.keyOf)),
    ...elsewhere.attempts.filter((attempt) => attempt.caseId !== caseId),
  ].sort((a, b) => a.at - b.at);
}
