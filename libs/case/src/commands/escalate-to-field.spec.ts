import { escalation, opened, visit } from '../testing/facts';
import { eur, given } from '../testing/given';

const NOW = '2026-11-10T10:00:00Z';
const command = (over = {}) =>
  ({ name: 'escalate-to-field', data: { escalationId: 'e-1', requestedBy: 'sup-1', ...over } }) as const;
const rich = opened({ outstanding: eur(30_000_001) });
/** Every criterion of the pack, E2 met or not. */
const judged = (met: boolean) =>
  ['E1', 'E2', 'E3', 'E4', 'E4', 'E5', 'E6', 'E6'].map((rule) => ({ rule, met: rule === 'E2' && met }));
const override = { by: 'sup-2', reason: 'moved house' };

describe('escalate-to-field', () => {
  it('is decided where a criterion is met, and names it', () => {
    given(rich)
      .when(command(), NOW)
      .records({
        type: 'EscalatedToField',
        data: { escalationId: 'e-1', requestedBy: 'sup-1', criteria: judged(true) },
      });
  });

  it('is decided on a supervisor’s word, and keeps the word and the criteria', () => {
    given(opened())
      .when(command({ override }), NOW)
      .records({ type: 'EscalatedToField', data: { override, criteria: judged(false) } });
  });

  it('is refused else, saying what is missing', () => {
    given(opened()).when(command(), NOW).refuses('field-escalation-not-eligible');
  });

  it('is judged as of when it was decided', () => {
    given(rich)
      .when(command({ occurredAt: '2026-11-02T10:00:00.000Z' }), NOW)
      .refuses('field-escalation-not-eligible');
  });

  it('is refused while a visit is awaited, and possible again after it', () => {
    given(rich, escalation('2026-11-09T10:00:00Z')).when(command(), NOW).refuses('already-escalated');
    given(rich, escalation('2026-11-09T10:00:00Z'), visit('2026-11-10T08:00:00Z'))
      .when(command(), NOW)
      .records({ type: 'EscalatedToField' });
  });
});
