/** What happens to a case now and then: one of each kind of event that the daily work does not bring. */
import type { CaseEvent, EventData, LedgerEvent, Money, PersonEvent } from '@case';
import { OTHERS } from './policies';
import type { Under } from './portfolio';

/** A case when something happens to it. */
export interface Scene {
  readonly known: Under;
  readonly caseId: string;
  readonly personId: string;
  /** For whatever is new. */
  readonly id: string;
  /** When it happened, and when it is recorded; epoch milliseconds. */
  readonly at: number;
  readonly now: number;
  /** To draw details from. */
  readonly detail: number;
  readonly money: (minor: number) => Money;
}

const said = { by: 'supervisor', reason: 'so it is' } as const;
const office = { by: 'keeper-1', reason: 'asked for', authority: 'the office' } as const;
const instant = (epochMs: number): string => new Date(epochMs).toISOString();

function caseEvent<T extends CaseEvent['type']>(type: T, { at }: Scene, data: EventData<T>): LedgerEvent {
  return { type, data, occurredAt: instant(at) } as CaseEvent;
}

function personEvent<T extends PersonEvent['type']>(type: T, { now }: Scene, data: EventData<T>): LedgerEvent {
  return { type, data, occurredAt: instant(now) } as PersonEvent;
}

const DAY_MS = 86_400_000;
const HOLDS = ['disputed', 'hardship', 'ceased', 'payment-check'] as const;
const DEMANDS = ['message', 'letter', 'lawyers-letter'] as const;
const OUTCOMES = ['paid', 'written-off', 'recalled'] as const;
const SETTLED = ['FindingAcknowledged', 'FindingResolved', 'FindingWaived'] as const;
const RELATIONS = ['guarantor', 'friend', 'employer'] as const;

/** Nothing where there is nothing that it could happen to. */
export const RARER: readonly ((scene: Scene) => readonly LedgerEvent[])[] = [
  (scene) => {
    const policies = OTHERS[scene.detail % OTHERS.length] ?? [];
    const bound = { ...scene, at: scene.at - (scene.detail % 5) * DAY_MS };
    return [caseEvent('PolicyBound', bound, { bindingId: scene.id, policies: [...policies], ...said })];
  },
  (scene) => {
    const [promiseId, paymentId] = [scene.known.promises.at(-1)?.promiseId, scene.known.payments.at(-1)];
    if (promiseId === undefined || paymentId === undefined) return [];
    return [caseEvent('PromiseKept', scene, { promiseId, paymentId, paid: scene.money(scene.detail % 9_000) })];
  },
  (scene) => {
    const promiseId = scene.known.promises[scene.detail % Math.max(1, scene.known.promises.length)]?.promiseId;
    return promiseId === undefined ? [] : [caseEvent('PromiseWithdrawn', scene, { promiseId, ...said })];
  },
  (scene) => [
    caseEvent('WaiverAuthorised', scene, {
      waiverId: scene.id,
      amount: scene.money(100 + (scene.detail % 9_000)),
      ...said,
      authorisation: { by: 'lender-1', reference: 'letter 7' },
    }),
  ],
  (scene) => [
    caseEvent('BalanceAdjusted', scene, {
      adjustmentId: scene.id,
      direction: scene.detail % 2 === 0 ? 'increase' : 'decrease',
      amount: scene.money(100 + (scene.detail % 5_000)),
      ...(scene.detail % 3 === 0 && { dueId: scene.caseId }),
      ...said,
    }),
  ],
  (scene) => {
    scene.known.holds.push(scene.id);
    const kind = HOLDS[scene.detail % HOLDS.length] ?? 'disputed';
    const whom = scene.detail % 3 === 0 ? { contactId: 'aunt' } : {};
    return [caseEvent('HoldPlaced', scene, { holdId: scene.id, kind, ...whom, reason: 'said so' })];
  },
  (scene) => {
    const holdId = scene.known.holds.pop();
    return holdId === undefined ? [] : [caseEvent('HoldLifted', scene, { holdId, reason: 'over' })];
  },
  (scene) => {
    scene.known.closed = !scene.known.closed;
    if (!scene.known.closed) return [caseEvent('CaseReopened', scene, { reopeningId: scene.id, ...said })];
    const outcome = OUTCOMES[scene.detail % OUTCOMES.length] ?? 'paid';
    return [caseEvent('CaseClosed', scene, { closureId: scene.id, outcome, ...said })];
  },
  (scene) => [
    caseEvent('EscalatedToField', scene, {
      escalationId: scene.id,
      requestedBy: 'supervisor',
      criteria: [],
      override: said,
    }),
  ],
  (scene) => [caseEvent('LegalActionStarted', scene, { actionId: scene.id, kind: 'pre-action-notice', ...said })],
  (scene) => {
    const kind = DEMANDS[scene.detail % DEMANDS.length] ?? 'letter';
    const data = { demandId: scene.id, kind, sentAt: instant(scene.at), contactId: 'self' };
    return [caseEvent('DemandSent', scene, data)];
  },
  (scene) => [
    caseEvent('ContactAdded', scene, {
      contactId: scene.id,
      personId: `R-${scene.personId}`,
      relation: RELATIONS[scene.detail % RELATIONS.length] ?? 'friend',
      numberKind: 'work',
      number: `+3491${String(scene.detail % 9_999_999).padStart(7, '0')}`,
      informed: false,
      source: 'debtor',
      verified: false,
    }),
  ],
  (scene) => {
    const relation = RELATIONS[scene.detail % RELATIONS.length] ?? 'friend';
    const whom = scene.detail % 2 === 0 ? { personId: `S-${scene.personId}` } : { relation };
    return [caseEvent('ContactUpdated', scene, { contactId: 'aunt', ...whom, source: 'debtor', verified: true })];
  },
  (scene) => {
    const callId = scene.known.calls.at(-1)?.callId;
    if (callId === undefined) return [];
    const type = SETTLED[scene.detail % SETTLED.length] ?? 'FindingAcknowledged';
    return [caseEvent(type, scene, { actionId: scene.id, findingKey: `late-note~${callId}`, ...said })];
  },
  (scene) => [
    caseEvent('ContactPermissionChecked', scene, {
      checkId: scene.id,
      contactId: 'self',
      medium: 'call',
      purpose: 'demand',
      askedFor: instant(scene.at),
      allowed: scene.detail % 2 === 0,
      ...(scene.detail % 2 === 1 && { rule: 'C1', layer: 'default' as const }),
      counters: [],
      mayDisclose: 'all',
      toneCeiling: 3,
    }),
  ],
  (scene) => {
    const { personId, id } = scene;
    return [
      scene.detail % 2 === 0
        ? personEvent('LegalHoldPlaced', scene, { legalHoldId: id, personId, ...office })
        : personEvent('CasePurged', scene, {
            purgeId: id,
            personId,
            caseId: scene.caseId,
            what: scene.detail % 4 === 1 ? 'notes' : 'events',
            by: 'keeper-1',
            keys: [],
          }),
    ];
  },
  (scene) => {
    const { personId, id } = scene;
    const keys: string[] = [];
    const [first, second] = [
      personEvent('PersonBlocked', scene, { erasureId: id, personId, ...office, keys }),
      scene.detail % 2 === 0
        ? personEvent('PersonErased', scene, { erasureId: id, personId, keys })
        : personEvent('BlockLifted', scene, { erasureId: id, personId, by: 'keeper-1', reason: 'a slip', keys }),
    ];
    return [first, second];
  },
];
