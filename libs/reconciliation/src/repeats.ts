/** Calls that two systems told of: a dialer and a switch, or the same file under two names. */
import type { CallEvidence, MatchDecision } from './evidence';
import type { CallPool } from './pool';
import { MOMENT_MS, type Slot } from './slot';

/**
 * Of each call that is there more than once one stands for it: the one that a person decided about, else the first by time and
 * id. The others are told as its repeats. Where decisions name two of them, they are left as they are.
 */
export function markRepeats(pool: CallPool, decisions: readonly MatchDecision[]): void {
  const decided = new Set(decisions.map(({ caseId, callId }) => `${caseId} ${callId}`));
  const isDecided = ({ call }: Slot): boolean => decided.size > 0 && decided.has(`${call.caseId} ${call.callId}`);
  for (const slot of pool.slots) {
    for (const other of pool.beside(slot.call, MOMENT_MS)) {
      if (other === slot) break;
      if (isSame(other.call, slot.call)) {
        stand(pool, other.repeats ?? other, slot, isDecided);
        break;
      }
    }
  }
}

function stand(pool: CallPool, first: Slot, then: Slot, isDecided: (slot: Slot) => boolean): void {
  if (!isDecided(then)) then.repeats = first;
  else if (isDecided(first)) return;
  else {
    for (const slot of pool.beside(then.call, MOMENT_MS)) if (slot.repeats === first) slot.repeats = then;
    first.repeats = then;
  }
  pool.hasRepeats = true;
}

/** An agent has one call with a number at a time, and two systems agree about when it began and ended. */
function isSame(first: CallEvidence, then: CallEvidence): boolean {
  const { caseId, agentId, direction, lineId, startedAt, endedAt } = then;
  if (first.caseId !== caseId || first.agentId !== agentId) return false;
  if (first.direction !== direction || first.lineId !== lineId) return false;
  const apart = Math.max(startedAt - first.startedAt, Math.abs(endedAt - first.endedAt));
  // One that begins as the other ends is dialled again.
  return apart <= MOMENT_MS && (startedAt === first.startedAt || startedAt < first.endedAt);
}
