/** F7–F9: in which order cases are worked, and whom to call next on which number, when, and how. */
import { overdueOn } from './account';
import { type Because, because } from './because';
import type { Elsewhere } from './contact/attempts';
import { isThirdParty, type Permission, permissionAt } from './contact/permission';
import { windowOpensAt } from './contact/window';
import { plausibleZones } from './contact/zones';
import type { Contact } from './events';
import { isHidden } from './hidden';
import { atClock, clockMinutes, localDay, toInstant } from './local-time';
import { minutesOf } from './policy/parts';
import type { Policy } from './policy/policy';
import { reachabilityOf } from './profile';
import { inUnits, type Situation } from './situation';
import { missedFirstInstalment } from './tone';

type Rank = Policy['work']['order']['ranks'][number];

/** F7: from 1 on; what is none of the pack's ranks comes last. */
export function rankOf(situation: Situation): { readonly rank: number; readonly rankedAs: Rank | undefined } {
  const { ranks } = situation.policy.work.order;
  const place = situation.oldest && !situation.past.closed ? ranks.findIndex((rank) => IS[rank](situation)) : -1;
  return place < 0 ? { rank: ranks.length + 1, rankedAs: undefined } : { rank: place + 1, rankedAs: ranks[place] };
}

const IS: Readonly<Record<Rank, (situation: Situation) => boolean>> = {
  'missed-first-instalment': (situation) => missedFirstInstalment(situation) !== undefined,
  'promised-today': ({ open }) => open.some(({ state }) => state === 'due-today'),
  'able-to-pay-part': ({ oldest, account, past }) =>
    past.noted('reasonForDelay')?.value === 'temporary-shortage' ||
    account.payments.some((payment) => oldest !== undefined && localDay(payment.at, past.zone) >= oldest.day),
  'large-amount': ({ account, day, opened, policy }) =>
    inUnits(overdueOn(account, day), opened.event.data.outstanding.currency) >= policy.work.order.largeAmount,
  lost: (situation) => reachabilityOf(situation) === 'lost',
  habitual: ({ opened, policy }) =>
    (opened.event.data.debtor.earlierDelinquencies ?? 0) >= policy.stages.habitual.fromDelinquencies,
};

/** F8: the round of the day that the case has a place in, at this time or next; null when the day's last is over. */
export interface Round {
  readonly from: string;
  readonly by: string;
  /** Whether somebody has tried in it already. */
  readonly done: boolean;
  readonly because: readonly Because[];
}

export function roundAt(situation: Situation): Round | null {
  const { opened, policy, past, zone, day, at, open, oldest, daysPastDue } = situation;
  if (past.closed || !oldest || daysPastDue < 0) return null;
  const today = open.some(({ state }) => state === 'due-today');
  for (const { from, by, who } of policy.work.rounds.rounds) {
    const until = atClock(day, minutesOf(by), zone);
    if (until <= at || (who === 'promised-today' ? !today : daysPastDue < 1)) continue;
    const begins = atClock(day, minutesOf(from), zone);
    const last = past.calls.at(-1);
    const promised =
      who === 'promised-today' ? open.find(({ state }) => state === 'due-today')?.promise.fact : undefined;
    return {
      from: toInstant(begins),
      by: toInstant(until),
      done: last !== undefined && last.at >= begins,
      because: [because(policy.work.rounds.rule, opened, promised ?? oldest.fact)],
    };
  }
  return null;
}

/** The next call: to whom, on which of the numbers, in which part of the day, how hard, and what may be said. */
export interface NextCall {
  readonly contactId: string;
  readonly personId: string;
  readonly relation: Contact['relation'];
  readonly numberKind: Contact['numberKind'];
  readonly number: string;
  /** The part of the day that was tried least since somebody was reached (F8); later today, or tomorrow. */
  readonly slot: { readonly from: string; readonly until: string };
  readonly tone: { readonly level: number; readonly name: string };
  readonly mayDisclose: Permission['mayDisclose'];
  readonly purpose: Permission['purpose'];
  readonly because: readonly Because[];
}

/** Whom to call, or what stands against it for everybody, with the instant at which somebody may be called again. */
export interface CallAdvice {
  readonly call: NextCall | null;
  readonly forbiddenBy: Permission['forbiddenBy'];
  readonly nextPermittedAt: string | null;
}

interface Candidate {
  readonly contact: Contact;
  readonly permission: Permission;
}

