/**
 * What events are made of. `x-personal` marks a field that belongs to a person and says whose it is: `personId` (the
 * person named beside it), `contactId` (the person behind the contact named beside it), `debtor` (the debtor of the case)
 * or `number` (whoever holds the number). `x-joined` says what of it facts are joined by: its `value`, the `number`, or a `file-name`.
 */
import { type Static, Type } from '@sinclair/typebox';
import {
  BUSINESS_STATES,
  E164_PATTERN,
  GOODS_STATES,
  ID_PATTERN,
  LIKELIHOODS,
  NOTE_OUTCOMES,
  NUMBER_KINDS,
  PAYMENT_MEANS,
  REASONS_FOR_DELAY,
  RELATIONS,
} from './vocabulary';

export const closed = { additionalProperties: false } as const;

export const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });

type Owner = 'personId' | 'contactId' | 'debtor' | 'number';
export const personal = (owner: Owner, options: Record<string, unknown> = {}) =>
  Type.String({ 'x-personal': owner, ...options });

export const Id = Type.String({ pattern: ID_PATTERN });
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
export const LocalDate = Type.String({ format: 'date', description: 'a day in the debtor’s time zone' });
const TimeZone = Type.String({ description: 'IANA time zone' });
export const PhoneNumber = (owner: Owner) =>
  personal(owner, { 'x-joined': 'number', pattern: E164_PATTERN, description: 'E.164' });
export const CallIds = Type.Record(Type.String({ pattern: ID_PATTERN }), Type.String(), {
  description: 'ids of the call in other systems, by kind',
});

/** An amount in minor units (cents, fen) of one ISO 4217 currency; never negative, never fractional. */
export const Money = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
    minor: Type.Integer({ minimum: 0, description: 'minor units, such as cents' }),
  },
  closed,
);
export type Money = Static<typeof Money>;

export const Instalment = Type.Object(
  { number: Type.Integer({ minimum: 1 }), of: Type.Integer({ minimum: 1 }) },
  closed,
);

export const contactFields = {
  contactId: Id,
  personId: Id,
  name: Type.Optional(personal('personId')),
  relation: oneOf(RELATIONS),
  numberKind: oneOf(NUMBER_KINDS),
  number: PhoneNumber('personId'),
  timeZone: Type.Optional(TimeZone),
  informed: Type.Boolean({ description: 'whether this person knows of the debt' }),
  willingToPay: Type.Optional(Type.Boolean({ description: 'whether this person has offered to pay for the debtor' })),
};
export const Contact = Type.Object(contactFields, closed);
export type Contact = Static<typeof Contact>;

export const Debtor = Type.Object(
  {
    personId: Id,
    name: personal('personId'),
    timeZone: TimeZone,
    locale: Type.Optional(Type.String()),
    firstTime: Type.Optional(Type.Boolean({ description: 'late for the first time' })),
    earlierDelinquencies: Type.Optional(Type.Integer({ minimum: 0 })),
    newCustomer: Type.Optional(Type.Boolean()),
    businessOwner: Type.Optional(Type.Boolean()),
    local: Type.Optional(Type.Boolean({ description: 'lives where the creditor can visit' })),
  },
  closed,
);

export const BoundPolicy = Type.Object(
  {
    layer: oneOf(['law', 'creditor', 'agency', 'default'] as const),
    ref: Type.String(),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  closed,
);
export type BoundPolicy = Static<typeof BoundPolicy>;

export const paymentFields = {
  paymentId: Id,
  amount: Money,
  receivedAt: Instant,
  means: oneOf(PAYMENT_MEANS),
  promiseId: Type.Optional(Id),
  dueAfter: Money,
  outstandingAfter: Money,
};

/** What a note says beside whose and of when it is. */
export const noteFields = {
  text: personal('debtor', { 'x-joined': 'value' }),
  outcome: oneOf(NOTE_OUTCOMES),
  reasonForDelay: Type.Optional(oneOf(REASONS_FOR_DELAY)),
  promised: Type.Optional(Type.Object({ amount: Money, dueAt: Instant }, closed)),
  nextActionOn: Type.Optional(LocalDate),
  likelihood: Type.Optional(oneOf(LIKELIHOODS)),
  suggestedAction: Type.Optional(personal('debtor')),
  toneUsed: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
  clues: Type.Optional(Type.Array(personal('debtor'))),
  goods: Type.Optional(oneOf(GOODS_STATES)),
  /** What its writer makes of the debtor and of what was said. */
  judgement: Type.Optional(personal('debtor')),
  businessState: Type.Optional(oneOf(BUSINESS_STATES)),
};

export const Criterion = Type.Object({ rule: Type.String(), met: Type.Boolean() }, closed);

/** A decision, and whose it was. */
export const decided = { by: Id, reason: personal('debtor') };
