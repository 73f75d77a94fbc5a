/** Given facts, when a command, then events: the language of the domain's tests. Times are RFC 3339, money is in cents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import branch from '../../../../contracts/policies/branch@1.json';
import byDefault from '../../../../contracts/policies/default@1.json';
import type { Elsewhere } from '../contact/attempts';
import { type Permission, type PermissionQuestion, permissionAt } from '../contact/permission';
import { type CaseCommand, decide } from '../decide';
import type { CaseEvent, EventData, EventType } from '../events';
import { findingsOf } from '../findings/findings';
import { isPack, parsePack, wholeTargets } from '../policy/check';
import { policyOf } from '../policy/layers';
import type { LawPack, ManualPack, PolicyOf } from '../policy/policy';
import type { Refusal } from '../refusal';
import { type Standing, situationOf, standing } from '../standing';
import { type CaseState, evolve, initialState, toFact } from '../state';

function packOf(content: unknown) {
  const parsed = parsePack(content);
  if (!isPack(parsed)) throw new Error(parsed.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  return parsed;
}

interface Layers {
  readonly agency?: object;
  readonly creditor?: object;
  readonly laws?: readonly object[];
}

/** A rule book of these packs, whatever is bound. */
export function rules({ agency, creditor, laws = [] }: Layers = {}): PolicyOf {
  const base = packOf(byDefault);
  if (base.kind !== 'default') throw new Error('the default pack is none');
  const manual = (content: object | undefined): ManualPack | undefined => {
    const parsed = content && packOf({ ref: 'test@1', title: 'Test', extends: 'default@1', ...content });
    return parsed?.kind === 'manual' ? parsed.pack : undefined;
  };
  const law = (content: object): readonly LawPack[] => {
    const parsed = packOf({ ref: 'law@1', title: 'Law', extends: 'default@1', law: true, ...content });
    return parsed.kind === 'law' ? [parsed.pack] : [];
  };
  const packs = { laws: laws.flatMap(law), creditor: manual(creditor), agency: manual(agency), default: base.pack };
  const policy = policyOf(packs, wholeTargets);
  return () => policy;
}

/** The pack of a manual as it is shipped, over the default. */
export const manual = (name: string): PolicyOf => rules({ agency: shipped(name) });

/** The content of a shipped pack. */
export const shipped = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, '../../../../contracts/policies', `${name}@1.json`), 'utf8'));

/** Whatever is bound, the branch's manual is what it says. */
export const BRANCH: PolicyOf = rules({ agency: branch });

export const eur = (minor: number) => ({ currency: 'EUR', minor });

/** An event that happened at a time. */
export const happened = <T extends Exclude<EventType, 'RecordingRegistered'>>(
  type: T,
  occurredAt: string,
  data: EventData<T>,
): CaseEvent => ({ type, data, occurredAt: new Date(occurredAt).toISOString() }) as CaseEvent;

/** Folds events as if each had been recorded, in this order, when it happened. */
export const fold = (events: readonly CaseEvent[], state: CaseState = initialState): CaseState =>
  evolve(
    state,
    events.map((event, index) => {
      const revision = state.revision + 1 + index;
      const command = { commandId: `command-${revision}`, payloadHash: `hash-${revision}` };
      return toFact(event, { ...command, revision, recordedAt: Date.parse(event.occurredAt) });
    }),
  );

/** What a test says of an event; the rest is not looked at. */
interface Expected {
  readonly type: CaseEvent['type'];
  readonly data?: object;
  readonly occurredAt?: string;
}

export const given = (...events: readonly CaseEvent[]) => givenBy(BRANCH, ...events);

/** Given these facts and that rule book. */
export function givenBy(policyOf: PolicyOf, ...events: readonly CaseEvent[]) {
  const state = fold(events);
  const situation = (time: string) => {
    const found = situationOf(state, policyOf, Date.parse(time));
    if (!found) throw new Error('the case is not open then');
    return found;
  };
  return {
    state,
    situation,
    /** The standing at a time; the case must be open then. */
    at(time: string): Standing {
      const result = standing(state, policyOf, Date.parse(time));
      if (!result) throw new Error('the case is not open then');
      return result;
    },
    /** May this contact be called then? */
    permission(time: string, question: Partial<PermissionQuestion> = {}, elsewhere?: Elsewhere): Permission {
      const asked: PermissionQuestion = { contactId: 'C-self', medium: 'call', purpose: 'demand', ...question };
      const result = permissionAt(situation(time), asked, elsewhere);
      if (!result) throw new Error('there is no such contact');
      return result;
    },
    /** The findings at a time, as `code rule`. */
    findings(time: string, elsewhere?: Elsewhere): readonly string[] {
      if (state.status === 'unopened') throw new Error('the case is not open');
      return findingsOf(state, policyOf, Date.parse(time), elsewhere).map(({ code, rule }) => `${code} ${rule}`);
    },
    when(command: CaseCommand, now: string) {
      const decided = () => decide(state, command, { now: Date.parse(now), policyOf });
      return {
        records: (...expected: readonly Expected[]) => expect(decided()).toMatchObject(expected),
        recordsNothing: () => expect(decided()).toEqual([]),
        refuses: (code: Refusal['code'], field?: string) =>
          expect(decided).toThrow(expect.objectContaining(field === undefined ? { code } : { code, field })),
      };
    },
  };
}
