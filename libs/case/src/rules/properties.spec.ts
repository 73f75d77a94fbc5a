/** What holds for any rule books and any day. */
import fc from 'fast-check';
import type { CaseEvent } from '../events';
import { localDay } from '../local-time';
import type { PolicyOf } from '../policy/policy';
import { added, call, hold, KNOWN_DEBTOR, opened } from '../testing/facts';
import { givenBy, rules, shipped } from '../testing/given';
import { DISCLOSURES, HOLD_KINDS, MEDIA, PURPOSES } from '../vocabulary';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-11-03T00:00:00Z');
const at = (minute: number): string => new Date(FROM + minute * 60_000).toISOString();
const minutes = fc.integer({ min: 0, max: 20 * 24 * 60 });

const contactIds = fc.constantFrom('C-self', 'C-aunt', 'C-friend');
const friend = added('C-friend', '2026-11-01T09:00:00Z', { timeZone: 'Asia/Shanghai', willingToPay: true });

const fact = minutes.chain(
  (minute): fc.Arbitrary<CaseEvent> =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .record({
            contactId: contactIds,
            result: fc.constantFrom('answered' as const, 'no-answer' as const, 'not-connected' as const),
            direction: fc.constantFrom('outbound' as const, 'outbound' as const, 'inbound' as const),
            response: fc.constantFrom('talked' as const, 'refused' as const),
            kind: fc.constantFrom('interactive' as const, 'informational' as const),
          })
          .map((over) => call(at(minute), over)),
      },
      { weight: 1, arbitrary: fc.constantFrom(...HOLD_KINDS).map((kind) => hold(kind, at(minute))) },
    ),
);

const clock = fc.integer({ min: 6, max: 11 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const late = fc.integer({ min: 15, max: 23 }).map((hour) => `${hour}:00`);
const contact = fc.record(
  {
    window: fc.record({
      rule: fc.constant('P1'),
      from: clock,
      to: late,
      media: fc.constant(['call', 'visit']),
      workingDaysOnly: fc.boolean(),
    }),
    messages: fc.record({ rule: fc.constant('P7'), allowed: fc.constantFrom('no', 'where-the-creditor-allows') }),
    workplace: fc.record({ rule: fc.constant('P9'), calls: fc.boolean(), discloseOnFirstCall: fc.boolean() }),
    thirdParties: fc.record({
      rule: fc.constant('P4'),
      disclose: fc.constantFrom('informed', 'willing-to-pay', 'nobody'),
      refusalIsFinal: fc.boolean(),
      onlyToLocate: fc.boolean(),
      spouseIsDebtor: fc.boolean(),
    }),
    caps: fc.array(
      fc.record({
        rule: fc.constant('P5'),
        scope: fc.constantFrom('person-and-debt', 'debtor', 'number', 'third-party'),
        window: fc.oneof(
          fc.record({ minutes: fc.integer({ min: 10, max: 600 }) }),
          fc.record({ days: fc.integer({ min: 1, max: 7 }) }),
        ),
        max: fc.integer({ min: 0, max: 4 }),
        counts: fc.constantFrom('attempts', 'unanswered', 'conversations'),
        kind: fc.constantFrom('cap', 'presumption'),
      }),
      { maxLength: 3 },
    ),
    notBeforeDaysPastDue: fc.record({ rule: fc.constant('S4'), days: fc.integer({ min: 0, max: 9 }) }),
  },
  { requiredKeys: [] },
);
const law = contact.map((rules_) => ({ contact: rules_, toneCeiling: { rule: 'T9', ceiling: 3 } }));

const asked = fc.record({
  facts: fc.array(fact, { maxLength: 12 }),
  minute: minutes,
  contactId: contactIds,
  medium: fc.constantFrom(...MEDIA),
  purpose: fc.constantFrom(...PURPOSES),
});

type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never;

const answer = (policyOf: PolicyOf, { facts, minute, ...question }: Asked) =>
  givenBy(policyOf, opened({ debtor: KNOWN_DEBTOR }), friend, ...facts).permission(at(minute), question);

describe('permission', () => {
  it('is never given where any one of the layers would forbid', () => {
    fc.assert(
      fc.property(law, contact, contact, asked, (oneLaw, creditor, agency, question) => {
        const all = rules({ laws: [oneLaw], creditor: { contact: creditor }, agency: { contact: agency } });
        if (!answer(all, question).allowed) return;
        for (const layers of [
          { laws: [oneLaw], agency: { contact: agency } },
          { creditor: { contact: creditor }, agency: { contact: agency } },
        ]) {
          expect(answer(rules(layers), question).allowed).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is never loosened by adding a law: not the permission, nor what may be said, nor how hard', () => {
    fc.assert(
      fc.property(
        law,
        contact,
        fc.constantFrom('branch', 'agency', 'leasing', 'micro-credit'),
        asked,
        (oneLaw, creditor, pack, question) => {
          const layers = { creditor: { contact: creditor }, agency: shipped(pack) };
          const without = answer(rules(layers), question);
          const within = answer(rules({ ...layers, laws: [oneLaw] }), question);
          if (within.allowed) {
            expect(without.allowed).toBe(true);
            expect(DISCLOSURES.indexOf(within.mayDisclose)).toBeLessThanOrEqual(
              DISCLOSURES.indexOf(without.mayDisclose),
            );
          }
          expect(within.toneCeiling).toBeLessThanOrEqual(without.toneCeiling);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is given at the next permitted instant, where one is named, and at none of the minutes before', () => {
    fc.assert(
      fc.property(contact, asked, fc.double({ min: 0, max: 1, noNaN: true }), (creditor, question, between) => {
        const facts = question.facts.filter(({ occurredAt }) => occurredAt <= at(question.minute));
        const policyOf = rules({ creditor: { contact: creditor } });
        const { allowed, nextPermittedAt } = answer(policyOf, { ...question, facts });
        if (nextPermittedAt === null) return expect(allowed).toBe(false);
        const next = Math.ceil((Date.parse(nextPermittedAt) - FROM) / 60_000);
        expect(answer(policyOf, { ...question, facts, minute: next }).allowed).toBe(true);
        if (next <= question.minute) return;
        const some = question.minute + Math.floor((next - 1 - question.minute) * between);
        expect(answer(policyOf, { ...question, facts, minute: some }).allowed).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'America/St_Johns',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'America/Sao_Paulo',
];

/** The same by the runtime's own calendar. */
const dayByIntl = (instant: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return Date.parse(`${parts.format(instant)}T00:00:00Z`) / (24 * HOUR);
};

describe('day counting', () => {
  it('agrees with the runtime’s calendar at any instant in any zone, leap days and daylight saving included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') }),
        fc.constantFrom(...ZONES),
        (instant, zone) => expect(localDay(instant, zone)).toBe(dayByIntl(instant, zone)),
      ),
      { numRuns: 3_000 },
    );
  });

  it('agrees at every quarter of an hour of the days on which clocks change, and of a leap day', () => {
    const days = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2028-02-29', '2026-04-05', '2026-10-04'];
    for (const zone of ZONES) {
      for (const day of days) {
        for (let quarter = -96; quarter < 192; quarter++) {
          const instant = Date.parse(`${day}T00:00:00Z`) + quarter * (HOUR / 4);
          expect(localDay(instant, zone)).toBe(dayByIntl(instant, zone));
        }
      }
    }
  });
});
