import { call, callData, KNOWN_DEBTOR, note, opened } from '../testing/facts';
import { given } from '../testing/given';

const NOON = '2026-11-20T11:00:00Z';
const known = opened({ debtor: KNOWN_DEBTOR });

describe('A3: a record says why the debtor is late and how likely payment is', () => {
  it('makes the reason and the risk grade of what was noted last', () => {
    const notes = [
      note('2026-11-10T09:00:00Z', { reasonForDelay: 'awaiting-wages', likelihood: 'high' }),
      note('2026-11-12T09:00:00Z', { reasonForDelay: 'left-job' }),
    ];
    const { profile } = given(known, ...notes).at(NOON);
    expect(profile).toMatchObject({ riskGrade: 'A', reasonForDelay: 'left-job' });
    expect(profile.because).toMatchObject({
      riskGrade: [{ rule: 'A3', event: { revision: '1' } }],
      reasonForDelay: [{ rule: 'A3', event: { revision: '2' } }],
    });
  });

  it('says nothing where nothing was noted', () => {
    expect(given(known).at(NOON).profile).toMatchObject({ riskGrade: null, reasonForDelay: null });
  });
});

describe('A4: calls have a beginning and an end', () => {
  it('refuses an end before the beginning', () => {
    const data = callData('2026-11-10T09:00:00.000Z', { endedAt: '2026-11-10T08:59:59.000Z' });
    given(known).when({ name: 'record-call-attempt', data }, NOON).refuses('times-out-of-order', 'endedAt');
  });
});

describe('A5: a call says who answered', () => {
  it('is a contact on record where the debtor did, and none where a relative did', () => {
    const answeredBy = (relation: 'self' | 'relative') =>
      call('2026-11-10T09:00:00Z', { answeredBy: { relation, informed: false } });
    expect(given(known, answeredBy('self')).at(NOON).tone.ceiling).toBe(3);
    expect(given(known, answeredBy('relative')).at(NOON).tone.ceiling).toBe(5);
  });
});
