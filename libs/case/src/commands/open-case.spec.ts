import { type CaseCommand, decide } from '../decide';
import type { EventData } from '../events';
import { initialState } from '../state';
import { opened } from '../testing/facts';
import { BRANCH, eur, given } from '../testing/given';

const { policies: _policies, ...data } = opened().data as EventData<'CaseOpened'>;
const command = (over = {}) =>
  ({ name: 'open-case', data: { ...data, pack: 'branch@1', policies: [], ...over } }) as const;

describe('open-case', () => {
  it('opens the case with what it was bound to', () => {
    const policies = [{ layer: 'agency', ref: 'branch@1', sha256: 'a'.repeat(64) }] as const;
    given()
      .when(command({ policies }), '2026-11-01T08:00:00Z')
      .records({
        type: 'CaseOpened',
        data: { ...data, policies: [...policies] },
        occurredAt: '2026-11-01T08:00:00.000Z',
      });
  });

  it('says no to two currencies, to more overdue than owed, and to contacts with one id', () => {
    const at = '2026-11-01T08:00:00Z';
    given()
      .when(command({ overdue: { currency: 'USD', minor: 1 } }), at)
      .refuses('currency-mismatch', 'overdue.currency');
    given()
      .when(command({ overdue: eur(500_001) }), at)
      .refuses('validation-failed', 'overdue.minor');
    const [contact] = data.contacts;
    given()
      .when(command({ contacts: [contact, contact] }), at)
      .refuses('validation-failed', 'contacts.1.contactId');
  });

  it('says no to a time zone that does not exist and to an opening in the future', () => {
    const at = '2026-11-01T08:00:00Z';
    const nowhere = { ...data.debtor, timeZone: 'Europe/Nowhere' };
    given()
      .when(command({ debtor: nowhere }), at)
      .refuses('validation-failed', 'debtor.timeZone');
    given()
      .when(command({ occurredAt: '2026-11-01T08:05:00.001Z' }), at)
      .refuses('time-in-future', 'occurredAt');
  });

  it('needs no case, and everything else needs one', () => {
    const take: CaseCommand = {
      name: 'report-field-visit',
      data: { visitId: 'v', visitedAt: '2026-11-01T07:00:00Z', visitors: ['f'], result: 'nobody-met' },
    };
    expect(() => decide(initialState, take, { now: 0, policyOf: BRANCH })).toThrow(
      expect.objectContaining({ code: 'case-not-found' }),
    );
  });
});
