/**
 * The one place that turns domain events into stored ones and back. Every type has a schema version; older stored forms
 * are lifted, step by step, to the newest before they are checked. What does not fit is refused by name, never skipped.
 *
 * Personal fields are stored sealed, under keys that can be destroyed. They are read in one of two ways: opened, as far as
 * there are keys, for whoever is answered and decided by; or as the pseudonyms that they are joined by, which need no key
 * and say the same before and after erasure, for whatever is derived. Fields stored before there were keys read alike.
 */
import {
  countryOf,
  type EventType,
  eventSchemas,
  fileNameOf,
  hasPersonal,
  isEventType,
  isHidden,
  type Join,
  type LedgerEvent,
  mapPersonal,
  markOf,
  type PersonalField,
  type Whose,
} from '@case';
import { isSealed, type Open, type Pseudonym, type Reader, type SealedField, type Vault } from '@personal-data';
import type { TSchema } from '@sinclair/typebox';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { BadStoredEvent } from './errors';
import { EventMetadata } from './metadata';

/** Lifts the data of an event from one schema version to the next; personal fields in it may be sealed. */
export type Upcast = (data: Record<string, unknown>) => Record<string, unknown>;

/** For each type the lifts from version 1 on; its newest version is one more than there are lifts. */
export type Upcasts = Partial<Record<EventType, readonly Upcast[]>>;

/** An event as the store returns it. */
export interface StoredForm {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

export interface DecodedEvent {
  readonly event: LedgerEvent;
  readonly metadata: EventMetadata;
}

/** Turns events into what is stored of them. */
export interface Encoder {
  /** Version that events of this type are written in. */
  schemaVersion(type: EventType): number;
  /** Data as it is to be stored, its names in no order yet. */
  encode(event: LedgerEvent): unknown;
  /** Whether some of it may not be shown: it belongs to somebody who is blocked. */
  readonly hides: boolean;
}

export type Decode = (form: StoredForm) => DecodedEvent;

/** In the place of a text that nothing is joined by: that there is one. */
const PRESENT = '*';

// That the schemas are ones, tests look at.
const ajv = addFormats(new Ajv({ strict: true, keywords: ['x-personal', 'x-joined'], validateSchema: false }));
const checkMetadata = ajv.compile<EventMetadata>(EventMetadata);

/** The check of each type of event, made when the first of it comes: a process that starts has to make few of them. */
function checksOf(lift: (schema: TSchema) => object): (type: string) => ValidateFunction | undefined {
  const schemas: ReadonlyMap<string, TSchema> = new Map(Object.entries(eventSchemas));
  const made = new Map<string, ValidateFunction>();
  return (type) => {
    const schema = schemas.get(type);
    const check = made.get(type) ?? (schema && ajv.compile(lift(schema)));
    if (check) made.set(type, check);
    return check;
  };
}
const checkData = checksOf((schema) => schema);
/** Of events whose personal fields are not what was written. */
const checkShape = checksOf((schema) => withoutPatterns(schema));

/** Sealed at a place that a lift may have moved it from. */
class Found {
  constructor(
    readonly field: SealedField,
    readonly path: string,
  ) {}
}

export class EventCodec {
  /** Without a vault nothing is written, and read as pseudonyms only. */
  constructor(
    private readonly pseudonym: Pseudonym,
    private readonly vault?: Vault,
    private readonly upcasts: Upcasts = {},
  ) {}

  /** Version that events of this type are written in. */
  schemaVersion(type: EventType): number {
    return (this.upcasts[type]?.length ?? 0) + 1;
  }

