import { assignmentAt } from './assignment';
import { opened } from './testing/facts';
import { given, happened } from './testing/given';

const assigned = (occurredAt: string, over: { agentId?: string; team?: string }) =>
  happened('CaseReassigned', occurredAt, { assignmentId: `a-${occurredAt}`, by: 'sup-1', reason: 'load', ...over });

it('is what was last said of collector and team, each by itself, by the instant', () => {
  const { state } = given(
    opened(),
    assigned('2026-11-03T08:00:00Z', { agentId: 'marta', team: 'north' }),
    assigned('2026-11-05T08:00:00Z', { team: 'south' }),
  );
  if (state.status !== 'open') throw new Error('the case is not open');
  const at = (instant: string) => assignmentAt(state, Date.parse(instant));
  expect(at('2026-11-02T08:00:00Z')).toEqual({ agentId: undefined, team: undefined });
  expect(at('2026-11-04T08:00:00Z')).toEqual({ agentId: 'marta', team: 'north' });
  expect(at('2026-11-05T08:00:00Z')).toEqual({ agentId: 'marta', team: 'south' });
});
