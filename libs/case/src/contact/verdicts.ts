/** P1–P7, P9, P10, S4, S6, S8: what stands against a contact at an instant, layer by layer. */
import { isRightParty, owes } from '../contacts';
import type { Contact } from '../events';
import { holdEffects } from '../holds';
import { beginOfDay, localDay } from '../local-time';
import type { ContactLayer } from '../policy/policy';
import { reachabilityOf } from '../profile';
import type { Situation } from '../situation';
import { LAYERS, type Layer, type Medium, type Purpose } from '../vocabulary';
import { type Attempt, isConversation } from './attempts';
import { type Counted, concerns, countAt } from './caps';
import { windowOpensAt } from './window';
import { plausibleZones } from './zones';

export interface PermissionQuestion {
  readonly contactId: string;
  readonly medium: Medium;
  readonly purpose: Purpose;
  readonly kind?: 'informational' | 'interactive' | undefined;
}

/** What stands against a contact; stable, for programs to act on. */
export type ForbiddingCode =
  | 'case-closed'
  | 'nothing-due'
  | 'on-hold'
  | 'too-early'
  | 'debtor-first'
  | 'third-party-demand'
  | 'refused-before'
  | 'text-message'
  | 'workplace-call'
  | 'outside-hours'
  | 'too-often'
  | 'spoken-to-lately';

export interface Forbidding {
  readonly code: ForbiddingCode;
  readonly rule: string;
  readonly layer: Layer;
  /** The pack that says so. */
  readonly ref: string;
  readonly why: string;
  readonly cites?: string;
  readonly kind?: 'presumption';
}

/** What forbids, and when it stops to: null where only a fact can. */
export interface Verdict extends Forbidding {
  readonly until: number | null;
}

/** A question at one instant. */
export interface Asked {
  readonly situation: Situation;
  readonly contact: Contact;
  readonly question: PermissionQuestion;
  readonly attempts: readonly Attempt[];
  readonly counted: Counted;
  readonly zones: readonly string[];
}

/** Undefined where the case has no such contact, and none is given. `attempts` come by when they were made. */
export function ask(
  situation: Situation,
  question: PermissionQuestion,
  attempts: readonly Attempt[],
  keyOf: (number: string) => string,
  contact = situation.past.contacts.get(question.contactId),
): Asked | undefined {
  const { zone, opened } = situation;
  if (!contact) return undefined;
  const zones = plausibleZones(contact, zone);
  const { caseId, debtor } = opened.event.data;
  const counted: Counted = {
    contact,
    caseId,
    debtorId: debtor.personId,
    number: keyOf(contact.number),
    owes: owes(contact.relation),
    zone: zones.length === 1 && zones[0] !== undefined ? zones[0] : zone,
  };
  return { situation, contact, question, attempts, counted, zones };
}

export function verdictsOn(asked: Asked): readonly Verdict[] {
  const { contact: layers } = asked.situation.policy;
  const verdicts = [...whatIsLeft(asked), ...holds(asked), ...layers.flatMap((layer) => layerVerdicts(asked, layer))];
  return verdicts.sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
}

/** S6: a closed case is not worked, and where nothing is due nothing can be demanded. */
function whatIsLeft({ situation: { past, policy, oldest }, question }: Asked): readonly Verdict[] {
  const { closed, settled } = policy.stages;
  const common = { layer: 'default', ref: policy.ref, until: null } as const;
  if (past.closed) return [{ ...common, code: 'case-closed', rule: closed.rule, why: 'the case is closed' }];
  if (!oldest && question.purpose === 'demand')
    return [{ ...common, code: 'nothing-due', rule: settled.rule, why: 'nothing is due' }];
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
      code: 'on-hold' as const,
      rule: rule.rule,
      layer: from.layer === 'law' ? ('law' as const) : ('debtor' as const),
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
  const until = oldest ? beginOfDay(oldest.day + rule.days, zone) : null;
  return { code: 'too-early', rule: rule.rule, layer, ref, why, until };
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
  return { code: 'debtor-first', rule: rule.rule, layer, ref, why, until };
};

