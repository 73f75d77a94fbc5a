/** How repeats of a command are recognised: its id, the id of its fact, and a keyed hash of its body. */
import { createHmac } from 'node:crypto';
import type { CommandIdentity, CommandName, PersonCommandName } from '@case';
import { canonicalForm } from '@proof';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { Problem } from '../http/problem';

type Named = CommandName | PersonCommandName | 'register-recording' | 'check-recording' | 'remove-recording';

/** The field of each command that names its fact; none for a change of a contact. */
const OWN_ID: Readonly<Record<Named, string | undefined>> = {
  'open-case': 'caseId',
  'record-instalment-due': 'dueId',
  'record-call-attempt': 'callId',
  'take-note': 'noteId',
  'record-promise': 'promiseId',
  'report-promise-broken': 'promiseId',
  'record-payment': 'paymentId',
  'reverse-payment': 'paymentId',
  'record-contact': undefined,
  'escalate-to-field': 'escalationId',
  'report-field-visit': 'visitId',
  'reassign-case': 'assignmentId',
  'adjust-balance': 'adjustmentId',
  'authorise-waiver': 'waiverId',
  'bind-policy': 'bindingId',
  'check-contact': 'checkId',
  'close-case': 'closureId',
  'reopen-case': 'reopeningId',
  'correct-note': 'correctionId',
  'place-hold': 'holdId',
  'lift-hold': 'holdId',
  'record-broken-promise': undefined,
  'record-demand': 'demandId',
  'start-legal-action': 'actionId',
  'withdraw-promise': 'promiseId',
  'decide-match': 'decisionId',
  'acknowledge-finding': 'actionId',
  'resolve-finding': 'actionId',
  'waive-finding': 'actionId',
  'register-recording': 'recordingId',
  'check-recording': 'checkId',
  'remove-recording': 'removalId',
  'request-erasure': 'erasureId',
  'withdraw-erasure': undefined,
  'erase-person': undefined,
  'place-legal-hold': 'legalHoldId',
  'lift-legal-hold': 'legalHoldId',
  'purge-case': 'purgeId',
};

/** Injection token of the ledger’s secret. */
export const LEDGER_SECRET = Symbol('ledger secret');

/** Injection token of what numbers and texts are joined by. */
export const PSEUDONYM = Symbol('pseudonym');

const OWN_IDS = 'd0b0a9a4-43c5-4b4e-9a3f-6c1d1d7f3c52';

export interface IdentifiedCommand<D> extends CommandIdentity {
  readonly data: D;
}

/**
 * Fills in the fact's id where the caller left it out, made from the Idempotency-Key so that a repeat makes the same, and
 * hashes the body under the ledger's secret. Throws `idempotency-key-required` where there is neither id nor key.
 */
export function identify<D extends object>(
  name: Named,
  scope: string,
  body: object,
  key: string | undefined,
  secret: string,
): IdentifiedCommand<D> {
  const ownId = OWN_ID[name];
  // Undefined properties of the body's class would be events' properties otherwise.
  const data: Record<string, unknown> = JSON.parse(JSON.stringify(body));
  if (ownId && data[ownId] === undefined) {
    if (key === undefined) {
      const field = {
        field: ownId,
        code: 'required',
        detail: 'is missing, and there is no Idempotency-Key to make it from',
      };
      throw new Problem('idempotency-key-required', `give ${ownId} or an Idempotency-Key`, [field]);
    }
    data[ownId] = uuidv5(`${name}/${scope}/${key}`, OWN_IDS);
  }
  const naturalKey = ownId && `${name}:${data[ownId]}`;
  return {
    data: data as D,
    // A key of the caller's must never be taken for the id of a fact.
    commandId: key !== undefined ? `key:${key}` : (naturalKey ?? uuidv7()),
    naturalKey,
    ownId,
    payloadHash: createHmac('sha256', secret).update(canonicalForm({ data, name })).digest('hex'),
  };
}
