/**
 * P1–P7, P9, P10, S4, S8: may this contact be made at an instant, what may be said, how hard may it press, and if not,
 * when next? Every layer of the rule book is asked, and one that forbids is enough.
 */
import { owes } from '../contacts';
import type { Contact } from '../events';
import { holdEffects } from '../holds';
import { beginOfDay, localDay, toInstant } from '../local-time';
import type { ContactLayer } from '../policy/policy';
import { reachabilityOf } from '../profile';
import { type Situation, situationAt } from '../situation';
import { toneAt } from '../tone';
import type { Layer, Medium, Purpose } from '../vocabulary';
import { DISCLOSURES, type Disclosure, LAYERS } from '../vocabulary';
import { type Attempt, attemptsOf, type Elsewhere, isConversation, NOWHERE } from './attempts';
import { type Counted, concerns, countAt } from './caps';
import { windowOpensAt } from './window';
import { plausibleZones } from './zones';

export interface PermissionQuestion {
  readonly contactId: string;
  readonly medium: Medium;
  readonly purpose: Purpose;
  readonly kind?: 'informational' | 'interactive' | undefined;
}

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

export interface Forbidding {
  readonly rule: string;
  readonly layer: Layer;
  /** The pack that says so. */
  readonly ref: string;
  readonly why: string;
  readonly cites?: string;
  readonly kind?: 'presumption';
}

export interface Counter {
  readonly rule: string;
  readonly layer: Layer;
  readonly scope: string;
  readonly counts: string;
  readonly count: number;
  readonly max: number;
}

/** What forbids, and when it stops to: null where only a fact can. */
interface Verdict extends Forbidding {
  readonly until: number | null;
}

