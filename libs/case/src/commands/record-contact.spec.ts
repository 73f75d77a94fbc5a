import { contactsOf } from '../contacts';
import type { OpenCase } from '../state';
import { opened } from '../testing/facts';
import { fold, given, happened } from '../testing/given';

const NOW = '2026-11-04T10:00:00Z';
const number = '+34600000009';
const command = (over = {}) =>
  ({
    name: 'record-contact',
    data: { contactId: 'C-self', number, source: 'debtor', verified: true, ...over },
  }) as const;
const updated = happened('ContactUpdated', '2026-11-03T10:00:00Z', {
  contactId: 'C-self',
  personId: 'P-1',
  relation: 'self',
  numberKind: 'mobile',
  number,
  informed: true,
  source: 'debtor',
  verified: true,
});

describe('record-contact', () => {
  it('updates what is given and keeps the rest', () => {
    given(opened())
      .when(command(), NOW)
      .records({ type: 'ContactUpdated', data: { contactId: 'C-self', number, source: 'debtor', verified: true } });
  });

  it('adds a contact that is not on record', () => {
    const added = { contactId: 'C-new', personId: 'P-3', relation: 'guarantor', numberKind: 'mobile', informed: true };
    given(opened())
      .when(command(added), NOW)
      .records({ type: 'ContactAdded', data: { ...added, number } });
  });

  it('stays quiet where the record says so already', () => {
    given(opened(), updated).when(command(), NOW).recordsNothing();
    given(opened(), updated)
      .when(command({ verified: false }), NOW)
      .records({ type: 'ContactUpdated' });
  });

  it('says no to a new contact that lacks something, naming it', () => {
    given(opened())
      .when(command({ contactId: 'C-new' }), NOW)
      .refuses('validation-failed', 'personId');
  });

  it('shows the newest number of a contact, whatever the order of arrival', () => {
    const contacts = contactsOf(fold([opened(), updated]) as OpenCase);
    expect(contacts.find(({ contactId }) => contactId === 'C-self')).toEqual(
      expect.not.objectContaining({ source: 'debtor' }),
    );
    expect(contacts.find(({ contactId }) => contactId === 'C-self')?.number).toBe(number);
  });

  it('keeps a change learnt of late, though something else of the contact changed after it', () => {
    const source = { contactId: 'C-self', source: 'debtor', verified: true };
    const informed = happened('ContactUpdated', '2026-11-09T10:00:00Z', { ...source, informed: false });
    const late = happened('ContactUpdated', '2026-11-05T10:00:00Z', { ...source, number });
    const state = fold([opened(), informed, late]);
    if (state.status === 'unopened') throw new Error('the case is open');
    expect(contactsOf(state)[0]).toMatchObject({ informed: false, number });
  });
});
