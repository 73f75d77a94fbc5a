/**
 * P: the rules of contact. Every layer's are asked, and one that forbids is enough: a layer can only make a contact rule
 * stricter. What the default says is asked only where the pack laid over it is silent.
 */
import { type Static, Type } from '@sinclair/typebox';
import { CALL_KINDS, type HoldKind, MEDIA } from '../vocabulary';
import { ClockTime, closed, Level, oneOf, Rule } from './parts';

/** Where a rule is written, for those who look it up: an article, a section. */
const cites = Type.Optional(Type.String({ description: 'where it is written' }));

/** A counter of contacts and how far it may go: one for all manuals and laws. */
export const Cap = Type.Object(
  {
    rule: Rule,
    cites,
    scope: oneOf(
      ['person-and-debt', 'debtor', 'number', 'third-party'] as const,
      'what is counted together: calls to one person about this case; to the debtor over all cases; to one number over all cases; to one third party over all cases',
    ),
    window: Type.Union([
      Type.Object({ minutes: Type.Integer({ minimum: 1 }) }, { ...closed, description: 'rolling' }),
      Type.Object(
        { days: Type.Integer({ minimum: 1, maximum: 31 }) },
        { ...closed, description: 'local days, today the last of them' },
      ),
    ]),
    max: Type.Integer({ minimum: 0, description: 'so many in a window, and no more' }),
    counts: oneOf(
      ['attempts', 'unanswered', 'conversations'] as const,
      'attempts that were connected; those not answered or refused; conversations',
    ),
    callKind: Type.Optional(oneOf(CALL_KINDS)),
    kind: oneOf(['cap', 'presumption'] as const, 'a presumption can be rebutted, and is kept to all the same'),
  },
  closed,
);
export type Cap = Static<typeof Cap>;

const Window = Type.Object(
  {
    rule: Rule,
    cites,
    from: ClockTime,
    to: ClockTime,
    media: Type.Array(oneOf(MEDIA), { minItems: 1 }),
    workingDaysOnly: Type.Optional(Type.Boolean()),
  },
  { ...closed, description: 'P1: from and to in the local time of the person called; to is excluded' },
);

const References = Type.Array(
  Type.Object(
    {
      rule: Rule,
      upTo: Type.Union([Type.Integer(), Type.Null()], { description: 'last day past due that it holds for' }),
      who: oneOf(
        ['debtor-only', 'references-while-unreachable', 'references'] as const,
        'the debtor’s own numbers; others while the debtor cannot be reached; others as well',
      ),
    },
    closed,
  ),
  { description: 'P2, P3: who may be contacted beside the debtor; in rising order' },
);

const HoldRule = Type.Object(
  {
    rule: Rule,
    contact: oneOf(
      ['allowed', 'no-demand', 'representative-only', 'none'] as const,
      'what of contact it leaves: all; all but demands; the representative; nothing',
    ),
    blocksEscalation: Type.Boolean(),
    excusesCadence: Type.Boolean({ description: 'whether contacts that are due count as excused' }),
    toneCap: Type.Optional(Level),
    toneRule: Type.Optional(Rule),
  },
  closed,
);
export type HoldRule = Static<typeof HoldRule>;

const HoldRules = Type.Object(
  {
    disputed: Type.Optional(HoldRule),
    hardship: Type.Optional(HoldRule),
    complaint: Type.Optional(HoldRule),
    ceased: Type.Optional(HoldRule),
    represented: Type.Optional(HoldRule),
    'payment-check': Type.Optional(HoldRule),
    deceased: Type.Optional(HoldRule),
  } satisfies Record<HoldKind, unknown>,
  { ...closed, description: 'S8: what each kind of hold blocks' },
);

export const contactSections = {
  window: Type.Optional(Window),
  notBeforeDaysPastDue: Type.Optional(
    Type.Object({ rule: Rule, days: Type.Integer() }, { ...closed, description: 'no contact before this day' }),
  ),
  references: Type.Optional(References),
  thirdParties: Type.Optional(
    Type.Object(
      {
        rule: Rule,
        cites,
        disclose: oneOf(['informed', 'willing-to-pay', 'nobody'] as const, 'who of them may be told of the debt'),
        refusalIsFinal: Type.Boolean({ description: 'one who refused to talk is not called again' }),
        onlyToLocate: Type.Boolean({ description: 'nothing but where the debtor is may be asked' }),
        spouseIsDebtor: Type.Boolean({ description: 'a spouse may be told what the debtor may' }),
      },
      { ...closed, description: 'P4: what is said to people who do not owe' },
    ),
  ),
  messages: Type.Optional(
    Type.Object(
      { rule: Rule, cites, allowed: oneOf(['yes', 'where-the-creditor-allows', 'no'] as const) },
      { ...closed, description: 'P7: text messages' },
    ),
  ),
  lines: Type.Optional(
    Type.Object(
      { rule: Rule, registered: Type.Array(Type.String(), { description: 'line ids' }) },
      { ...closed, description: 'P7: calls go out on these lines only; judged afterwards' },
    ),
  ),
  workplace: Type.Optional(
    Type.Object(
      { rule: Rule, cites, calls: Type.Boolean(), discloseOnFirstCall: Type.Boolean() },
      { ...closed, description: 'P9' },
    ),
  ),
  caps: Type.Optional(Type.Array(Cap, { description: 'P5 and its like' })),
  restAfterConversation: Type.Optional(
    Type.Object(
      {
        rule: Rule,
        cites,
        days: Type.Integer({ minimum: 1, description: 'local days, that of the conversation the first' }),
        kind: oneOf(['cap', 'presumption'] as const),
      },
      { ...closed, description: 'after a conversation about this debt, whoever called' },
    ),
  ),
  visits: Type.Optional(
    Type.Object(
      { rule: Rule, cites, visitorsAtLeast: Type.Integer({ minimum: 1 }), consentToEnter: Type.Boolean() },
      closed,
    ),
  ),
  agentsADay: Type.Optional(
    Type.Object(
      { rule: Rule, max: Type.Integer({ minimum: 1, description: 'different collectors on one case in a local day' }) },
      closed,
    ),
  ),
  contactSources: Type.Optional(
    Type.Object(
      { rule: Rule, unlawful: Type.Array(Type.String(), { description: 'sources that no contact may come from' }) },
      closed,
    ),
  ),
  holds: Type.Optional(HoldRules),
} as const;

/** What one layer says of contact; each part may be left out. */
export const ContactRules = Type.Object(contactSections, {
  ...closed,
  description: 'P: may this contact be made now, and what may be said; every layer is asked',
});
export type ContactRules = Static<typeof ContactRules>;
