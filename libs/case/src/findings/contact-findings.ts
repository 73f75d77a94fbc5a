/** P1–P7, P9, P10 and the practices that a call, a demand or a visit shows, judged as of when it was made. */

import type { CallFact } from '../chronicle';
import type { Attempt } from '../contact/attempts';
import { mayDisclose } from '../contact/permission';
import { type Asked, ask, isThirdParty, verdictsOn } from '../contact/verdicts';
import { answererOf } from '../contacts';
import type { Contact } from '../events';
import { startOfDay } from '../local-time';
import type { Situation } from '../situation';
import type { Fact, FactOf } from '../state';
import { LAYERS, type Layer, type Medium } from '../vocabulary';
import { type Finding, finding, type Severity } from './finding';

/** What was there just before: the case, and the calls made until then, by when they were made. */
export interface Before {
  readonly situation: Situation;
  readonly attempts: readonly Attempt[];
  keyOf(number: string): string;
}

const MINUTE_MS = 60_000;

const SEVERITIES: Readonly<Record<string, Severity>> = {
  'on-hold': 'critical',
  'refused-before': 'critical',
  'outside-hours': 'high',
  'debtor-first': 'high',
  'third-party-demand': 'high',
  'workplace-call': 'high',
  'text-message': 'medium',
  'too-often': 'high',
  'spoken-to-lately': 'medium',
  'too-early': 'low',
  'case-closed': 'medium',
};

/** What a call shows; one that came in is judged by nothing but what was said. */
export function callFindings(call: CallFact, before: Before): readonly Finding[] {
  const { situation } = before;
  const { data } = call.event;
  const contact = calledBy(call, situation);
  const said = disclosed(call, before, contact);
  if (data.direction === 'inbound') return said;
  return [
    ...forbidden(call, contact, 'call', before),
    ...said,
    ...unregisteredLine(call, situation),
    ...bursts(call, before),
    ...manyAgents(call, situation),
  ];
}

/**
 * Whom a call was to, on the number that was called. A contact that is not on record, or not yet, is taken for what the call
 * says of who answered, and for the debtor where it says nothing.
 */
function calledBy({ event: { data } }: CallFact, { past, opened }: Situation): Contact {
  const known = past.contacts.get(data.contactId);
  if (known) return { ...known, number: data.number };
  return {
    contactId: data.contactId,
    personId: data.answeredBy?.personId ?? opened.event.data.debtor.personId,
    relation: data.answeredBy?.relation ?? 'self',
    numberKind: 'other',
    number: data.number,
    informed: data.answeredBy?.informed ?? false,
  };
}

/** What a demand in writing shows. */
export function demandFindings(demand: FactOf<'DemandSent'>, before: Before): readonly Finding[] {
  const contact = before.situation.past.contacts.get(demand.event.data.contactId);
  const medium = demand.event.data.kind === 'message' ? 'message' : 'letter';
  return contact ? forbidden(demand, contact, medium, before, 'demand') : [];
}

/** B7 and whatever stands against a visit to the debtor. */
export function visitFindings(visit: FactOf<'FieldVisitReported'>, before: Before): readonly Finding[] {
  const { opened, past, policy } = before.situation;
  const { entry, visitors } = visit.event.data;
  const debtor = past.contacts.all().find(({ relation }) => relation === 'self');
  const found: Finding[] = debtor ? [...forbidden(visit, debtor, 'visit', before, 'locate')] : [];
  for (const { layer, rules } of policy.contact) {
    if (!rules.visits) continue;
    const { rule, visitorsAtLeast, consentToEnter } = rules.visits;
    if (visitors.length < visitorsAtLeast) {
      const detail = `${visitors.length} of at least ${visitorsAtLeast} visitors`;
      found.push(finding(opened, { code: 'too-few-visitors', severity: 'medium', rule, layer, detail }, visit));
    }
    if (consentToEnter && entry === 'without-consent') {
      const detail = 'entered without consent';
      found.push(finding(opened, { code: 'entry-without-consent', severity: 'critical', rule, layer, detail }, visit));
    }
  }
  if (!past.atField) {
    const detail = 'no escalation was on record';
    found.push(finding(opened, { code: 'visit-without-escalation', severity: 'medium', rule: 'S6', detail }, visit));
  }
  return strongest(found);
}

/** Everything that the layers would have forbidden, each rule once, by the strongest layer that says so. */
function forbidden(
  fact: Fact,
  contact: Contact,
  medium: Medium,
  { situation, attempts, keyOf }: Before,
  purpose: 'demand' | 'locate' = isThirdParty(contact) ? 'locate' : 'demand',
): readonly Finding[] {
  const question = { contactId: contact.contactId, medium, purpose, kind: kindOf(fact) };
  const asked = ask(situation, question, attempts, keyOf, contact);
  if (!asked) return [];
  return strongest(
    verdictsOn(asked)
      .filter(({ code }) => code !== 'nothing-due')
      .map(({ code, rule, layer, why, kind }) =>
        finding(
          situation.opened,
          { code, rule, layer, severity: severityOf(code, kind, asked), detail: why },
          fact,
          ...(code === 'on-hold' ? situation.past.holds.values() : []),
        ),
      ),
  );
}