/** P4: nobody who does not owe is asked to pay, unless they offered; some may only be asked where the debtor is. */
const thirdParty: Check = ({ contact, question }, { rules, layer, ref }) => {
  const rule = rules.thirdParties;
  if (!rule || !isThirdParty(contact) || (rule.spouseIsDebtor && contact.relation === 'spouse')) return undefined;
  const common = {
    code: 'third-party-demand' as const,
    rule: rule.rule,
    layer,
    ref,
    until: null,
    ...(rule.cites !== undefined && { cites: rule.cites }),
  };
  if (question.purpose === 'demand' && (contact.willingToPay !== true || rule.onlyToLocate)) {
    return { ...common, why: 'nothing is demanded of somebody who does not owe' };
  }
  return rule.onlyToLocate && question.purpose !== 'locate'
    ? { ...common, why: 'only where the debtor is may be asked' }
    : undefined;
};

export const isThirdParty = ({ relation }: Contact): boolean => !isRightParty(relation);

/** P6, where a refusal is for good. */
const refused: Check = ({ contact, attempts, situation: { at } }, { rules, layer, ref }) => {
  if (!rules.thirdParties?.refusalIsFinal || !isThirdParty(contact)) return undefined;
  const has = attempts.some((one) => one.answererId === contact.personId && one.refused && one.at <= at);
  return has
    ? { code: 'refused-before', rule: 'P6', layer, ref, why: 'this person has refused', until: null }
    : undefined;
};

/** P7: text messages only where they are allowed. */
const messages: Check = ({ question, situation }, { rules, layer, ref }) => {
  const rule = rules.messages;
  if (!rule || question.medium !== 'message' || rule.allowed === 'yes') return undefined;
  const creditor = situation.policy.contact.some(
    (one) => one.layer === 'creditor' && one.rules.messages?.allowed === 'yes',
  );
  if (rule.allowed === 'where-the-creditor-allows' && creditor) return undefined;
  return { code: 'text-message', rule: rule.rule, layer, ref, why: 'text messages are not allowed here', until: null };
};

const workplace: Check = ({ question, contact }, { rules, layer, ref }) => {
  const rule = rules.workplace;
  if (!rule || rule.calls || question.medium !== 'call' || contact.numberKind !== 'work') return undefined;
  return { code: 'workplace-call', rule: rule.rule, layer, ref, why: 'the workplace is not called', until: null };
};

/** P1: in the local time of the person called; where it is not known, at all that it can be. */
const window: Check = ({ situation: { at, policy }, question, zones }, { rules, layer, ref }) => {
  const rule = rules.window;
  if (!rule?.media.includes(question.medium)) return undefined;
  const opens = windowOpensAt(rule, at, zones, policy.calendar);
  if (opens === at) return undefined;
  const why = zones.length === 1 ? `outside ${rule.from}–${rule.to} there` : 'not within hours in every zone it may be';
  const cites = rule.cites === undefined ? {} : { cites: rule.cites };
  return { code: 'outside-hours', rule: rule.rule, layer, ref, why, until: opens ?? null, ...cites };
};

/** After a conversation about this debt, whoever called, its local day the first. */
const rest: Check = ({ question, attempts, counted, situation: { at } }, { rules, layer, ref }) => {
  const rule = rules.restAfterConversation;
  if (!rule || question.medium !== 'call') return undefined;
  const last = attempts.findLast(
    (one) =>
      one.at <= at &&
      isConversation(one) &&
      one.caseId === counted.caseId &&
      one.answererId === counted.contact.personId,
  );
  if (!last) return undefined;
  const until = beginOfDay(localDay(last.at, counted.zone) + rule.days, counted.zone);
  if (at >= until) return undefined;
  const why = `spoken to within ${rule.days} days`;
  const kind = rule.kind === 'presumption' ? { kind: rule.kind } : {};
  return {
    code: 'spoken-to-lately',
    rule: rule.rule,
    layer,
    ref,
    why,
    until,
    ...kind,
    ...(rule.cites !== undefined && { cites: rule.cites }),
  };
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
      {
        code: 'too-often',
        rule: cap.rule,
        layer,
        ref,
        why: `${count} of ${cap.max} ${cap.counts}`,
        until: freeAt,
        ...kind,
        ...cites,
      },
    ];
  });
}

/** A call is a conversation between people unless it is said to be an announcement. */
export const isOfKind = (of: string | undefined, asked: string | undefined): boolean =>
  of === undefined || of === (asked ?? 'interactive');