  /**
   * Makes ready to write these events to a stream. Throws where one does not match its own schema, a defect of ours and
   * not of the caller; and `KeysAway`.
   */
  async encoder(stream: string, events: readonly LedgerEvent[], whose: Whose): Promise<Encoder> {
    const owners = new Map<string, ReturnType<Whose>>();
    for (const event of events) {
      this.#assertWritable(event);
      mapPersonal(event.type, event.data, (value, field) => {
        const owner = whose(field);
        owners.set(owner.name, owner);
        return value;
      });
    }
    const schemaVersion = (type: EventType) => this.schemaVersion(type);
    if (owners.size === 0) return { schemaVersion, encode: ({ data }) => data, hides: false };
    const { seal, hides } = await this.#vault().sealer([...owners.values()]);
    const encode = ({ type, data }: LedgerEvent) => {
      const place = { stream, type, schemaVersion: this.schemaVersion(type) };
      return mapPersonal(type, data, (value, field) => {
        // That there is nothing is no secret, and must be known without a key.
        if (typeof value !== 'string' || value === '') return value;
        return seal(whose(field), value, this.#joinOf(value, field), { ...place, path: field.path });
      });
    };
    return { schemaVersion, encode, hides };
  }

  /**
   * Makes ready to read these events with their personal fields opened, as far as that goes. What is given back throws
   * {@link BadStoredEvent} naming stream and revision, and the field, never its value. Throws `KeysAway`.
   */
  async opener(forms: readonly StoredForm[], reader: Reader): Promise<Decode> {
    const keys = new Set<string>();
    for (const { type, data } of forms) {
      if (!isEventType(type) || !hasPersonal(type)) continue;
      // What an older form has where is known when it is lifted; a key too many is no harm.
      if (this.upcasts[type]) eachSealed(data, ({ key }) => keys.add(key));
      else mapPersonal(type, data, (value) => (isSealed(value) ? keys.add(value.key) : value));
    }
    if (keys.size === 0) return (form) => this.#decode(form, () => undefined);
    const open = await this.#vault().opener(keys, reader);
    return (form) => this.#decode(form, (found, metadata) => opened(open, found, form, metadata));
  }

  /** Reads an event with pseudonyms in the place of personal fields. Throws as the other. */
  pseudonymous(form: StoredForm): DecodedEvent {
    return this.#decode(form, 'pseudonyms');
  }

  #decode(
    form: StoredForm,
    read: 'pseudonyms' | ((found: Found, metadata: EventMetadata) => string | undefined),
  ): DecodedEvent {
    const { stream, revision, type, data, metadata } = form;
    const bad = (reason: string) => new BadStoredEvent(stream, revision, reason);
    if (!checkMetadata(metadata)) throw bad(`metadata ${problemOf(checkMetadata)}`);
    if (!isEventType(type)) throw bad(`unknown event type ${type}`);
    const newest = this.schemaVersion(type);
    if (metadata.schemaVersion > newest) throw bad(`schema version ${metadata.schemaVersion} is newer than ${newest}`);
    const personal = hasPersonal(type);
    const older = metadata.schemaVersion < newest;
    const lifted = this.#lift(type, metadata.schemaVersion, personal && older ? marked(data, '') : data);
    let whole = read !== 'pseudonyms' || !personal;
    const resolve = (value: unknown, field: PersonalField): unknown => {
      if (read === 'pseudonyms') return value instanceof Found ? joinedBy(value) : this.#joinOfPlain(value, field);
      if (!(value instanceof Found)) return value;
      const text = read(value, metadata);
      if (text === undefined) throw bad(`data /${field.path} cannot be opened: it was sealed for another place`);
      whole &&= !isHidden(text);
      return text;
    };
    const plain = personal
      ? // Nothing else that looks like it is a sealed field: ids of calls may have any names.
        mapPersonal(type, lifted, (value, field) =>
          resolve(!older && isSealed(value) ? new Found(value, field.path) : value, field),
        )
      : lifted;
    const shown = older ? restored(plain) : plain;
    const check = (whole ? checkData : checkShape)(type);
    if (!check?.(shown)) throw bad(`data ${problemOf(check)}`);
    return { event: { type, data: shown, occurredAt: metadata.occurredAt } as LedgerEvent, metadata };
  }

  #assertWritable({ type, data }: LedgerEvent): void {
    const check = checkData(type);
    if (!check?.(data)) throw new Error(`${type} does not match its schema: ${problemOf(check)}`);
  }

  #vault(): Vault {
    if (!this.vault) throw new Error('personal fields are written and opened only where there are keys');
    return this.vault;
  }

  #joinOf(value: string, { joined }: PersonalField): Join {
    if (joined === undefined) return {};
    const pseudonym = this.pseudonym(joined === 'file-name' ? fileNameOf(value) : value);
    return joined === 'number' ? { country: countryOf(value), pseudonym } : { pseudonym };
  }

  #joinOfPlain(value: unknown, field: PersonalField): unknown {
    if (typeof value !== 'string' || value === '') return value;
    return this.#joinOf(value, field).pseudonym ?? PRESENT;
  }

  #lift(type: EventType, version: number, data: unknown): unknown {
    if (typeof data !== 'object' || data === null) return data;
    const steps = this.upcasts[type]?.slice(version - 1) ?? [];
    return steps.reduce<Record<string, unknown>>((form, step) => step(form), { ...data });
  }
}

const joinedBy = ({ field }: Found): string => field.pseudonym ?? PRESENT;

/** Undefined where it was not sealed for where it stands. */
function opened(open: Open, found: Found, { stream, type }: StoredForm, metadata: EventMetadata): string | undefined {
  try {
    const result = open(found.field, { stream, type, schemaVersion: metadata.schemaVersion, path: found.path });
    return 'value' in result ? result.value : markOf(result.hidden, found.field);
  } catch {
    return undefined;
  }
}

function eachSealed(value: unknown, told: (field: SealedField) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (isSealed(value)) told(value);
  else for (const inner of Object.values(value)) eachSealed(inner, told);
}

/** The data with each sealed field told apart, and from where it comes. */
function marked(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSealed(value)) return new Found(value, path);
  const within = (name: string | number): string => (path === '' ? String(name) : `${path}/${name}`);
  if (Array.isArray(value)) return value.map((inner, i) => marked(inner, within(i)));
  const copy: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) copy[name] = marked(inner, within(name));
  return copy;
}

/** What looked like a sealed field and stands where none can is what it was. */
function restored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Found) return value.field;
  if (Array.isArray(value)) return value.map(restored);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, restored(inner)]));
}

/** The same schema, where a personal field may be any text. */
function withoutPatterns(schema: TSchema): TSchema {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('x-personal' in value)) return value;
    return { type: 'string', 'x-personal': value['x-personal'] };
  });
}

/** Where and what, without the value at fault, which may be somebody's name. */
function problemOf(check: ValidateFunction | undefined): string {
  const error = check?.errors?.[0];
  return error ? `${error.instancePath || 'as a whole'} fails ${error.keyword}` : 'has no schema';
}
