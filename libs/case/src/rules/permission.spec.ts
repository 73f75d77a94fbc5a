import type { Attempt } from '../contact/attempts';
import { added, atWork, call, closed, hold, KNOWN_DEBTOR, opened, payment, updated, vain } from '../testing/facts';
import { eur, given, givenBy, manual, rules, shipped } from '../testing/given';

const NOON = 'T11:00:00Z';
/** Twelve days past due, when references may be called. */
const LATE = `2026-11-14${NOON}`;
const known = (over = {}) => opened({ debtor: KNOWN_DEBTOR, ...over });
const aunt = { contactId: 'C-aunt', purpose: 'locate' } as const;
const toAunt = (at: string, over = {}) =>
  call(at, { contactId: 'C-aunt', number: '+34600000002', result: 'no-answer', callId: `aunt-${at}`, ...over });
const allowed = { allowed: true, forbiddenBy: [] };

describe('P1: quiet hours in the local time of the person called', () => {
  it.each([
    ['2026-11-14T06:59:59Z', false],
    ['2026-11-14T07:00:00Z', true],
    ['2026-11-14T19:59:59Z', true],
    ['2026-11-14T20:00:00Z', false],
  ])('at %s in Madrid: %s', (at, may) => {
    expect(given(known()).permission(at).allowed).toBe(may);
  });

  it('names the rule, its layer, and the next opening', () => {
    expect(given(known()).permission('2026-11-14T22:10:00Z')).toMatchObject({
      allowed: false,
      rule: 'P1',
      layer: 'default',
      nextPermittedAt: '2026-11-15T07:00:00.000Z',
      mayDisclose: 'nothing',
    });
  });

  it('lasts until ten where the agency’s rule book says so, unless the creditor is stricter', () => {
    const at = '2026-11-13T20:30:00Z';
    expect(givenBy(manual('agency'), known()).permission(at).allowed).toBe(true);
    const strict = rules({ agency: shipped('agency'), creditor: shipped('bank') });
    expect(givenBy(strict, known()).permission(at)).toMatchObject({ allowed: false, rule: 'P1', layer: 'creditor' });
    expect(givenBy(strict, known()).permission(at).nextPermittedAt).toBe('2026-11-16T08:00:00.000Z');
  });

  it('goes by the clock of the contact, through the change of daylight saving', () => {
    const there = known({
      contacts: [
        {
          contactId: 'C-self',
          personId: 'P-1',
          relation: 'self',
          numberKind: 'mobile',
          number: '+12125550100',
          informed: true,
          timeZone: 'America/New_York',
        },
      ],
    });
    expect(given(there).permission('2026-11-14T12:59:00Z').allowed).toBe(false);
    expect(given(there).permission('2026-11-14T13:00:00Z').allowed).toBe(true);
    expect(given(there).permission('2027-03-13T12:59:59Z').allowed).toBe(false);
    expect(given(there).permission('2027-03-14T12:00:00Z').allowed).toBe(true);
  });

  it('fails closed where the zone is not known: every zone it may be must allow', () => {
    const abroad = known({
      contacts: [
        {
          contactId: 'C-self',
          personId: 'P-2',
          relation: 'guarantor',
          numberKind: 'mobile',
          number: '+12125550100',
          informed: true,
        },
      ],
    });
    expect(given(abroad).permission('2026-11-14T14:00:00Z')).toMatchObject({ allowed: false, rule: 'P1' });
    expect(given(abroad).permission('2026-11-14T19:00:00Z').allowed).toBe(true);
    const nowhere = known({
      contacts: [
        {
          contactId: 'C-self',
          personId: 'P-2',
          relation: 'guarantor',
          numberKind: 'mobile',
          number: '+99912345678',
          informed: true,
        },
      ],
    });
    expect(given(nowhere).permission(LATE)).toMatchObject({ allowed: false, rule: 'P1', nextPermittedAt: null });
  });

  it('does not hold for letters', () => {
    expect(given(known()).permission('2026-11-14T22:10:00Z', { medium: 'letter' }).allowed).toBe(true);
  });
});

