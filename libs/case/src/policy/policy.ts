/**
 * Policy packs: a collections manual as data. A pack is laid over the default pack it extends, and law and the creditor's
 * own pack over both; what that comes to is what `standing`, `decide` and the permission to contact judge by. Each part
 * carries the id of the rule it speaks for.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import type { BoundPolicy } from '../event-fields';
import { NOTE_FIELDS, NUMBER_KINDS, REASONS_FOR_DELAY } from '../vocabulary';
import { ContactRules } from './contact-rules';
import { ClockTime, closed, Days, Level, oneOf, Rule } from './parts';

const Rise = Type.Integer({ minimum: 0 });

const DpdStage = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    upTo: Type.Union([Type.Integer(), Type.Null()], {
      description: 'last day past due of this stage; null for the last one',
    }),
    tone: Level,
    rule: Rule,
  },
  closed,
);

const stages = Type.Object(
  {
    byDaysPastDue: Type.Array(DpdStage, { minItems: 1, description: 'in rising order, the last open-ended' }),
    toneRule: Rule,
    settled: Type.Object({ rule: Rule }, closed),
    closed: Type.Object({ rule: Rule }, closed),
    field: Type.Object({ rule: Rule }, { ...closed, description: 'tone stays that of the days past due' }),
    legal: Type.Object({ rule: Rule, tone: Level }, closed),
    habitual: Type.Object(
      {
        rule: Rule,
        fromDelinquencies: Type.Integer({ minimum: 1 }),
        brokenPromises: Type.Integer({ minimum: 1, description: 'in this case' }),
        stage: Type.String({ description: 'the stage it enters at once, where the days past due say an earlier one' }),
      },
      { ...closed, description: 'S7: often late, and breaks promises' },
    ),
    slowPayer: Type.Object(
      {
        rule: Rule,
        fromDelinquencies: Type.Integer({ minimum: 1 }),
        paysWithinDays: Type.Integer({ minimum: 1, description: 'of the first reminder' }),
        stage: Type.String({ description: 'the stage it stays in' }),
        upTo: Type.Integer({ description: 'last day past due that it stays there' }),
      },
      { ...closed, description: 'S7: often late, and pays soon after the first reminder' },
    ),
  },
  { ...closed, description: 'S: where the case stands' },
);

const tone = Type.Object(
  {
    ladder: Type.Array(Type.String(), { minItems: 6, maxItems: 6, description: 'names of levels 0 to 5' }),
    ceiling: Level,
    ceilingRule: Rule,
    ceilingByBucket: Type.Array(Type.Object({ bucket: Type.Integer({ minimum: 0 }), ceiling: Level }, closed), {
      description: 'T9: up to this month bucket, in rising order',
    }),
    brokenPromise: Type.Object({ rule: Rule, raise: Rise }, closed),
    severalBroken: Type.Object(
      {
        rule: Rule,
        raise: Rise,
        from: Type.Integer({ minimum: 1, description: 'broken promises from which it applies' }),
        withMissedFirstInstalment: Type.Integer({
          minimum: 1,
          description: 'the same where the first instalment was missed',
        }),
      },
      { ...closed, description: 'one further rise, once' },
    ),
    shortfall: Type.Object({ rule: Rule, raise: Rise }, closed),
    gentle: Type.Object(
      {
        rule: Rule,
        cap: Level,
        upTo: Type.Integer({ description: 'last day past due' }),
        smallAmount: Type.Integer({ minimum: 0, description: 'overdue of less, in whole units of the currency' }),
      },
      { ...closed, description: 'T4: late for the first time, new, owing little, or at the last instalment' },
    ),
    keptPromise: Type.Object({ rule: Rule, lower: Rise }, closed),
    activePromise: Type.Object({ rule: Rule, cap: Level }, { ...closed, description: 'T6: until it falls due' }),
    disaster: Type.Object({ rule: Rule, cap: Level }, { ...closed, description: 'T6: as the reason for delay' }),
    thirdParty: Type.Object({ rule: Rule, cap: Type.Integer({ minimum: 0, maximum: 1 }) }, closed),
    stepwise: Type.Object({ rule: Rule, rise: Type.Integer({ minimum: 1 }) }, closed),
  },
  { ...closed, description: 'T: how hard the next contact may press' },
);

const promises = Type.Object(
  {
    rule: Rule,
    graceMinutes: Type.Integer({ minimum: 0, description: 'between the promised time and the deadline' }),
    horizon: Type.Object({ rule: Rule, days: Days }, { ...closed, description: 'F1: a longer one is flagged' }),
    reminders: Type.Object(
      {
        rule: Rule,
        workingDaysBefore: Type.Array(Type.Integer({ minimum: 1 })),
        onTheDay: Type.Array(Type.Object({ from: ClockTime, to: ClockTime }, closed)),
        minutesBefore: Type.Integer({ minimum: 0 }),
        minutesAfter: Type.Integer({ minimum: 0 }),
      },
      { ...closed, description: 'F2: when a promise is followed up; working days and clock times are the debtor’s' },
    ),
  },
  { ...closed, description: 'F: how promises to pay are followed, and when they end' },
);

const followUps = Type.Object(
  {
    firstContact: Type.Object(
      { rule: Rule, withinHours: Type.Integer({ minimum: 1, description: 'after the day of the due is over' }) },
      closed,
    ),
    reachable: Type.Object(
      { rule: Rule, contacts: Type.Integer({ minimum: 1 }), everyDays: Type.Literal(7) },
      { ...closed, description: 'F4: so many contacts a week' },
    ),
    lost: Type.Object(
      { rule: Rule, attempts: Type.Integer({ minimum: 1 }) },
      { ...closed, description: 'F4: so many attempts a month' },
    ),
    daily: Type.Object(
      {
        rule: Rule,
        firstDays: Type.Integer({ minimum: 0, description: 'days past due with an attempt every day' }),
        reachableEvery: Type.Integer({ minimum: 1, description: 'days' }),
        othersEvery: Type.Integer({ minimum: 1, description: 'days' }),
      },
      { ...closed, description: 'F5' },
    ),
    shortOfFunds: Type.Object(
      {
        rule: Rule,
        reasons: Type.Array(oneOf(REASONS_FOR_DELAY)),
        before: Type.Array(ClockTime, { description: 'an attempt before each, since the one before it' }),
      },
      { ...closed, description: 'F6' },
    ),
    milestones: Type.Array(
      Type.Object(
        {
          rule: Rule,
          kind: oneOf(['lawyers-letter', 'involve-guarantor'] as const),
          from: Type.Integer({ description: 'day past due' }),
        },
        closed,
      ),
      { description: 'S4: what is due once from a day past due on' },
    ),
    fieldVisit: Type.Object({ rule: Rule, withinDays: Type.Integer({ minimum: 1 }) }, closed),
  },
  { ...closed, description: 'F: what is due, and when; days are local' },
);

const work = Type.Object(
  {
    order: Type.Object(
      {
        rule: Rule,
        ranks: Type.Array(
          oneOf([
            'missed-first-instalment',
            'promised-today',
            'able-to-pay-part',
            'large-amount',
            'lost',
            'habitual',
          ] as const),
        ),
        largeAmount: Type.Integer({ minimum: 0, description: 'overdue from, in whole units of the currency' }),
      },
      { ...closed, description: 'F7: in which order cases are worked' },
    ),
    rounds: Type.Object(
      {
        rule: Rule,
        rounds: Type.Array(
          Type.Object({ from: ClockTime, by: ClockTime, who: oneOf(['all', 'promised-today'] as const) }, closed),
        ),
        slots: Type.Array(Type.Object({ from: ClockTime, to: ClockTime }, closed), {
          minItems: 1,
          description: 'parts of the day that unanswered attempts are varied over',
        }),
      },
      { ...closed, description: 'F8' },
    ),
    numbers: Type.Object(
      {
        rule: Rule,
        shares: Type.Array(
          Type.Object(
            {
              kind: oneOf(NUMBER_KINDS),
              from: Type.Integer({ minimum: 0, maximum: 100 }),
              to: Type.Integer({ minimum: 0, maximum: 100 }),
            },
            closed,
          ),
          { description: 'of attempts, per cent' },
        ),
      },
      { ...closed, description: 'F9' },
    ),
    outcome: Type.Object({ rule: Rule }, { ...closed, description: 'F10: every call ends with a promise or a reason' }),
  },
  { ...closed, description: 'F: how a day’s work is laid out' },
);

const CRITERIA = [
  'first-time-and-lost',
  'first-time-late-and-outstanding-above',
  'demands-ignored',
  'dishonoured-cheque-and-calls-without-result',
  'goods-at-risk',
  'calls-exhausted',
  'lost-and-local',
  'business-owner-before-next-due',
] as const;

const fieldEscalation = Type.Object(
  {
    criteria: Type.Array(
      Type.Object(
        {
          rule: Rule,
          kind: oneOf(CRITERIA),
          outstandingAbove: Type.Optional(
            Type.Integer({
              minimum: 0,
              description: 'in whole units of the case’s currency (300000 is 300,000.00 euro or 300,000 yen)',
            }),
          ),
          demands: Type.Optional(Type.Integer({ minimum: 1 })),
          calls: Type.Optional(Type.Integer({ minimum: 1 })),
          overDays: Type.Optional(Type.Integer({ minimum: 0, description: 'more days past due than this' })),
          daysBefore: Type.Optional(Type.Integer({ minimum: 1, description: 'the next due date' })),
        },
        closed,
      ),
    ),
    outsourced: Type.Object({ rule: Rule }, { ...closed, description: 'E7: needs the top manager’s approval' }),
    recovery: Type.Object(
      { rule: Rule, valueAbovePercent: Type.Integer({ minimum: 0 }) },
      { ...closed, description: 'E8: the goods’ value less costs must exceed this share of what is unpaid' },
    ),
  },
  { ...closed, description: 'E: any one of these makes a case eligible for a field visit' },
);

const profile = Type.Object(
  {
    lost: Type.Object(
      { rule: Rule, days: Type.Integer({ minimum: 1, description: 'consecutive local days of attempts in vain' }) },
      closed,
    ),
    types: Type.Object(
      {
        rule: Rule,
        byDaysPastDue: Type.Array(
          Type.Object(
            {
              upTo: Type.Union([Type.Integer(), Type.Null()]),
              type: oneOf(['forgetful', 'blustering', 'procrastinating', 'evasive'] as const),
            },
            closed,
          ),
          { minItems: 1 },
        ),
        evasiveUnanswered: Type.Integer({ minimum: 1, description: 'unanswered calls that make one evasive' }),
        evasiveOverDays: Type.Integer({ minimum: 0, description: 'more days past due than this' }),
      },
      { ...closed, description: 'by age of the debt and answers to calls' },
    ),
    recordRule: Rule,
  },
  { ...closed, description: 'what kind of debtor, how reachable' },
);

const calendar = Type.Object(
  {
    country: Type.Union([Type.String({ pattern: '^[A-Z]{2}$' }), Type.Null()], {
      description: 'whose public holidays are no working days, ISO 3166; null for none',
    }),
    daysOff: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: 'of the week, 1 is Monday' }),
  },
  { ...closed, description: 'working days' },
);

const Expected = Type.Object({ recording: Type.Boolean(), note: Type.Boolean() }, closed);

const evidence = Type.Object(
  {
    graceMinutes: Type.Integer({ minimum: 0, description: 'how long late evidence is waited for' }),
    toleranceSeconds: Type.Integer({
      minimum: 0,
      maximum: 3_600,
      description: 'how far clocks of dialer and recorder may differ',
    }),
    correctedToleranceSeconds: Type.Integer({
      minimum: 0,
      maximum: 60,
      description: 'how far they may differ once it is known how far the recorder’s is off, and taken out',
    }),
    lateNoteMinutes: Type.Integer({ minimum: 0, description: 'after the call’s end a note is late' }),
    veryLateNoteMinutes: Type.Integer({ minimum: 0, description: 'and from then on very late' }),
    assignedAgentsOnly: Type.Optional(
      Type.Boolean({
        description: 'A2: whether a case is called by nobody but whom it is assigned to; left out for no',
      }),
    ),
    expected: Type.Object(
      { answered: Expected, unanswered: Expected },
      { ...closed, description: 'A1, A2: what has to be there of a call' },
    ),
    noteFields: Type.Object(
      { rule: Rule, fields: Type.Array(oneOf(NOTE_FIELDS)) },
      { ...closed, description: 'A3: what a note of a conversation has to say' },
    ),
  },
  { ...closed, description: 'A: what the audit trail expects' },
);

const buckets = Type.Object(
  { rule: Rule, days: Type.Integer({ minimum: 1 }) },
  { ...closed, description: 'S3: M1, M2 …, each so many days past due' },
);

const sections = {
  stages,
  buckets,
  tone,
  promises,
  followUps,
  work,
  fieldEscalation,
  profile,
  calendar,
  evidence,
};

const head = {
  $schema: Type.Optional(Type.String()),
  ref: Type.String({ pattern: '^[a-z][a-z0-9-]*@[0-9]+$', description: 'name@version' }),
  title: Type.String(),
};

const Targets = Type.Object(sections, closed);

/** The default pack is complete by itself. */
export const DefaultPack = Type.Object({ ...head, ...sections, contact: ContactRules }, closed);

