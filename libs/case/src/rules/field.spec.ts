import type { CaseEvent } from '../events';
import {
  call,
  demand,
  due,
  escalation,
  hold,
  KNOWN_DEBTOR,
  note,
  opened,
  payment,
  promise,
  reversal,
  vain,
  visit,
} from '../testing/facts';
import { eur, given, givenBy, manual } from '../testing/given';

const NOON = 'T11:00:00Z';
const NOW = `2026-11-20${NOON}`;
const debtor = (over = {}) => opened({ debtor: { ...KNOWN_DEBTOR, ...over } });
const threeDays = vain('2026-11-10T09:00:00Z', '2026-11-11T09:00:00Z', '2026-11-12T09:00:00Z');
const escalate = (over = {}) =>
  ({ name: 'escalate-to-field', data: { escalationId: 'e-1', requestedBy: 'sup-1', ...over } }) as const;
const eligible = (...events: readonly CaseEvent[]) => given(...events).at(NOW).fieldEscalation;
const metBy = (rule: string) => ({ eligible: true, because: [expect.objectContaining({ rule })] });

describe('E1: late for the first time, and lost for three days', () => {
  it('is eligible since the third day in vain', () => {
    expect(eligible(opened(), ...threeDays)).toMatchObject({ ...metBy('E1'), since: '2026-11-12T09:00:00.000Z' });
  });

  it('is not after two days, with a day between, when somebody was reached, or not for the first time', () => {
    expect(eligible(opened(), ...threeDays.slice(1)).eligible).toBe(false);
    const gap = vain('2026-11-10T09:00:00Z', '2026-11-11T09:00:00Z', '2026-11-13T09:00:00Z');
    expect(eligible(opened(), ...gap).eligible).toBe(false);
    expect(eligible(opened(), ...threeDays, call('2026-11-13T09:00:00Z')).eligible).toBe(false);
    expect(eligible(debtor(), ...threeDays).eligible).toBe(false);
  });

  it('is not by calls that the dialer did not connect', () => {
    const failed = threeDays.map(
      (event) => ({ ...event, data: { ...event.data, result: 'not-connected' } }) as CaseEvent,
    );
    expect(eligible(opened(), ...failed).eligible).toBe(false);
  });

  it('is not where others answered: then the debtor is not lost', () => {
    const aunt = call('2026-11-13T09:00:00Z', { contactId: 'C-aunt', number: '+34600000002' });
    const standing = given(opened(), ...threeDays, aunt).at(NOW);
    expect(standing.profile.reachability).toBe('through-others');
    expect(standing.fieldEscalation.eligible).toBe(false);
  });
});

describe('E2: late for the first time, with more than 300,000 outstanding', () => {
  it('is eligible since the day after the due', () => {
    expect(eligible(opened({ outstanding: eur(30_000_001) }))).toMatchObject({
      ...metBy('E2'),
      since: '2026-11-02T23:00:00.000Z',
    });
  });

  it('is not with 300,000 exactly', () => {
    expect(eligible(opened({ outstanding: eur(30_000_000) })).eligible).toBe(false);
  });
});

describe('E3: three demands ignored, a lawyer’s letter among them', () => {
  const three = [
    demand('2026-11-10T09:00:00Z'),
    demand('2026-11-12T09:00:00Z', { kind: 'message' }),
    demand('2026-11-14T09:00:00Z', { kind: 'lawyers-letter' }),
  ];

  it('is eligible since the third', () => {
    expect(eligible(debtor(), ...three)).toMatchObject({ ...metBy('E3'), since: '2026-11-14T09:00:00.000Z' });
  });

  it('is not after two, nor when something was paid or promised since', () => {
    expect(eligible(debtor(), ...three.slice(1)).eligible).toBe(false);
    const paid = payment('a', '2026-11-15T09:00:00Z', 100);
    expect(eligible(debtor(), ...three, paid).eligible).toBe(false);
    expect(eligible(debtor(), ...three, paid, reversal('a', '2026-11-16T09:00:00Z')).eligible).toBe(true);
    const made = promise('p-1', '2026-11-15T09:00:00Z', 100, '2026-11-16T09:00:00Z');
    expect(eligible(debtor(), ...three, made).eligible).toBe(false);
  });
});

