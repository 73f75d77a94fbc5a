/** Why a command is not recorded. Codes are part of the contract; the HTTP layer maps each to one status. */
export type RefusalCode =
  | 'validation-failed'
  | 'time-in-future'
  | 'times-out-of-order'
  | 'currency-mismatch'
  | 'case-not-found'
  | 'promise-not-found'
  | 'payment-not-found'
  | 'contact-not-found'
  | 'hold-not-found'
  | 'note-not-found'
  | 'call-not-found'
  | 'recording-not-found'
  | 'finding-not-found'
  | 'finding-already-settled'
  | 'due-not-found'
  | 'id-already-used'
  | 'idempotency-key-reused'
  | 'promise-already-kept'
  | 'promise-already-broken'
  | 'promise-ended'
  | 'hold-already-lifted'
  | 'already-escalated'
  | 'case-closed'
  | 'case-not-closed'
  | 'recording-already-removed'
  | 'more-than-due'
  | 'unknown-policy'
  | 'policies-do-not-fit'
  | 'field-escalation-not-eligible'
  | 'waiver-not-authorised'
  | 'blocked-by-hold'
  | 'person-not-found'
  | 'erasure-under-way'
  | 'no-erasure-under-way'
  | 'legal-hold-not-found'
  | 'legal-hold-already-lifted'
  | 'under-legal-hold'
  | 'not-this-person'
  | 'retention-not-over'
  | 'already-purged';

/** A command refused: the code, the field at fault (dotted path in the body), and details safe to show and to log. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly field?: string,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