/** A manual, or a creditor's own rules: it says only what differs from the default. */
export const ManualPack = Type.Object(
  { ...head, extends: Type.Literal('default@1'), ...deepOptional(sections), contact: Type.Optional(ContactRules) },
  { ...closed, description: 'lists replace the default’s; objects are merged part by part' },
);

const Months = Type.Integer({ minimum: 0, maximum: 1_200 });

const retention = Type.Object(
  {
    cites: Type.String(),
    events: { ...Months, description: 'from the last that happened on a case that is closed: who everybody was' },
    notes: { ...Months, description: 'from then on as well: what was written' },
    recordings: { ...Months, description: 'from the end of each recording' },
  },
  { ...closed, description: 'for how many months a law wants things kept; where it says nothing, for ever' },
);

/** A law: contact rules, and a ceiling above which no pack may go. */
export const LawPack = Type.Object(
  {
    ...head,
    extends: Type.Literal('default@1'),
    law: Type.Literal(true),
    contact: ContactRules,
    toneCeiling: Type.Optional(Type.Object({ rule: Rule, ceiling: Level }, closed)),
    calendar: Type.Optional(calendar),
    retention: Type.Optional(retention),
  },
  { ...closed, description: 'it can only make contact rules stricter' },
);

export const PolicyPack = Type.Union([DefaultPack, ManualPack, LawPack], { title: 'Policy pack' });
export type DefaultPack = Static<typeof DefaultPack>;
export type ManualPack = Static<typeof ManualPack>;
export type LawPack = Static<typeof LawPack>;
export type PolicyPack = DefaultPack | ManualPack | LawPack;