/** A question at one instant. */
interface Asked {
  readonly situation: Situation;
  readonly contact: Contact;
  readonly question: PermissionQuestion;
  readonly attempts: readonly Attempt[];
  readonly counted: Counted;
  readonly zones: readonly string[];
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
  const asked = ask(situation, question, elsewhere);
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

function ask(situation: Situation, question: PermissionQuestion, elsewhere: Elsewhere): Asked | undefined {
  const { past, zone, opened } = situation;
  const contact = past.contacts.get(question.contactId);
  if (!contact) return undefined;
  const zones = plausibleZones(contact, zone);
  const { caseId, debtor } = opened.event.data;
  const counted: Counted = {
    contact,
    caseId,
    debtorId: debtor.personId,
    number: elsewhere.keyOf(contact.number),
    owes: owes(contact.relation),
    zone: zones.length === 1 && zones[0] !== undefined ? zones[0] : zone,
  };
  return { situation, contact, question, attempts: attemptsOf(past, elsewhere), counted, zones };
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

function verdictsOn(asked: Asked): readonly Verdict[] {
  const { contact: layers } = asked.situation.policy;
  const verdicts = [...whatIsLeft(asked), ...holds(asked), ...layers.flatMap((layer) => layerVerdicts(asked, layer))];
  return verdicts.sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

/** S6: a closed case is not worked, and where nothing is due nothing can be demanded. */
function whatIsLeft({ situation: { past, policy, oldest }, question }: Asked): readonly Verdict[] {
  const { closed, settled } = policy.stages;
  const common = { layer: 'default', ref: policy.ref, until: null } as const;
  if (past.closed) return [{ ...common, rule: closed.rule, why: 'the case is closed' }];
  if (!oldest && question.purpose === 'demand') return [{ ...common, rule: settled.rule, why: 'nothing is due' }];
  return [];
}

/** S8, P6, P10: holds on the case, and on the person behind the contact. */
function holds({ situation: { past, policy }, contact, question }: Asked): readonly Verdict[] {
  const own = [...past.holds.values()].filter(({ event: { data } }) => {
    if (data.contactId === undefined || data.contactId === contact.contactId) return true;
    return past.contacts.get(data.contactId)?.personId === contact.personId;
  });
  return holdEffects(own, policy)
    .filter(({ rule }) => {
      if (rule.contact === 'representative-only') return contact.relation !== 'representative';
      return rule.contact === 'none' || (rule.contact === 'no-demand' && question.purpose === 'demand');
    })
    .map(({ hold, rule, from }) => ({
      rule: rule.rule,
      layer: from.layer === 'law' ? 'law' : 'debtor',
      ref: from.ref,
      why: `on hold: ${hold.event.data.kind}`,
      until: null,
    }));
}

type Check = (asked: Asked, layer: ContactLayer) => Verdict | undefined;

const layerVerdicts = (asked: Asked, layer: ContactLayer): readonly Verdict[] => [
  ...[notBefore, references, thirdParty, refused, messages, workplace, window, rest]
    .map((check: Check) => check(asked, layer))
    .filter((verdict) => verdict !== undefined),
  ...caps(asked, layer),
];

const notBefore: Check = ({ situation: { daysPastDue, oldest, zone } }, { rules, layer, ref }) => {
  const rule = rules.notBeforeDaysPastDue;
  if (!rule || daysPastDue >= rule.days) return undefined;
  const why = `no contact before ${rule.days} days past due`;
  return { rule: rule.rule, layer, ref, why, until: oldest ? beginOfDay(oldest.day + rule.days, zone) : null };
};

/** P2, P3. */
const references: Check = ({ situation, contact }, { rules, layer, ref }) => {
  const { daysPastDue, oldest, zone } = situation;
  if (contact.relation === 'self' || contact.relation === 'representative') return undefined;
  const rule = rules.references?.find(({ upTo }) => upTo === null || daysPastDue <= upTo);
  if (!rule || rule.who === 'references') return undefined;
  const while_ = rule.who === 'references-while-unreachable';
  if (while_ && (owes(contact.relation) || reachabilityOf(situation) !== 'reachable')) return undefined;
  const until = oldest && rule.upTo !== null ? beginOfDay(oldest.day + rule.upTo + 1, zone) : null;
  const why = while_ ? 'the debtor can be reached' : 'only the debtor may be contacted yet';
  return { rule: rule.rule, layer, ref, why, until };
};

/** P4: nobody who does not owe is asked to pay, unless they offered; some may only be asked where the debtor is. */
const thirdParty: Check = ({ contact, question }, { rules, layer, ref }) => {
  const rule = rules.thirdParties;
  if (!rule || !isThirdParty(contact) || (rule.spouseIsDebtor && contact.relation === 'spouse')) return undefined;
  const common = { rule: rule.rule, layer, ref, until: null, ...(rule.cites !== undefined && { cites: rule.cites }) };
  if (question.purpose === 'demand' && (contact.willingToPay !== true || rule.onlyToLocate)) {
    return { ...common, why: 'nothing is demanded of somebody who does not owe' };
  }
  return rule.onlyToLocate && question.purpose !== 'locate'
    ? { ...common, why: 'only where the debtor is may be asked' }
    : undefined;
};

export const isThirdParty = ({ relation }: Contact): boolean => !owes(relation) && relation !== 'representative';

/** P6, where a refusal is for good. */
const refused: Check = ({ contact, attempts, situation: { at } }, { rules, layer, ref }) => {
  if (!rules.thirdParties?.refusalIsFinal || !isThirdParty(contact)) return undefined;
  const has = attempts.some((one) => one.personId === contact.personId && one.refused && one.at <= at);
  return has ? { rule: 'P6', layer, ref, why: 'this person has refused', until: null } : undefined;
};

/** P7: text messages only where they are allowed. */
const messages: Check = ({ question, situation }, { rules, layer, ref }) => {
  const rule = rules.messages;
  if (!rule || question.medium !== 'message' || rule.allowed === 'yes') return undefined;
  const creditor = situation.policy.contact.some(
    (one) => one.layer === 'creditor' && one.rules.messages?.allowed === 'yes',
  );
  if (rule.allowed === 'where-the-creditor-allows' && creditor) return undefined;
  return { rule: rule.rule, layer, ref, why: 'text messages are not allowed here', until: null };
};

const workplace: Check = ({ question, contact }, { rules, layer, ref }) => {
  const rule = rules.workplace;
  if (!rule || rule.calls || question.medium !== 'call' || contact.numberKind !== 'work') return undefined;
  return { rule: rule.rule, layer, ref, why: 'the workplace is not called', until: null };
};

/** P1: in the local time of the person called; where it is not known, at all that it can be. */
const window: Check = ({ situation: { at, policy }, question, zones }, { rules, layer, ref }) => {
  const rule = rules.window;
  if (!rule?.media.includes(question.medium)) return undefined;
  const opens = windowOpensAt(rule, at, zones, policy.calendar);
  if (opens === at) return undefined;
  const why = zones.length === 1 ? `outside ${rule.from}–${rule.to} there` : 'not within hours in every zone it may be';
  const cites = rule.cites === undefined ? {} : { cites: rule.cites };
  return { rule: rule.rule, layer, ref, why, until: opens ?? null, ...cites };
};

/** After a conversation about this debt, whoever called, its local day the first. */
const rest: Check = ({ question, attempts, counted, situation: { at } }, { rules, layer, ref }) => {
  const rule = rules.restAfterConversation;
  if (!rule || question.medium !== 'call') return undefined;
  const last = attempts.findLast(
    (one) =>
      one.at <= at && isConversation(one) && one.caseId === counted.caseId && one.personId === counted.contact.personId,
  );
  if (!last) return undefined;
  const until = beginOfDay(localDay(last.at, counted.zone) + rule.days, counted.zone);
  if (at >= until) return undefined;
  const why = `spoken to within ${rule.days} days`;
  const kind = rule.kind === 'presumption' ? { kind: rule.kind } : {};
  return { rule: rule.rule, layer, ref, why, until, ...kind, ...(rule.cites !== undefined && { cites: rule.cites }) };
};

function caps({ question, attempts, counted, situation: { at } }: Asked, { rules, layer, ref }: ContactLayer) {
  if (question.medium !== 'call') return [];
  return (rules.caps ?? []).flatMap((cap): readonly Verdict[] => {
    if (!concerns(cap, counted) || !isOfKind(cap.callKind, question.kind)) return [];
    const { count, freeAt } = countAt(cap, attempts, counted, at);
    if (freeAt === undefined) return [];
    const kind = cap.kind === 'presumption' ? { kind: cap.kind } : {};
    const cites = cap.cites === undefined ? {} : { cites: cap.cites };
    return [
      { rule: cap.rule, layer, ref, why: `${count} of ${cap.max} ${cap.counts}`, until: freeAt, ...kind, ...cites },
    ];
  });
}

/** A call is a conversation between people unless it is said to be an announcement. */
const isOfKind = (of: string | undefined, asked: string | undefined): boolean =>
  of === undefined || of === (asked ?? 'interactive');

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
function mayDisclose({ situation: { policy, past }, contact }: Asked): Disclosure {
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