describe('E4: a dishonoured cheque and calls without result, or goods at risk', () => {
  const cheque = { ...payment('a', '2026-11-10T09:00:00Z', 5_000) };
  const byCheque = { ...cheque, data: { ...cheque.data, means: 'cheque' } } as typeof cheque;
  const returned = reversal('a', '2026-11-12T09:00:00Z');

  it('is eligible after the cheque came back and a call changed nothing', () => {
    expect(eligible(debtor(), byCheque, returned, call('2026-11-13T09:00:00Z'))).toMatchObject(metBy('E4'));
  });

  it('is eligible where the goods were moved, by a note or a visit', () => {
    expect(eligible(debtor(), note('2026-11-13T09:00:00Z', { goods: 'moved' }))).toMatchObject(metBy('E4'));
  });

  it('is not where the call had a result, or came from the debtor', () => {
    const made = promise('p-1', '2026-11-13T10:00:00Z', 100, '2026-11-30T09:00:00Z');
    expect(eligible(debtor(), byCheque, returned, call('2026-11-13T09:00:00Z'), made).eligible).toBe(false);
    const inbound = call('2026-11-13T09:00:00Z', { direction: 'inbound' });
    expect(eligible(debtor(), byCheque, returned, inbound).eligible).toBe(false);
  });

  it('is not before the call, by a returned debit, or with the goods in place', () => {
    expect(eligible(debtor(), byCheque, returned).eligible).toBe(false);
    expect(eligible(debtor(), cheque, returned, call('2026-11-13T09:00:00Z')).eligible).toBe(false);
    expect(eligible(debtor(), note('2026-11-13T09:00:00Z', { goods: 'in-place' })).eligible).toBe(false);
  });
});

describe('E5: calls exhausted and over three months late', () => {
  const calls = vain('2026-11-10T09:00:00Z', '2026-11-12T09:00:00Z', '2026-11-14T09:00:00Z');
  const at = (day: string) => given(debtor(), ...calls).at(day + NOON);

  it('is eligible from the ninety-first day on, and evasive', () => {
    expect(at('2027-02-01').fieldEscalation).toMatchObject({ ...metBy('E5'), since: '2027-01-31T23:00:00.000Z' });
    expect(at('2027-02-01').profile.type).toBe('evasive');
  });

  it('is not on the ninetieth, nor after two calls', () => {
    expect(at('2027-01-31').fieldEscalation.eligible).toBe(false);
    expect(given(debtor(), ...calls.slice(1)).at(`2027-02-01${NOON}`).fieldEscalation.eligible).toBe(false);
  });
});

describe('E6: lost and local, or a business owner as the next due date nears', () => {
  it('is eligible where the lost debtor lives near', () => {
    expect(eligible(debtor({ local: true }), ...threeDays)).toMatchObject(metBy('E6'));
  });

  it('is eligible three days before the next due of a business owner', () => {
    const next = due('2026-11-05T09:00:00Z', '2026-11-23', 10_000);
    expect(eligible(debtor({ businessOwner: true }), next)).toMatchObject({
      ...metBy('E6'),
      since: '2026-11-19T23:00:00.000Z',
    });
  });

  it('is not where the debtor lives far, runs no business, or the next due is further off', () => {
    expect(eligible(debtor(), ...threeDays).eligible).toBe(false);
    expect(eligible(debtor(), due('2026-11-05T09:00:00Z', '2026-11-23', 10_000)).eligible).toBe(false);
    const far = due('2026-11-05T09:00:00Z', '2026-11-24', 10_000);
    expect(eligible(debtor({ businessOwner: true }), far).eligible).toBe(false);
  });
});