describe('P2: up to the fifth day only the debtor’s own numbers', () => {
  it('forbids references', () => {
    expect(given(known()).permission(`2026-11-07${NOON}`, aunt)).toMatchObject({ allowed: false, rule: 'P2' });
  });

  it('allows the debtor at work, and says until when references have to wait', () => {
    expect(given(known()).permission(`2026-11-07${NOON}`)).toMatchObject(allowed);
    const work = atWork();
    expect(given(work).permission(`2026-11-07${NOON}`)).toMatchObject(allowed);
    // A Spanish number may be on the Canaries, where it is an hour earlier.
    expect(given(known()).permission(`2026-11-07${NOON}`, aunt).nextPermittedAt).toBe('2026-11-13T08:00:00.000Z');
  });
});

describe('P3: from the sixth to the tenth day no reference while the debtor can be reached', () => {
  it('forbids them while the debtor can be', () => {
    expect(given(known()).permission(`2026-11-10${NOON}`, aunt)).toMatchObject({ allowed: false, rule: 'P3' });
  });

  it('allows them once the debtor is lost, and after the tenth day', () => {
    const lost = given(known(), ...vain('2026-11-08T09:00:00Z', '2026-11-09T09:00:00Z', '2026-11-10T09:00:00Z'));
    expect(lost.permission(`2026-11-10${NOON}`, aunt)).toMatchObject(allowed);
    expect(given(known()).permission(LATE, aunt)).toMatchObject(allowed);
  });
});

describe('P4: what a third party may be told', () => {
  it('is name and call-back number where nothing is known, and more where the debt is', () => {
    expect(given(known()).permission(LATE, aunt).mayDisclose).toBe('name-and-call-back-number');
    const informed = given(known(), updated('C-aunt', '2026-11-10T09:00:00Z', { informed: true }));
    expect(informed.permission(LATE, aunt).mayDisclose).toBe('all');
  });

  it('is the amount and how to pay where somebody is willing, who may then be asked', () => {
    const willing = given(known(), updated('C-aunt', '2026-11-10T09:00:00Z', { willingToPay: true }));
    expect(willing.permission(LATE, { ...aunt, purpose: 'demand' })).toMatchObject({
      ...allowed,
      mayDisclose: 'amount-and-how-to-pay',
    });
  });

  it('demands nothing of anybody else, and tells the debtor everything', () => {
    expect(given(known()).permission(LATE, { ...aunt, purpose: 'demand' })).toMatchObject({
      allowed: false,
      rule: 'P4',
    });
    expect(given(known()).permission(LATE).mayDisclose).toBe('all');
  });

  it('flags what was said nevertheless', () => {
    const told = toAunt('2026-11-14T09:00:00Z', { result: 'answered', disclosed: true });
    expect(given(known(), told).findings(LATE)).toContain('third-party-disclosure P4');
    const silent = toAunt('2026-11-14T09:00:00Z', { result: 'answered', disclosed: false });
    expect(given(known(), silent).findings(LATE)).not.toContain('third-party-disclosure P4');
  });
});

