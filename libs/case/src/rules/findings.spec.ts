/** The practices that manuals advise and the law forbids: each that facts can show is found, and none where they do not. */
import type { CaseEvent } from '../events';
import { findingsOf } from '../findings/findings';
import type { OpenCase } from '../state';
import {
  added,
  atWork,
  call,
  correction,
  demand,
  hold,
  KNOWN_DEBTOR,
  legalAction,
  lift,
  note,
  opened,
  promise,
  vain,
  visit,
} from '../testing/facts';
import { given, givenBy, manual, rules, shipped } from '../testing/given';

const LATE = '2026-11-14T11:00:00Z';
const known = opened({ debtor: KNOWN_DEBTOR });
const found = (...events: readonly CaseEvent[]) => given(known, ...events).findings(LATE);
const toAunt = (over = {}) =>
  call('2026-11-14T09:00:00Z', { contactId: 'C-aunt', number: '+34600000002', result: 'answered', ...over });

describe('B1: the debt is told to somebody who may not know', () => {
  it('is found', () => {
    expect(found(toAunt({ disclosed: true }))).toContain('third-party-disclosure P4');
  });

  it('is not where they knew, or nothing was told', () => {
    expect(found(toAunt({ disclosed: true, answeredBy: { relation: 'relative', informed: true } }))).toEqual([]);
    expect(found(toAunt({ disclosed: false }))).toEqual([]);
  });
});

describe('B2: calls at night', () => {
  it('is found', () => {
    expect(found(call('2026-11-13T23:30:00Z'))).toContain('outside-hours P1');
  });

  it('is not of a call that came in', () => {
    expect(found(call('2026-11-13T23:30:00Z', { direction: 'inbound' }))).toEqual([]);
  });
});

describe('B3: burst calling', () => {
  it('is found within five minutes of an unanswered call, and at the seventh call of a day', () => {
    expect(found(...vain('2026-11-14T09:00:00Z', '2026-11-14T09:04:00Z'))).toContain('burst-calling B3');
    const seven = Array.from({ length: 7 }, (_, i) => `2026-11-13T${String(8 + i).padStart(2, '0')}:00:00Z`);
    expect(found(...vain(...seven))).toContain('concentrated-calling B3');
  });

  it('is not after longer, nor for six', () => {
    expect(found(...vain('2026-11-14T09:00:00Z', '2026-11-14T09:06:00Z'))).toEqual([]);
    const six = Array.from({ length: 6 }, (_, i) => `2026-11-13T${String(8 + i).padStart(2, '0')}:00:00Z`);
    expect(found(...vain(...six))).toEqual([]);
  });
});

describe('B4: relatives are asked to pay', () => {
  it('is found by a demand sent to them, and by a promise of theirs', () => {
    expect(found(demand('2026-11-14T09:00:00Z', { contactId: 'C-aunt' }))).toContain('third-party-demand P4');
    const made = promise('p-1', '2026-11-14T09:00:00Z', 1_000, '2026-11-15T09:00:00Z');
    const theirs = { ...made, data: { ...made.data, madeBy: 'relative' } } as CaseEvent;
    expect(found(theirs)).toContain('third-party-promise B4');
  });

  it('is not of the debtor', () => {
    expect(found(demand('2026-11-14T09:00:00Z'))).toEqual([]);
  });
});

describe('B6: third parties are called without a basis', () => {
  it('is found while the debtor can be reached', () => {
    const early = call('2026-11-10T09:00:00Z', { contactId: 'C-aunt', number: '+34600000002', result: 'no-answer' });
    expect(found(early)).toContain('debtor-first P3');
  });

  it('is not when the debtor is lost', () => {
    const lost = vain('2026-11-07T09:00:00Z', '2026-11-08T09:00:00Z', '2026-11-09T09:00:00Z');
    const then = call('2026-11-10T09:00:00Z', { contactId: 'C-aunt', number: '+34600000002', result: 'no-answer' });
    expect(found(...lost, then)).not.toContain('debtor-first P3');
  });
});

