/** P5 and its like: one counter for all manuals and laws. */
import type { Contact } from '../events';
import { beginOfDay, localDay } from '../local-time';
import type { Cap } from '../policy/contact-rules';
import { type Attempt, isConversation, isUnanswered } from './attempts';

/** Whom it is about: the person, on this case, of this debtor, on this number. */
export interface Counted {
  readonly contact: Contact;
  readonly caseId: string;
  readonly debtorId: string;
  readonly number: string;
  readonly owes: boolean;
  /** In which local days are counted. */
  readonly zone: string;
}

/** How far a counter has come at an instant, and when it would allow one more; undefined where it allows it now. */
export interface Count {
  readonly count: number;
  readonly freeAt: number | undefined;
}

const MINUTE_MS = 60_000;

/** Does the cap speak of such a contact at all? */
export const concerns = ({ scope }: Cap, { owes }: Counted): boolean => {
  if (scope === 'third-party') return !owes;
  return scope === 'debtor' ? owes : true;
};

/** What the cap has counted in the window that ends at `at` (epoch milliseconds). Attempts come by when they were made. */
export function countAt(cap: Cap, attempts: readonly Attempt[], counted: Counted, at: number): Count {
  const within = attempts.filter(
    (attempt) => attempt.at <= at && isInWindow(cap, attempt, counted, at) && isCounted(cap, attempt, counted),
  );
  const blocking = within[within.length - cap.max];
  return {
    count: within.length,
    freeAt:
      within.length < cap.max ? undefined : blocking ? leavesAt(cap, blocking, counted) : Number.POSITIVE_INFINITY,
  };
}

function isCounted(cap: Cap, attempt: Attempt, counted: Counted): boolean {
  if (!isInScope(cap, attempt, counted)) return false;
  if (cap.callKind !== undefined && attempt.kind !== cap.callKind) return false;
  if (cap.counts === 'conversations') return isConversation(attempt);
  if (cap.counts === 'unanswered') return attempt.connected && isUnanswered(attempt);
  return attempt.connected && !attempt.inbound;
}

/** Attempts are counted by whom they were meant for, conversations by whom they were with. */
function isInScope({ scope, counts }: Cap, attempt: Attempt, counted: Counted): boolean {
  const { contact, caseId, debtorId, number } = counted;
  const talks = counts === 'conversations';
  const isSame = (talks ? attempt.answererId : attempt.personId) === contact.personId;
  const theyOwe = talks ? attempt.answererOwes : attempt.owes;
  switch (scope) {
    case 'person-and-debt':
      return attempt.caseId === caseId && isSame;
    case 'debtor':
      return attempt.debtorId === debtorId && theyOwe;
    case 'number':
      return attempt.number === number;
    case 'third-party':
      return isSame && !theyOwe;
    default:
      return scope;
  }
}

function isInWindow({ window }: Cap, attempt: Attempt, { zone }: Counted, at: number): boolean {
  if ('minutes' in window) return attempt.at > at - window.minutes * MINUTE_MS;
  return localDay(attempt.at, zone) > localDay(at, zone) - window.days;
}

function leavesAt({ window }: Cap, attempt: Attempt, { zone }: Counted): number {
  if ('minutes' in window) return attempt.at + window.minutes * MINUTE_MS;
  return beginOfDay(localDay(attempt.at, zone) + window.days, zone);
}
