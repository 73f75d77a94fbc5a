/** Calls that two systems told of: a dialer and a switch, or the same file under two names. */
import type { CallEvidence } from './evidence';
import type { CallPool } from './pool';
import { MOMENT_MS } from './slot';

/** Of each call that is there twice the first by time and id stands for it; the others are told as its repeats. */
export function markRepeats(pool: CallPool): void {
  for (const slot of pool.slots) {
    const { call } = slot;
    for (const other of pool.beside(call, call.rules.clockMs)) {
      if (other === slot) break;
      if (!other.repeats && isSame(other.call, call)) {
        slot.repeats = other;
        pool.hasRepeats = true;
        break;
      }
    }
  }
}

/** An agent has one call with a number at a time; two systems agree about when it ended. Their clocks may differ. */
function isSame(first: CallEvidence, then: CallEvidence): boolean {
  if (first.caseId !== then.caseId || first.agentId !== then.agentId || first.direction !== then.direction)
    return false;
  const { clockMs } = then.rules;
  if (Math.abs(then.endedAt - first.endedAt) > clockMs) return false;
  const apart = then.startedAt - first.startedAt;
  const shared = Math.min(first.endedAt, then.endedAt) - then.startedAt;
  if (shared > MOMENT_MS || (shared >= 0 && apart <= MOMENT_MS)) return true;
  return apart <= clockMs && then.ids.some((id) => first.ids.includes(id));
}
