/** The closed word lists of the domain. They are storage format: add to them, never rename. */

export const RELATIONS = [
  'self',
  'spouse',
  'guarantor',
  'representative',
  'relative',
  'friend',
  'colleague',
  'employer',
  'other',
] as const;
export type Relation = (typeof RELATIONS)[number];

export const NUMBER_KINDS = ['mobile', 'work', 'home', 'other'] as const;

export const DIRECTIONS = ['outbound', 'inbound'] as const;

export const CALL_KINDS = ['informational', 'interactive'] as const;

export const CALL_RESULTS = [
  'answered',
  'no-answer',
  'busy',
  'switched-off',
  'unreachable',
  'wrong-number',
  'left-message',
  'not-connected',
] as const;

export const CALL_RESPONSES = ['talked', 'refused', 'hung-up'] as const;

export const NOTE_OUTCOMES = [
  'promised',
  'paid',
  'refused',
  'disputed',
  'hardship',
  'call-back',
  'third-party',
  'left-message',
  'no-answer',
  'wrong-number',
  'other',
] as const;

export const REASONS_FOR_DELAY = [
  'temporary-shortage',
  'awaiting-wages',
  'business-awaiting-payment',
  'left-job',
  'family-change',
  'underpaid-by-mistake',
  'wrong-account',
  'dispute',
  'disaster',
  'refusal',
  'fraud',
  'unknown',
] as const;

/** What a pack may ask a note for, beside its outcome. */
export const NOTE_FIELDS = [
  'text',
  'reasonForDelay',
  'likelihood',
  'suggestedAction',
  'nextActionOn',
  'toneUsed',
  'clues',
  'goods',
  'judgement',
  'businessState',
] as const;

export const LIKELIHOODS = ['high', 'medium', 'low'] as const;

export const PAYMENT_MEANS = [
  'bank-transfer',
  'direct-debit',
  'card',
  'mobile-wallet',
  'cash',
  'cheque',
  'other',
] as const;

export const VISIT_RESULTS = [
  'met-debtor',
  'met-guarantor',
  'met-third-party',
  'nobody-met',
  'address-not-found',
] as const;

export const HOLD_KINDS = [
  'disputed',
  'hardship',
  'complaint',
  'ceased',
  'represented',
  'payment-check',
  'deceased',
] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export const DEMAND_KINDS = ['message', 'fax', 'letter', 'lawyers-letter'] as const;

export const MEDIA = ['call', 'message', 'letter', 'visit'] as const;
export type Medium = (typeof MEDIA)[number];

export const PURPOSES = ['demand', 'locate', 'relay'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the person called may be told, from nothing of the debt to all of it. */
export const DISCLOSURES = ['nothing', 'name-and-call-back-number', 'amount-and-how-to-pay', 'all'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** Where a rule comes from, the strongest first. */
export const LAYERS = ['law', 'debtor', 'creditor', 'agency', 'default'] as const;
export type Layer = (typeof LAYERS)[number];

export const GOODS_STATES = ['in-place', 'moved', 'pledged', 'held-by-others', 'missing'] as const;

/** How the debtor’s business goes. */
export const BUSINESS_STATES = ['as-usual', 'slow', 'suspended', 'given-up'] as const;

export const ENTRIES = ['not-entered', 'with-consent', 'without-consent'] as const;

export const VISIT_PURPOSES = ['confirm', 'search', 'recover-goods'] as const;

export const LEGAL_ACTIONS = ['pre-action-notice', 'payment-order', 'lawsuit', 'enforcement'] as const;

export const CLOSURES = ['paid', 'written-off', 'sold', 'recalled', 'uncollectable', 'opened-in-error'] as const;

/** How a recording, a call or a note may be told apart by callers: 1–64 characters, safe in a URL and in a stream name. */
export const ID_PATTERN = '^[A-Za-z0-9._:-]{1,64}$';

/** How a finding is told apart within its case: its code, and what it is about; no id has a tilde. */
export const FINDING_KEY_PATTERN = '^[A-Za-z0-9._:~-]{1,400}$';

/** E.164: a plus sign and up to fifteen digits, the first not zero. */
export const E164_PATTERN = '^\\+[1-9][0-9]{6,14}$';

/** What of a case can be purged when its time is over: what was written about it, or everything that says who is in it. */
export const PURGES = ['notes', 'events'] as const;
export type Purge = (typeof PURGES)[number];
