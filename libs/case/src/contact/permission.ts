/**
 * P1–P7, P9, P10, S4, S8: may this contact be made at an instant, what may be said, how hard may it press, and if not,
 * when next? Every layer of the rule book is asked, and one that forbids is enough.
 */
import { owes } from '../contacts';
import type { Contact } from '../events';
import { toInstant } from '../local-time';
import { type Situation, situationAt } from '../situation';
import { toneAt } from '../tone';
import { DISCLOSURES, type Disclosure, type Layer, type Medium, type Purpose } from '../vocabulary';
import { attemptsOf, type Elsewhere, NOWHERE } from './attempts';
import { concerns, countAt } from './caps';
import {
  type Asked,
  ask,
  type Forbidding,
  isOfKind,
  isThirdParty,
  type PermissionQuestion,
  type Verdict,
  verdictsOn,
} from './verdicts';

export type { Forbidding, PermissionQuestion } from './verdicts';
export { isThirdParty } from './verdicts';

export interface Permission {
  readonly at: string;
  readonly contactId: string;
  readonly medium: Medium;
  readonly purpose: Purpose;
  readonly allowed: boolean;
  /** Of the strongest layer that forbids it. */
  readonly rule?: string;
  readonly layer?: Layer;
  /** All that forbids it, the strongest first. */
  readonly forbiddenBy: readonly Forbidding[];
  readonly counters: readonly Counter[];
  /** `at` where it is allowed; null where waiting alone does not help. */
  readonly nextPermittedAt: string | null;
  readonly mayDisclose: Disclosure;
  readonly toneCeiling: number;
}

export interface Counter {
  readonly rule: string;
  readonly layer: Layer;
  readonly scope: string;
  readonly counts: string;
  readonly count: number;
  readonly max: number;
}

/**
 * The answer at the situation's instant. Undefined where the case has no such contact. `elsewhere` is what is known of
 * calls in other cases; without it only this case is counted.
 */
export function permissionAt(
  situation: Situation,
  question: PermissionQuestion,
  elsewhere: Elsewhere = NOWHERE,
): Permission | undefined {
  const asked = ask(situation, question, attemptsOf(situation.past, elsewhere), elsewhere.keyOf);
  if (!asked) return undefined;
  const { at } = situation;
  const { contactId, medium, purpose } = question;
  const verdicts = verdictsOn(asked);
  const first = verdicts[0];
  return {
    at: toInstant(at),
    contactId,
    medium,
    purpose,
    allowed: !first,
    ...(first && { rule: first.rule, layer: first.layer }),
    forbiddenBy: verdicts.map(({ until: _until, ...forbidding }) => forbidding),
    counters: countersOf(asked),
    nextPermittedAt: nextPermitted(asked, verdicts),
    mayDisclose: first ? 'nothing' : mayDisclose(asked),
    toneCeiling: toneCeilingFor(situation, asked.contact),
  };
}

/** T7: to anybody who does not owe, warm at most. */
export function toneCeilingFor(situation: Situation, contact: Pick<Contact, 'relation'> | undefined): number {
  const { level } = toneAt(situation);
  return owes(contact?.relation) ? level : Math.min(level, situation.policy.tone.thirdParty.cap);
}

/** So often is waited for the next thing that stands against it; more than any real rule book needs. */
const STEPS = 100;

/** Waits out whatever forbids, one after the other, until nothing does. */
function nextPermitted(asked: Asked, verdicts: readonly Verdict[]): string | null {
  let standing = verdicts;
  let at = asked.situation.at;
  for (let step = 0; step < STEPS; step++) {
    if (standing.length === 0) return toInstant(at);
    const untils = standing.map(({ until }) => until);
    if (untils.some((until) => until === null || !Number.isFinite(until))) return null;
    at = Math.max(...untils.filter((until) => until !== null));
    const { past, account } = asked.situation;
    standing = verdictsOn({ ...asked, situation: situationAt(at, past, account) });
  }
  return null;
}

function countersOf({ question, attempts, counted, situation: { at, policy } }: Asked): readonly Counter[] {
  if (question.medium !== 'call') return [];
  return policy.contact.flatMap(({ layer, rules }) =>
    (rules.caps ?? [])
      .filter((cap) => concerns(cap, counted) && isOfKind(cap.callKind, question.kind))
      .map((cap) => ({
        rule: cap.rule,
        layer,
        scope: cap.scope,
        counts: cap.counts,
        count: countAt(cap, attempts, counted, at).count,
        max: cap.max,
      })),
  );
}

/** P4, P9: the least that any layer allows. */
export function mayDisclose({ situation: { policy, past }, contact }: Asked): Disclosure {
  const answered = past.calls.some(
    ({ event: { data } }) => data.contactId === contact.contactId && data.result === 'answered',
  );
  return policy.contact.reduce<Disclosure>((least, { rules }) => {
    const options: Disclosure[] = [least];
    const { thirdParties: third, workplace: work } = rules;
    if (third && isThirdParty(contact) && !(third.spouseIsDebtor && contact.relation === 'spouse')) {
      options.push(toThirdParty(third.disclose, contact));
    }
    if (work && !work.discloseOnFirstCall && contact.numberKind === 'work' && !answered) {
      options.push('name-and-call-back-number');
    }
    return options.reduce((a, b) => (DISCLOSURES.indexOf(b) < DISCLOSURES.indexOf(a) ? b : a));
  }, 'all');
}

function toThirdParty(disclose: 'informed' | 'willing-to-pay' | 'nobody', contact: Contact): Disclosure {
  if (disclose === 'nobody') return 'name-and-call-back-number';
  if (disclose === 'informed' && contact.informed) return 'all';
  return contact.willingToPay === true ? 'amount-and-how-to-pay' : 'name-and-call-back-number';
}