export function callAdvice(situation: Situation, elsewhere?: Elsewhere): CallAdvice {
  const { past } = situation;
  const candidates = past.contacts.all().flatMap((contact): readonly Candidate[] => {
    const purpose = isThirdParty(contact) ? 'locate' : 'demand';
    const question = { contactId: contact.contactId, medium: 'call', purpose } as const;
    const permission = permissionAt(situation, question, elsewhere);
    return permission ? [{ contact, permission }] : [];
  });
  // Whoever is blocked or erased has no number that anybody could call.
  const allowed = candidates.filter(({ contact, permission }) => permission.allowed && !isHidden(contact.number));
  const best = bestOf(situation, allowed);
  if (best) return { call: nextCall(situation, best), forbiddenBy: [], nextPermittedAt: toInstant(situation.at) };
  const own = candidates.find(({ contact }) => contact.relation === 'self') ?? candidates[0];
  const next = candidates
    .map(({ permission }) => permission.nextPermittedAt)
    .filter((at) => at !== null)
    .sort()[0];
  return { call: null, forbiddenBy: own?.permission.forbiddenBy ?? [], nextPermittedAt: next ?? null };
}

/** Who owes before who does not; of their numbers, the kind that was called least of its share (F9). */
function bestOf(situation: Situation, allowed: readonly Candidate[]): Candidate | undefined {
  const owing = allowed.filter(({ contact }) => !isThirdParty(contact));
  const some = owing.length > 0 ? owing : allowed;
  return [...some].sort(
    (a, b) =>
      Number(b.contact.relation === 'self') - Number(a.contact.relation === 'self') ||
      lacking(situation, b.contact) - lacking(situation, a.contact) ||
      (a.contact.contactId < b.contact.contactId ? -1 : 1),
  )[0];
}

/** How far attempts on numbers of this kind fall short of the middle of their share; a part of all attempts. */
function lacking({ past, policy }: Situation, { numberKind }: Contact): number {
  const share = policy.work.numbers.shares.find(({ kind }) => kind === numberKind);
  const outbound = past.calls.filter(({ event }) => event.data.direction === 'outbound');
  const target = share ? (share.from + share.to) / 200 : 0;
  if (outbound.length === 0) return target;
  const called = outbound.filter(({ event }) => past.contacts.get(event.data.contactId)?.numberKind === numberKind);
  return target - called.length / outbound.length;
}

function nextCall(situation: Situation, { contact, permission }: Candidate): NextCall {
  const { opened, policy, past, oldest } = situation;
  const { contactId, personId, relation, numberKind, number } = contact;
  const level = permission.toneCeiling;
  return {
    contactId,
    personId,
    relation,
    numberKind,
    number,
    slot: slotFor(situation, contact),
    tone: { level, name: policy.tone.ladder[level] ?? String(level) },
    mayDisclose: permission.mayDisclose,
    purpose: permission.purpose,
    because: [
      because(policy.work.order.rule, opened, oldest?.fact),
      because(policy.work.numbers.rule, opened),
      because(policy.work.rounds.rule, opened, past.vain.at(-1)),
    ],
  };
}

/** How far ahead a part of a day is looked for. */
const DAYS_AHEAD = 8;

/** F8: the part of the day that was tried least in vain; of equals the first that is not over. Never outside the hours (P1). */
function slotFor(situation: Situation, contact: Contact): NextCall['slot'] {
  const { at, policy, past } = situation;
  const zones = plausibleZones(contact, past.zone);
  const zone = zones[0] ?? past.zone;
  const today = localDay(at, zone);
  const spans = policy.work.rounds.slots.flatMap(({ from, to }) => {
    const tried = past.vain.filter(({ at: called }) => {
      const minutes = clockMinutes(called, zone);
      return minutes >= minutesOf(from) && minutes < minutesOf(to);
    }).length;
    for (let day = today; day < today + DAYS_AHEAD; day++) {
      const until = Math.min(atClock(day, minutesOf(to), zone), closing(policy, day, zones));
      const begins = opening(policy, Math.max(at, atClock(day, minutesOf(from), zone)), zones);
      if (begins !== undefined && begins < until) return [{ tried, from: begins, until }];
    }
    return [];
  });
  const [best] = spans.sort((a, b) => a.tried - b.tried || a.from - b.from);
  return best
    ? { from: toInstant(best.from), until: toInstant(best.until) }
    : { from: toInstant(at), until: toInstant(at) };
}

/** From when on the hours of every layer are open, in every zone. */
function opening({ contact, calendar }: Policy, from: number, zones: readonly string[]): number | undefined {
  let instant: number | undefined = from;
  for (let again = true; again && instant !== undefined; ) {
    const before: number = instant;
    for (const { rules } of contact) {
      if (instant !== undefined && rules.window) instant = windowOpensAt(rules.window, instant, zones, calendar);
    }
    again = instant !== before;
  }
  return instant;
}

/** When the first of them closes on a local day. */
const closing = ({ contact }: Policy, day: number, zones: readonly string[]): number =>
  Math.min(
    ...contact.flatMap(({ rules: { window } }) =>
      window ? zones.map((zone) => atClock(day, minutesOf(window.to), zone)) : [],
    ),
  );
