/** The entries of one case among those of its surroundings, as they are judged at an instant. */
import type { PolicyOf } from '@case';
import { auditTrail, awaitedUntil, type Entry, type OffsetOf } from '@reconciliation';
import { numbersBy, policiesAt } from './brought';
import type { EvidenceBook } from './evidence-book';
import { evidenceRulesOf } from './pieces';

/** An entry, and when it is judged anew by itself; epoch milliseconds, undefined where time alone changes nothing. */
export interface Judged {
  readonly entry: Entry;
  readonly next: number | undefined;
}

export interface JudgedBy {
  readonly policyOf: PolicyOf;
  readonly clocks: OffsetOf;
  /** What happened later is left out, and nothing is judged by a later time; epoch milliseconds, none where it is left out. */
  readonly asOf?: number | undefined;
}

/**
 * The case's own, judged at an instant (epoch milliseconds). A recording that no call claims is its by its number; without
 * one nobody knows whose it is.
 */
export function entriesOf(
  book: EvidenceBook,
  caseId: string,
  at: number,
  { policyOf, clocks, asOf = Number.POSITIVE_INFINITY }: JudgedBy,
): readonly Judged[] {
  const known = book.case(caseId);
  const numbers = known ? numbersBy(known, asOf) : new Set<string>();
  const then = Math.min(at, asOf);
  const graceAt = (begun: number): number => (known ? evidenceRulesOf(policyOf(policiesAt(known, begun))).graceMs : 0);
  return auditTrail(book.around(caseId, asOf), then, clocks)
    .filter(({ call, recording, notes }) => {
      if (call) return call.caseId === caseId;
      return notes.length > 0 || (recording?.number !== undefined && numbers.has(recording.number));
    })
    .map((entry) => withGrace(entry, then, graceAt));
}

/** A note or a recording may come before the call that it is of, as a call may before them. */
function withGrace(entry: Entry, at: number, graceAt: (begun: number) => number): Judged {
  const { call, recording, class: judged, findings } = entry;
  if (call) return { entry, next: judged === 'pending' ? awaitedUntil(call) : undefined };
  const until = (recording?.endedAt ?? entry.at) + graceAt(entry.at);
  if (at >= until) return { entry, next: undefined };
  return { entry: { ...entry, findings: findings.filter(({ code }) => code !== judged) }, next: until };
}