describe('P5: caps are data for one counter', () => {
  const hour = ['2026-11-14T09:00:00Z', '2026-11-14T09:30:00Z'] as const;

  it('allows two unanswered calls to a third party in an hour, and forbids the third', () => {
    const twice = given(known(), ...hour.map((at) => toAunt(at)));
    expect(twice.permission('2026-11-14T09:45:00Z', aunt)).toMatchObject({
      allowed: false,
      rule: 'P5',
      nextPermittedAt: '2026-11-14T10:00:00.000Z',
      counters: [
        { count: 2, max: 2 },
        { count: 2, max: 6 },
      ],
    });
    expect(twice.permission('2026-11-14T10:00:00Z', aunt)).toMatchObject(allowed);
  });

  it('allows six a day, and forbids the seventh until midnight has passed', () => {
    const six = [8, 9, 10, 11, 12, 13].map((hours) => toAunt(`2026-11-14T${String(hours).padStart(2, '0')}:00:00Z`));
    expect(given(known(), ...six).permission('2026-11-14T15:00:00Z', aunt)).toMatchObject({
      allowed: false,
      rule: 'P5',
      nextPermittedAt: '2026-11-15T08:00:00.000Z',
    });
    expect(given(known(), ...six.slice(1)).permission('2026-11-14T15:00:00Z', aunt)).toMatchObject(allowed);
  });

  it('does not count calls that were answered, and none of them against the debtor', () => {
    const answered = given(known(), ...hour.map((at) => toAunt(at, { result: 'answered' })));
    expect(answered.permission('2026-11-14T09:45:00Z', aunt)).toMatchObject(allowed);
    expect(given(known(), ...hour.map((at) => toAunt(at))).permission('2026-11-14T09:45:00Z')).toMatchObject(allowed);
  });

  it('counts calls of other cases to the same person', () => {
    const elsewhere = (at: string): Attempt => ({
      at: Date.parse(at),
      caseId: 'L-2',
      debtorId: 'P-9',
      personId: 'P-2',
      answererId: 'P-2',
      number: '+34600000002',
      owes: false,
      answererOwes: false,
      inbound: false,
      kind: 'interactive',
      connected: true,
      answered: false,
      refused: false,
    });
    const known_ = { attempts: hour.map(elsewhere), keyOf: (number: string) => number };
    expect(given(known()).permission('2026-11-14T09:45:00Z', aunt, known_)).toMatchObject({
      allowed: false,
      rule: 'P5',
    });
    expect(given(known()).permission('2026-11-14T09:45:00Z', aunt)).toMatchObject(allowed);
  });

  it('counts by whom a call was meant for, whoever answered it', () => {
    const usa = rules({ laws: [shipped('law-us-reg-f')] });
    const bySpouse = Array.from({ length: 7 }, (_, i) =>
      call(`2026-11-${String(8 + i).padStart(2, '0')}T10:00:00Z`, {
        answeredBy: { relation: 'spouse', personId: 'P-spouse', informed: false },
        response: 'refused',
      }),
    );
    expect(givenBy(usa, known(), ...bySpouse).permission('2026-11-14T11:00:00Z')).toMatchObject({
      allowed: false,
      rule: 'P5',
      counters: expect.arrayContaining([expect.objectContaining({ count: 7, max: 7 })]),
    });
  });

  it('flags the call that was one too many', () => {
    const thrice = [...hour, '2026-11-14T09:45:00Z'].map((at) => toAunt(at));
    expect(given(known(), ...thrice).findings(LATE)).toContain('too-often P5');
    expect(given(known(), ...thrice.slice(1)).findings(LATE)).not.toContain('too-often P5');
  });
});

describe('P6: who asked not to be called is never called', () => {
  const ceased = hold('ceased', '2026-11-13T09:00:00Z', { contactId: 'C-aunt' });

  it('holds for good, and for every number of the person', () => {
    expect(given(known(), ceased).permission(LATE, aunt)).toMatchObject({
      allowed: false,
      rule: 'P6',
      layer: 'debtor',
      nextPermittedAt: null,
    });
    const second = given(known(), added('C-aunt-2', '2026-11-13T10:00:00Z', { personId: 'P-2' }), ceased);
    expect(second.permission(LATE, { contactId: 'C-aunt-2', purpose: 'locate' }).rule).toBe('P6');
  });

  it('is not loosened by a manual', () => {
    const loose = rules({
      agency: {
        contact: {
          holds: { ceased: { rule: 'P6', contact: 'allowed', blocksEscalation: false, excusesCadence: false } },
        },
      },
    });
    expect(givenBy(loose, known(), ceased).permission(LATE, aunt)).toMatchObject({ allowed: false, rule: 'P6' });
  });

  it('does not hold for anybody else; a refusal to talk is one where the law says so', () => {
    expect(given(known(), ceased).permission(LATE)).toMatchObject(allowed);
    const refused = toAunt('2026-11-13T09:00:00Z', { result: 'answered', response: 'refused' });
    expect(given(known(), refused).permission(LATE, aunt)).toMatchObject(allowed);
    const china = rules({ laws: [shipped('law-cn')] });
    const lost = vain('2026-11-10T09:00:00Z', '2026-11-11T09:00:00Z', '2026-11-12T09:00:00Z');
    expect(givenBy(china, known(), ...lost, refused).permission(LATE, aunt)).toMatchObject({
      allowed: false,
      rule: 'P6',
      layer: 'law',
    });
  });
});

