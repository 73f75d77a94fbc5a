import { opened } from '../testing/facts';
import { given } from '../testing/given';

const NOW = '2026-11-10T12:00:00Z';
const assignment = { assignmentId: 'as-1', team: 'north', by: 'sup-1', reason: 'on leave' };
const command = { name: 'reassign-case', data: assignment } as const;

describe('reassign-case', () => {
  it('records who takes the case over', () => {
    given(opened())
      .when(command, NOW)
      .records({ type: 'CaseReassigned', data: assignment, occurredAt: '2026-11-10T12:00:00.000Z' });
  });

  it('says no where it names nobody', () => {
    const { team: _team, ...nobody } = assignment;
    given(opened()).when({ name: 'reassign-case', data: nobody }, NOW).refuses('validation-failed', 'agentId');
  });

  it('says no to an assignment that is yet to come', () => {
    const later = { ...assignment, occurredAt: '2026-11-11T12:00:00Z' };
    given(opened()).when({ name: 'reassign-case', data: later }, NOW).refuses('time-in-future', 'occurredAt');
  });
});