/** What one layer says of contact. */
export interface ContactLayer {
  readonly layer: 'law' | 'creditor' | 'agency' | 'default';
  readonly ref: string;
  readonly rules: ContactRules;
}

/** The rule books that a case is bound to, as one: targets as the nearest layer sets them, contact rules of every layer. */
export interface Policy extends Static<typeof Targets> {
  /** Of the manual, or of the default where there is none. */
  readonly ref: string;
  /** The strongest first. */
  readonly contact: readonly ContactLayer[];
  /** How long each law wants things kept; where none is bound, nothing has to be. */
  readonly retention: readonly LawRetention[];
}

/** Months for which one law wants things kept; null where it does not say, and things stay. */
export interface LawRetention {
  readonly ref: string;
  readonly months: { readonly events: number; readonly notes: number; readonly recordings: number } | null;
}

/** The policy that bound packs come to; throws where one of them is not here. The same packs give the same object. */
export type PolicyOf = (bound: readonly BoundPolicy[]) => Policy;

/** The complete targets of a pack laid over the default; what the result holds is to be checked against this. */
export const PolicyTargets = Targets;
export type PolicyTargets = Static<typeof Targets>;

function deepOptional<T extends Record<string, TSchema>>(parts: T) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      Type.Optional(part.type === 'object' ? Type.Partial(part, { description: part.description }) : part),
    ]),
  );
}
