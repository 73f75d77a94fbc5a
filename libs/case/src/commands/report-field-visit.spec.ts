import { opened } from '../testing/facts';
import { given } from '../testing/given';
import type { ReportFieldVisitCommand } from './report-field-visit';

const visit: ReportFieldVisitCommand = {
  visitId: 'v-1',
  visitedAt: '2026-11-10T10:00:00.000Z',
  visitors: ['field-1'],
  result: 'met-debtor',
};
const command = { name: 'report-field-visit', data: visit } as const;

describe('report-field-visit', () => {
  it('records the visit, escalated or not', () => {
    given(opened()).when(command, '2026-11-10T12:00:00Z').records({ type: 'FieldVisitReported', data: visit });
  });

  it('says no to a visit in the future', () => {
    given(opened()).when(command, '2026-11-10T09:00:00Z').refuses('time-in-future', 'visitedAt');
  });
});
