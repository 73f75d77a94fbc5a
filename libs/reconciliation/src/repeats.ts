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

/** An agent has one call with a number at a time. Clocks of two systems may differ where an id tells that it is the same. */
function isSame(first: CallEvidence, then: CallEvidence): boolean {
  if (first.caseId !== then.caseId || first.agentId !== then.agentId || first.direction !== then.direction)
    return false;
  const apart = then.startedAt - first.startedAt;
  const shared = Math.min(first.endedAt, then.endedAt) - then.startedAt;
  if (shared > MOMENT_MS || (shared >= 0 && apart <= MOMENT_MS)) return true;
  return apart <= then.rules.clockMs && then.ids.some((id) => first.ids.includes(id));
}