describe('E7: the visit is due within three days, and an outsourced one needs approval', () => {
  const rich = opened({ outstanding: eur(30_000_001) });

  it('has the visit due by the end of the third day', () => {
    const { followUps } = given(rich, escalation('2026-11-18T09:00:00Z')).at(NOW);
    expect(followUps).toContainEqual(
      expect.objectContaining({ kind: 'field-visit', until: '2026-11-21T23:00:00.000Z' }),
    );
    const visited = given(rich, escalation('2026-11-18T09:00:00Z'), visit('2026-11-19T09:00:00Z')).at(NOW);
    expect(visited.followUps.map(({ kind }) => kind)).not.toContain('field-visit');
  });

  it('is refused to others without the top manager, and recorded with', () => {
    given(rich)
      .when(escalate({ outsourcedTo: 'agency-9' }), NOW)
      .refuses('field-escalation-not-eligible');
    given(rich)
      .when(escalate({ outsourcedTo: 'agency-9', approvedBy: 'top-1' }), NOW)
      .records({ type: 'EscalatedToField', data: { outsourcedTo: 'agency-9', approvedBy: 'top-1' } });
  });
});

describe('E8: goods are recovered only where they are worth it', () => {
  const moved = [opened({ debtor: KNOWN_DEBTOR }), note('2026-11-13T09:00:00Z', { goods: 'moved' })];
  const recover = (value: number, costs: number) =>
    escalate({ purpose: 'recover-goods', goods: { value: eur(value), costs: eur(costs) } });

  it('is decided where value less costs is more than half of what is unpaid', () => {
    givenBy(manual('leasing'), ...moved)
      .when(recover(300_001, 50_000), NOW)
      .records({ type: 'EscalatedToField', data: { criteria: expect.arrayContaining([{ rule: 'E8', met: true }]) } });
  });

  it('is refused at half exactly, and where nobody says what they are worth', () => {
    givenBy(manual('leasing'), ...moved)
      .when(recover(300_000, 50_000), NOW)
      .refuses('field-escalation-not-eligible');
    givenBy(manual('leasing'), ...moved)
      .when(escalate({ purpose: 'recover-goods' }), NOW)
      .refuses('field-escalation-not-eligible');
  });
});

describe('holds and overrides', () => {
  it('S8: a hold takes eligibility away, and legal action with it', () => {
    const held = given(opened({ outstanding: eur(30_000_001) }), hold('hardship', '2026-11-19T09:00:00Z'));
    expect(held.at(NOW).fieldEscalation).toMatchObject({ eligible: false, because: [{ rule: 'S8' }] });
    held.when(escalate(), NOW).refuses('blocked-by-hold');
    held.when(escalate({ override: { by: 'sup-2', reason: 'moved house' } }), NOW).refuses('blocked-by-hold');
    held.when(escalate({ occurredAt: '2026-11-18T09:00:00.000Z' }), NOW).refuses('blocked-by-hold');
    held
      .when(
        { name: 'start-legal-action', data: { actionId: 'l-1', kind: 'lawsuit', by: 'sup-1', reason: 'no answer' } },
        NOW,
      )
      .refuses('blocked-by-hold');
  });

  it('records what a supervisor overrides, and flags it', () => {
    const override = { by: 'sup-2', reason: 'moved house' };
    given(debtor()).when(escalate({ override }), NOW).records({ type: 'EscalatedToField', data: { override } });
    const overridden = escalation('2026-11-19T09:00:00Z');
    const flagged = { ...overridden, data: { ...overridden.data, override } } as typeof overridden;
    expect(given(debtor(), flagged).findings(NOW)).toContain('escalation-overridden E7');
    expect(given(debtor(), overridden).findings(NOW)).not.toContain('escalation-overridden E7');
  });
});