describe('P7: registered lines, and text messages only where the creditor allows them', () => {
  it('forbids a message unless the creditor’s rules allow it', () => {
    expect(given(known()).permission(LATE, { medium: 'message' })).toMatchObject({ allowed: false, rule: 'P7' });
    const bank = rules({
      agency: shipped('agency'),
      creditor: { contact: { messages: { rule: 'P7', allowed: 'yes' } } },
    });
    expect(givenBy(bank, known()).permission(LATE, { medium: 'message' })).toMatchObject(allowed);
  });

  it('flags a call from another line, and none from a registered one', () => {
    const lines = rules({ agency: { contact: { lines: { rule: 'P7', registered: ['line-1'] } } } });
    const other = call('2026-11-14T09:00:00Z', { lineId: 'line-9' });
    expect(givenBy(lines, known(), other).findings(LATE)).toContain('unregistered-line P7');
    expect(givenBy(lines, known(), call('2026-11-14T09:00:00Z')).findings(LATE)).not.toContain('unregistered-line P7');
  });
});

describe('P8: no waiver without the creditor’s written authorisation', () => {
  const data = { waiverId: 'w-1', amount: eur(5_000), by: 'sup-1', reason: 'settlement' };
  const authorisation = { by: 'creditor-1', reference: 'letter-17' };

  it('is refused without it', () => {
    given(known()).when({ name: 'authorise-waiver', data }, LATE).refuses('waiver-not-authorised', 'authorisation');
  });

  it('is recorded with it, and lowers what is due', () => {
    given(known())
      .when({ name: 'authorise-waiver', data: { ...data, authorisation } }, LATE)
      .records({ type: 'WaiverAuthorised', data: { authorisation } });
  });
});

describe('P9: nothing is disclosed in the first call to a workplace', () => {
  const work = atWork();

  it('tells name and call-back number only', () => {
    expect(given(work).permission(LATE).mayDisclose).toBe('name-and-call-back-number');
    const told = call('2026-11-13T09:00:00Z', { disclosed: true });
    expect(given(work, told).findings(LATE)).toContain('workplace-disclosure P9');
  });

  it('tells all in the next', () => {
    expect(given(work, call('2026-11-13T09:00:00Z')).permission(LATE).mayDisclose).toBe('all');
  });
});

describe('P10: a complaint stops collecting until it is settled', () => {
  const complaint = hold('complaint', '2026-11-13T09:00:00Z');

  it('forbids every contact, and flags one that was made', () => {
    for (const medium of ['call', 'letter', 'visit'] as const) {
      expect(given(known(), complaint).permission(LATE, { medium })).toMatchObject({ allowed: false, rule: 'P10' });
    }
    expect(given(known(), complaint, call('2026-11-14T09:00:00Z')).findings(LATE)).toContain('on-hold P10');
  });

  it('is over when the hold is lifted', () => {
    const settled = given(known(), complaint, {
      type: 'HoldLifted',
      data: { holdId: 'h-complaint', reason: 'settled' },
      occurredAt: '2026-11-14T08:00:00.000Z',
    });
    expect(settled.permission(LATE)).toMatchObject(allowed);
  });
});

describe('what else stands against a contact', () => {
  it('S6: a closed case, and a demand where nothing is due', () => {
    expect(given(known(), closed('2026-11-13T09:00:00Z')).permission(LATE)).toMatchObject({
      allowed: false,
      rule: 'S6',
    });
    const paid = given(known(), payment('a', '2026-11-13T09:00:00Z', 20_000));
    expect(paid.permission(LATE)).toMatchObject({ allowed: false, rule: 'S6' });
    expect(paid.permission(LATE, { purpose: 'relay' })).toMatchObject(allowed);
  });

  it('S8: a dispute leaves everything but demands, representation only the representative', () => {
    const disputed = given(known(), hold('disputed', '2026-11-13T09:00:00Z'));
    expect(disputed.permission(LATE)).toMatchObject({ allowed: false, rule: 'S8' });
    expect(disputed.permission(LATE, { purpose: 'relay' })).toMatchObject(allowed);
    const lawyer = added('C-lawyer', '2026-11-13T08:00:00Z', { relation: 'representative', timeZone: 'Europe/Madrid' });
    const represented = given(known(), lawyer, hold('represented', '2026-11-13T09:00:00Z'));
    expect(represented.permission(LATE)).toMatchObject({ allowed: false, rule: 'S8' });
    expect(represented.permission(LATE, { contactId: 'C-lawyer' })).toMatchObject({ ...allowed, mayDisclose: 'all' });
  });
});