const kindOf = ({ event }: Fact): 'informational' | 'interactive' | undefined =>
  event.type === 'CallAttempted' ? event.data.kind : undefined;

/** A presumption can be rebutted; and where the zone is a guess, so is the hour. */
function severityOf(code: string, kind: 'presumption' | undefined, { zones }: Asked): Severity {
  if (kind === 'presumption') return 'medium';
  return code === 'outside-hours' && zones.length !== 1 ? 'low' : (SEVERITIES[code] ?? 'medium');
}

const rank = (layer: Layer | undefined): number => (layer === undefined ? -1 : LAYERS.indexOf(layer));

/** Of findings with the same key the one of the strongest layer. */
export function strongest(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<string, Finding>();
  for (const one of findings) {
    const known = byKey.get(one.key);
    if (!known || rank(one.layer) < rank(known.layer)) byKey.set(one.key, one);
  }
  return [...byKey.values()];
}

/** P4, P9, B1, B20: the debt was spoken of with somebody who may not be told. */
function disclosed(call: CallFact, { situation, attempts, keyOf }: Before, contact: Contact) {
  const { disclosed: told, answeredBy, contactId } = call.event.data;
  if (!told) return [];
  const answerer: Contact = {
    ...contact,
    relation: answererOf(call, situation.past.contacts) ?? contact.relation,
    informed: answeredBy?.informed ?? contact.informed,
  };
  const asked = ask(situation, { contactId, medium: 'call', purpose: 'locate' }, attempts, keyOf, contact);
  if (!asked || mayDisclose({ ...asked, contact: answerer }) !== 'name-and-call-back-number') return [];
  const { opened } = situation;
  if (isThirdParty(answerer)) {
    const detail = `the debt was spoken of with: ${answerer.relation}`;
    return [finding(opened, { code: 'third-party-disclosure', severity: 'critical', rule: 'P4', detail }, call)];
  }
  const detail = 'the debt was spoken of in the first call to a workplace';
  return [finding(opened, { code: 'workplace-disclosure', severity: 'high', rule: 'P9', detail }, call)];
}

/** P7, B13. */
function unregisteredLine(call: CallFact, { opened, policy }: Situation): readonly Finding[] {
  const { lineId } = call.event.data;
  return policy.contact
    .flatMap(({ layer, rules: { lines } }) => (lines && !lines.registered.includes(lineId) ? [{ layer, lines }] : []))
    .slice(0, 1)
    .map(({ layer, lines }) => {
      const found = { code: 'unregistered-line', severity: 'high', rule: lines.rule, layer } as const;
      return finding(opened, { ...found, detail: `line ${lineId} is not registered` }, call);
    });
}

const BURST_MINUTES = 5;
const CONCENTRATED = 7;

/** B3: again within minutes of an unanswered call to the number, or as often in one day as is presumed to harass. */
function bursts(call: CallFact, { situation }: Before): readonly Finding[] {
  const { opened, past } = situation;
  const { number, contactId, result } = call.event.data;
  const today = sameDay(call, situation).filter(({ event }) => event.data.direction === 'outbound');
  const found: Finding[] = [];
  const last = today.find(({ event }) => event.data.number === number);
  const soon = last && last.event.data.result !== 'answered' && call.at - last.at < BURST_MINUTES * MINUTE_MS;
  if (last && soon && result !== 'answered') {
    const detail = `within ${BURST_MINUTES} minutes of an unanswered call`;
    found.push(finding(opened, { code: 'burst-calling', severity: 'medium', rule: 'B3', detail }, call, last));
  }
  const personOf = (id: string) => past.contacts.get(id)?.personId ?? id;
  const same = today.filter(({ event }) => personOf(event.data.contactId) === personOf(contactId));
  if (same.length + 1 >= CONCENTRATED) {
    const detail = `call ${same.length + 1} to one person in a day`;
    found.push(finding(opened, { code: 'concentrated-calling', severity: 'medium', rule: 'B3', detail }, call));
  }
  return found;
}

/** Calls before this one on the debtor's same local day, the newest first. */
function sameDay(call: CallFact, { past, zone }: Situation): readonly CallFact[] {
  const from = startOfDay(call.at, zone);
  const calls: CallFact[] = [];
  for (let i = past.calls.length - 1; i >= 0; i--) {
    const earlier = past.calls[i];
    if (!earlier || earlier.at < from) break;
    calls.push(earlier);
  }
  return calls;
}

/** B14: one collector after the other on the same day. */
function manyAgents(call: CallFact, situation: Situation): readonly Finding[] {
  const agents = new Set(sameDay(call, situation).map(({ event }) => event.data.agentId));
  if (agents.has(call.event.data.agentId)) return [];
  return situation.policy.contact
    .flatMap(({ layer, rules: { agentsADay } }) =>
      agentsADay && agents.size + 1 > agentsADay.max ? [{ layer, agentsADay }] : [],
    )
    .slice(0, 1)
    .map(({ layer, agentsADay: { rule, max } }) => {
      const detail = `${agents.size + 1} collectors in a day, ${max} at most`;
      return finding(situation.opened, { code: 'many-collectors', severity: 'low', rule, layer, detail }, call);
    });
}