describe('B7: entry without consent, too few visitors, a visit nobody decided', () => {
  const entered = (entry: 'with-consent' | 'without-consent') => {
    const event = visit('2026-11-14T09:00:00Z');
    return { ...event, data: { ...event.data, entry } } as CaseEvent;
  };

  it('is found', () => {
    expect(found(entered('without-consent'))).toEqual(['entry-without-consent B7', 'visit-without-escalation S6']);
    const china = rules({ laws: [shipped('law-cn')] });
    expect(givenBy(china, known, visit('2026-11-14T09:00:00Z')).findings(LATE)).toContain('too-few-visitors B7');
  });

  it('is not with consent', () => {
    expect(found(entered('with-consent'))).toEqual(['visit-without-escalation S6']);
  });
});

describe('B9: a harder tone than was due', () => {
  const answered = call('2026-11-14T09:00:00Z', { callId: 'call-1' });
  const used = (toneUsed: number) =>
    note('2026-11-14T09:10:00Z', { callId: 'call-1', toneUsed, reasonForDelay: 'unknown' });

  it('is found, by the tone that was due just before the call', () => {
    expect(found(answered, used(4))).toEqual(['tone-overshoot B9']);
    const aunt = note('2026-11-14T09:10:00Z', { callId: 'call-2014', toneUsed: 2, outcome: 'third-party' });
    expect(found(toAunt({ callId: 'call-2014' }), aunt)).toEqual(['tone-overshoot T7']);
  });

  it('is not of what was due, or less, nor of a tone that was corrected', () => {
    expect(found(answered, used(3))).toEqual([]);
    const corrected = correction('n-2026-11-14T09:10:00Z', '2026-11-14T10:00:00Z', { toneUsed: 3 });
    expect(found(answered, used(4), corrected)).toEqual([]);
  });
});

describe('B12: contacts from unlawful sources', () => {
  it('is found', () => {
    expect(found(added('C-9', '2026-11-10T09:00:00Z', { source: 'call-detail-record' }))).toContain(
      'unlawful-source B12',
    );
  });

  it('is not of what the debtor gave', () => {
    expect(found(added('C-9', '2026-11-10T09:00:00Z'))).toEqual([]);
  });
});

describe('B13: lines that are not registered', () => {
  const lines = rules({ agency: { contact: { lines: { rule: 'P7', registered: ['line-1'] } } } });

  it('is found', () => {
    expect(givenBy(lines, known, call('2026-11-14T09:00:00Z', { lineId: 'mobile-3' })).findings(LATE)).toEqual([
      'unregistered-line P7',
    ]);
  });

  it('is not of a registered one', () => {
    expect(givenBy(lines, known, call('2026-11-14T09:00:00Z')).findings(LATE)).toEqual([]);
  });
});

describe('B14: one collector after the other', () => {
  const by = (...agents: readonly string[]) =>
    agents.map((agentId, i) =>
      call(`2026-11-14T${String(i + 8).padStart(2, '0')}:00:00Z`, { agentId, result: 'no-answer' }),
    );

  it('is found at the third in a day', () => {
    expect(found(...by('a-1', 'a-2', 'a-3'))).toContain('many-collectors B14');
  });

  it('is not for two', () => {
    expect(found(...by('a-1', 'a-2', 'a-1'))).toEqual([]);
  });
});

describe('B17: pressed although hardship is known', () => {
  const hardship = hold('hardship', '2026-11-10T09:00:00Z');

  it('is found by a lawyer’s letter or legal action', () => {
    expect(found(hardship, demand('2026-11-14T09:00:00Z', { kind: 'lawyers-letter' }))).toContain(
      'pressed-despite-hardship B17',
    );
    expect(found(hardship, legalAction('2026-11-14T09:00:00Z'))).toContain('pressed-despite-hardship B17');
  });

  it('is not by a letter, nor without hardship', () => {
    expect(found(hardship, demand('2026-11-14T09:00:00Z'))).toEqual([]);
    expect(found(demand('2026-11-14T09:00:00Z', { kind: 'lawyers-letter' }))).toEqual([]);
  });
});

