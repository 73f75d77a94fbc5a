/** The personal fields of events: which they are, whose they are, and events without them. */
import type { TSchema } from '@sinclair/typebox';
import { type CaseEvent, eventSchemas, type LedgerEvent } from './events';
import { type CaseState, isFact } from './state';

/** Whose a field is, as its schema marks it. */
type Mark = 'personId' | 'contactId' | 'debtor' | 'number';

export interface PersonalField {
  readonly mark: Mark;
  /** What of it is joined by, where anything is: all of it, which may be a number, or what a file is called. */
  readonly joined: 'value' | 'number' | 'file-name' | undefined;
  /** Names and indices down to the field, with slashes between. */
  readonly path: string;
  /** What stands beside it. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** What a key is for; there is one for each name. */
export interface Owner {
  readonly name: string;
  readonly kind: 'identity' | 'texts' | 'number' | 'recording' | 'person';
  readonly personId?: string;
  readonly caseId?: string;
}

/** Tells whose a field is. */
export type Whose = (field: PersonalField) => Owner;

type Part =
  | { readonly mark: Mark; readonly joined: PersonalField['joined'] }
  | { readonly properties: ReadonlyMap<string, Part> }
  | { readonly items: Part };

/** Where in a schema there are personal fields; undefined where there are none. */
function partIn(schema: TSchema): Part | undefined {
  const mark: Mark | undefined = schema['x-personal'];
  if (mark) return { mark, joined: schema['x-joined'] };
  if (schema.items) {
    const items = partIn(schema.items);
    return items && { items };
  }
  const known: Record<string, TSchema> = schema.properties ?? {};
  const properties = new Map(
    Object.entries(known).flatMap(([name, one]) => {
      const part = partIn(one);
      return part ? [[name, part] as const] : [];
    }),
  );
  return properties.size > 0 ? { properties } : undefined;
}

const parts: ReadonlyMap<string, Part | undefined> = new Map(
  Object.entries(eventSchemas).map(([type, schema]) => [type, partIn(schema)]),
);

export const hasPersonal = (type: LedgerEvent['type']): boolean => parts.get(type) !== undefined;

/** Data of an event with each personal field replaced; what has none is given back as it is. */
export const mapPersonal = (
  type: LedgerEvent['type'],
  data: unknown,
  replace: (value: unknown, field: PersonalField) => unknown,
): unknown => {
  const part = parts.get(type);
  return part ? replaced(part, data, { path: '', beside: {} }, replace) : data;
};

function replaced(
  part: Part,
  value: unknown,
  at: Pick<PersonalField, 'path' | 'beside'>,
  replace: (value: unknown, field: PersonalField) => unknown,
): unknown {
  if (value === undefined) return value;
  if ('mark' in part) return replace(value, { mark: part.mark, joined: part.joined, ...at });
  const within = (name: string | number): string => (at.path === '' ? String(name) : `${at.path}/${name}`);
  if ('items' in part) {
    if (!Array.isArray(value)) return value;
    return value.map((item, i) => replaced(part.items, item, { path: within(i), beside: at.beside }, replace));
  }
  if (typeof value !== 'object' || value === null) return value;
  const beside = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = { ...beside };
  for (const [name, inner] of part.properties) {
    if (copy[name] !== undefined) copy[name] = replaced(inner, copy[name], { path: within(name), beside }, replace);
  }
  return copy;
}

/** The event with every personal field left blank; all else, and its shape, as it was. */
export function withoutPersonal<E extends LedgerEvent>(event: E): E {
  if (!hasPersonal(event.type)) return event;
  return { ...event, data: blanked(eventSchemas[event.type], event.data) };
}

function blanked(schema: TSchema, value: unknown): unknown {
  if ('x-personal' in schema) return '';
  if (Array.isArray(value)) {
    const items: TSchema = schema.items;
    return 'x-personal' in items ? [] : value.map((item) => blanked(items, item));
  }
  if (typeof value !== 'object' || value === null || !schema.properties) return value;
  const properties: Record<string, TSchema> = schema.properties;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const known = properties[name];
      return [name, known ? blanked(known, part) : part];
    }),
  );
}

/** What a file is called, wherever it is kept; of an address, without what is asked of whoever keeps it. */
export const fileNameOf = (uri: string): string =>
  (/^[a-z][a-z0-9+.-]*:\/\//i.test(uri) ? uri.replace(/[?#].*$/, '') : uri).replace(/^.*[/\\]/, '');

const identityOf = (personId: string, caseId: string): Owner => ({
  name: `identity of ${personId} in ${caseId}`,
  kind: 'identity',
  personId,
  caseId,
});

/**
 * Whose the fields of these events are, on a case that is known so far. Texts are the debtor's; a number called that is no
 * contact's on record counts as the debtor's as well.
 */
export function whoseInCase(caseId: string, state: CaseState, events: readonly CaseEvent[]): Whose {
  const opening = state.status === 'open' ? state.opened.event : events.find(({ type }) => type === 'CaseOpened');
  if (opening?.type !== 'CaseOpened') throw new Error('events of a case that is not opened');
  const { debtor, contacts } = opening.data;
  const texts: Owner = { name: `texts of ${caseId}`, kind: 'texts', personId: debtor.personId, caseId };
  const at = Math.max(...events.map(({ occurredAt }) => Date.parse(occurredAt)));
  // Asked for each field, and more than once; a case may be long.
  const found = new Map<unknown, string | undefined>();
  const behind = (contactId: unknown): string | undefined => {
    if (!found.has(contactId))
      found.set(
        contactId,
        personIn(state, contactId, at) ?? contacts.find((one) => one.contactId === contactId)?.personId,
      );
    return found.get(contactId);
  };
  return ({ mark, beside }) => {
    if (mark === 'debtor') return texts;
    const named = mark === 'personId' && typeof beside.personId === 'string' ? beside.personId : undefined;
    return identityOf(named ?? behind(beside.contactId) ?? debtor.personId, caseId);
  };
}

/** The person whom the newest change of a contact by then names; undefined where none does. */
function personIn({ facts }: CaseState, contactId: unknown, at: number): string | undefined {
  for (let i = facts.length - 1; i >= 0; i--) {
    const fact = facts[i];
    if (!fact || fact.at > at || !isFact(fact, 'ContactAdded', 'ContactUpdated')) continue;
    const { data } = fact.event;
    if (data.contactId === contactId && data.personId !== undefined) return data.personId;
  }
  return undefined;
}

/** What is said of somebody's being forgotten is theirs as well. */
export const whoseOfPerson = (personId: string): Whose => {
  const owner: Owner = { name: `person ${personId}`, kind: 'person', personId };
  return () => owner;
};

/** Names of owners, for who looks for their keys. */
export const ownerOfNumber = (pseudonym: string): string => `number ${pseudonym}`;
export const ownerOfRecording = (recordingId: string): string => `recording ${recordingId}`;

/** Fields of a recording belong to whoever holds the number, which only its pseudonym tells; without one, to it alone. */
export const whoseOfRecording = (recordingId: string, pseudonym: string | undefined): Whose => {
  const owner: Owner =
    pseudonym === undefined
      ? { name: ownerOfRecording(recordingId), kind: 'recording' }
      : { name: ownerOfNumber(pseudonym), kind: 'number' };
  return () => owner;
};