describe('B18: a cue of hardship that nobody takes up', () => {
  const cue = note('2026-11-10T09:00:00Z', { outcome: 'hardship' });

  it('is found after three days', () => {
    expect(found(cue)).toEqual(['hardship-cue-ignored B18']);
  });

  it('is not before, nor when a hold was placed', () => {
    expect(given(known, cue).findings('2026-11-13T11:00:00Z')).toEqual([]);
    expect(found(cue, hold('hardship', '2026-11-12T09:00:00Z'))).toEqual([]);
  });
});

describe('B20: the debt is told in the first call to a workplace', () => {
  const work = atWork();

  it('is found', () => {
    expect(given(work, call('2026-11-14T09:00:00Z', { disclosed: true })).findings(LATE)).toEqual([
      'workplace-disclosure P9',
    ]);
  });

  it('is not in the second', () => {
    const calls = [call('2026-11-13T09:00:00Z'), call('2026-11-14T09:00:00Z', { disclosed: true })];
    expect(given(work, ...calls).findings(LATE)).toEqual([]);
  });
});

describe('findings', () => {
  it('are of calls to a contact that is not on record as well, and of the number that was called', () => {
    const night = call('2026-11-13T22:10:00Z', {
      contactId: 'nobody',
      answeredBy: { relation: 'employer', informed: false },
      disclosed: true,
    });
    expect(found(night)).toEqual(expect.arrayContaining(['outside-hours P1', 'third-party-disclosure P4']));
    const china = rules({ laws: [shipped('law-cn')] });
    const other = Array.from({ length: 7 }, (_, i) =>
      call(`2026-11-14T0${i + 1}:00:00Z`, { number: '+34600000077', result: 'no-answer' }),
    );
    expect(givenBy(china, known, ...other).findings(LATE)).toContain('too-often P5');
  });

  it('excuse a week by a hold that was in force for a day of it, though it is lifted since', () => {
    const held = given(known, hold('complaint', '2026-11-10T09:00:00Z'), lift('h-complaint', '2026-11-13T09:00:00Z'));
    expect(held.findings('2026-11-16T12:00:00Z')).toEqual(['cadence-missed F4']);
    expect(findingsOf(held.state as OpenCase, rules(), Date.parse('2026-11-16T12:00:00Z'))).toMatchObject([
      { excusedBy: ['P10'] },
    ]);
  });

  it('are none of weeks in which the pack has no contact yet', () => {
    const leased = givenBy(manual('leasing'), opened({ debtor: KNOWN_DEBTOR, dueDate: '2026-11-01' }));
    expect(leased.findings('2026-11-10T11:00:00Z')).toEqual([]);
  });

  it('are judged by the rule book of the time, whatever is bound since', () => {
    const night = call('2026-11-14T20:30:00Z');
    const agency = rules({ agency: shipped('agency') });
    const bank = rules({ creditor: shipped('bank') });
    const bound: CaseEvent = {
      type: 'PolicyBound',
      data: {
        bindingId: 'b-1',
        policies: [{ layer: 'creditor', ref: 'bank@1', sha256: 'a'.repeat(64) }],
        by: 'sup-1',
        reason: 'new contract',
      },
      occurredAt: '2026-11-14T23:00:00.000Z',
    };
    const either = (policies: readonly { ref: string }[]) =>
      policies.some(({ ref }) => ref === 'bank@1') ? bank(policies as never) : agency(policies as never);
    const then = givenBy(either, known, night, bound, call('2026-11-16T19:30:00Z'));
    expect(then.findings('2026-11-17T12:00:00Z').filter((one) => one.includes('P1'))).toEqual(['outside-hours P1']);
    expect(then.at('2026-11-14T21:00:00Z').pack).toBe('agency@1');
    expect(then.at('2026-11-16T21:00:00Z').pack).toBe('bank@1');
  });

  it('have keys that stay the same, and name their evidence', () => {
    const review = () => given(known, hold('complaint', '2026-11-13T09:00:00Z'), call('2026-11-14T09:00:00Z'));
    expect(review().findings(LATE)).toEqual(review().findings('2026-11-14T12:00:00Z'));
  });
});
