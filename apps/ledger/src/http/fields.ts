/**
 * Field decorators of the request bodies. One decorator checks a field and documents it, so that the contract cannot say
 * anything else than what is enforced. The name of a check is the stable code of its error.
 */
import { E164_PATTERN, ID_PATTERN, isTimeZone } from '@case';
import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

interface FieldOptions {
  readonly description?: string;
  readonly optional?: true;
  readonly example?: unknown;
}

export interface Check {
  readonly code: string;
  readonly expects: string;
  readonly holds: (value: unknown) => boolean;
}

function field(check: Check, schema: ApiPropertyOptions, { optional, ...docs }: FieldOptions): PropertyDecorator {
  return applyDecorators(
    // A field may be left out, but null is not the same as leaving it out.
    ...(optional ? [ValidateIf((_, value) => value !== undefined)] : []),
    ValidateBy({
      name: check.code,
      validator: { validate: check.holds, defaultMessage: () => check.expects },
    }),
    ApiProperty({ ...schema, ...docs, required: !optional } as ApiPropertyOptions),
  );
}

function matches(pattern: string | RegExp): (value: unknown) => boolean {
  const expression = new RegExp(pattern);
  return (value) => typeof value === 'string' && expression.test(value);
}

const isCallIdKind = matches(ID_PATTERN);
const CALL_ID_PATTERN = '^[\\x21-\\x7e]{1,128}$';
const isCallIdValue = matches(CALL_ID_PATTERN);

/** `.` and `..` are ids by their characters, but no client could name them in a path. */
export const REQUEST_ID_PATTERN = ID_PATTERN.replace('^', '^(?!\\.{1,2}$)');
export const isRequestId = matches(REQUEST_ID_PATTERN);

const id: Check = {
  code: 'not-an-id',
  expects: 'must be 1–64 of A–Z a–z 0–9 . _ : -, and not . or ..',
  holds: isRequestId,
};
const ID_SCHEMA: ApiPropertyOptions = { type: String, pattern: REQUEST_ID_PATTERN };

/** An id given by the caller. */
export const Id = (options: FieldOptions = {}): PropertyDecorator => field(id, ID_SCHEMA, options);

/** A list of ids, at least one. */
export const Ids = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      ...id,
      holds: (value) => Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(id.holds),
    },
    { type: String, isArray: true, minItems: 1, maxItems: 50 },
    options,
  );

/** What an instant has to be. */
export const INSTANT = 'must be an RFC 3339 instant that exists, from 1970 to 8999';

/** What follows from an instant lies days behind it, and has to have four digits of a year as well. */
const LAST_MS = Date.parse('9000-01-01T00:00:00Z');

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:[Zz]|[+-](\d\d):(\d\d))$/;

/** RFC 3339 to UTC with milliseconds; undefined for anything that is not an instant that exists since 1970. */
export function parseInstant(value: unknown): string | undefined {
  const parts =
    typeof value === 'string'
      ? RFC3339.exec(value)
          ?.slice(1)
          .map((part) => Number(part ?? 0))
      : undefined;
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = parts;
  const inClock = hour < 24 && minute < 60 && second < 60 && offsetHour < 24 && offsetMinute < 60;
  const epochMs = Date.parse(String(value).toUpperCase());
  return inClock && isDay(year, month, day) && epochMs >= 0 && epochMs < LAST_MS
    ? new Date(epochMs).toISOString()
    : undefined;
}

/** Does the calendar have this day? A day too many would silently become one of the next month. */
const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** An instant; kept in UTC with milliseconds, in whatever offset it came. */
export const Instant = (options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => parseInstant(value) ?? value),
    field(
      {
        code: 'not-an-instant',
        expects: INSTANT,
        holds: (value) => parseInstant(value) !== undefined,
      },
      { type: String, format: 'date-time' },
      options,
    ),
  );

/** Is it a day that exists, `YYYY-MM-DD`? */
export const parseDay = (value: unknown): boolean =>
  typeof value === 'string' && parseInstant(`${value}T00:00:00Z`) !== undefined;

/** A calendar day, `YYYY-MM-DD`. */
export const LocalDate = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      code: 'not-a-date',
      expects: 'must be a day that exists, YYYY-MM-DD',
      holds: parseDay,
    },
    { type: String, format: 'date' },
    options,
  );

export const PhoneNumber = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { code: 'not-e164', expects: 'must be an E.164 number such as +34600000000', holds: matches(E164_PATTERN) },
    { type: String, pattern: E164_PATTERN },
    options,
  );

export const TimeZone = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      code: 'not-a-time-zone',
      expects: 'must be an IANA time zone such as Europe/Madrid',
      holds: (value) => typeof value === 'string' && value.length <= 64 && isTimeZone(value),
    },
    { type: String, example: 'Europe/Madrid' },
    options,
  );

/** Free text, bounded, not blank. */
export const Text = (maxLength: number, options: FieldOptions = {}): PropertyDecorator =>
  field(textCheck(maxLength), { type: String, minLength: 1, maxLength }, options);

/** A list of free texts. */
export const Texts = (maxLength: number, options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      ...textCheck(maxLength),
      holds: (value) => Array.isArray(value) && value.length <= 100 && value.every(textCheck(maxLength).holds),
    },
    { type: String, isArray: true, maxItems: 100 },
    options,
  );

/** NUL, and halves of characters: no database keeps them as they are. */
const UNWRITABLE = /\0|\p{Surrogate}/u;

export function textCheck(maxLength: number): Check {
  return {
    code: 'not-a-text',
    expects: `must be a text of 1 to ${maxLength} characters`,
    holds: (value) =>
      typeof value === 'string' && value.trim() !== '' && value.length <= maxLength && !UNWRITABLE.test(value),
  };
}

export const OneOf = (words: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      code: 'not-one-of',
      expects: `must be one of ${words.join(', ')}`,
      holds: (value) => typeof value === 'string' && words.includes(value),
    },
    { type: String, enum: [...words] },
    options,
  );

export const Integer = (minimum: number, maximum: number, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'out-of-range',
      validator: {
        validate: (value) => !Number.isInteger(value) || (Number(value) >= minimum && Number(value) <= maximum),
        defaultMessage: () => `must be from ${minimum} to ${maximum}`,
      },
    }),
    field(
      { code: 'not-an-integer', expects: 'must be a whole number', holds: Number.isInteger },
      { type: 'integer', minimum, maximum },
      options,
    ),
  );

export const Flag = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    { code: 'not-a-boolean', expects: 'must be true or false', holds: (value) => typeof value === 'boolean' },
    { type: Boolean },
    options,
  );

export const Pattern = (
  code: string,
  pattern: string,
  expects: string,
  options: FieldOptions = {},
): PropertyDecorator => field({ code, expects, holds: matches(pattern) }, { type: String, pattern }, options);

const PACK_PATTERN = '^[a-z][a-z0-9-]{0,63}@[0-9]{1,9}$';
const isPackName = matches(PACK_PATTERN);

/** The name and version of a policy pack. */
export const PackName = (options: FieldOptions = {}): PropertyDecorator =>
  Pattern('not-a-pack', PACK_PATTERN, 'must be a policy pack such as branch@1', { example: 'branch@1', ...options });

/** Names of packs, each once. */
export const PackNames = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    {
      code: 'not-packs',
      expects: 'must be a list of up to 10 policy packs such as law-cn@1, each once',
      holds: (value) =>
        Array.isArray(value) &&
        value.length <= 10 &&
        value.every(isPackName) &&
        new Set<unknown>(value).size === value.length,
    },
    { isArray: true, maxItems: 10, type: String, pattern: PACK_PATTERN },
    options,
  );

const MOST_CALL_IDS = 20;

/** Ids of one call in other systems: `{ kind: id }`. */
export const CallIds = (): PropertyDecorator =>
  applyDecorators(
    // As sent: the transformer drops keys that every object has.
    Transform(({ obj, key }) => obj[key]),
    field(
      {
        code: 'not-call-ids',
        expects: `must map up to ${MOST_CALL_IDS} kinds of id to texts of 1 to 128 visible ASCII characters`,
        holds: (value) =>
          isPlainObject(value) &&
          !Object.keys(value).some((kind) => kind in Object.prototype) &&
          Object.keys(value).length <= MOST_CALL_IDS &&
          Object.entries(value).every(([kind, text]) => isCallIdKind(kind) && isCallIdValue(text)),
      },
      {
        type: 'object',
        maxProperties: MOST_CALL_IDS,
        propertyNames: { pattern: ID_PATTERN },
        additionalProperties: { type: 'string', pattern: CALL_ID_PATTERN },
      } as ApiPropertyOptions,
      { optional: true, description: 'ids of the call in other systems, by kind' },
    ),
  );

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with a class of its own. */
export const Nested = (type: Class, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    field({ code: 'not-an-object', expects: 'must be an object', holds: isPlainObject }, { type }, options),
    ValidateNested(),
    Type(() => type),
  );

/** A list of objects with a class of their own. */
export const NestedList = (type: Class, maxItems: number, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    field(
      {
        code: 'not-a-list',
        expects: `must be a list of up to ${maxItems} objects`,
        holds: (value) => Array.isArray(value) && value.length <= maxItems && value.every(isPlainObject),
      },
      { type, isArray: true, maxItems },
      options,
    ),
    ValidateNested({ each: true }),
    Type(() => type),
  );

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** More than any debt, and small enough that sums of it stay exact. */
const MOST_MINOR = 10_000_000_000_000;

/** An amount that is more than nothing. */
export class MoneyBody {
  @field(
    {
      code: 'not-a-currency',
      expects: 'must be an ISO 4217 code such as EUR',
      holds: (value) => typeof value === 'string' && CURRENCIES.has(value),
    },
    { type: String, pattern: '^[A-Z]{3}$', example: 'EUR' },
    { description: 'ISO 4217' },
  )
  readonly currency!: string;

  @Integer(1, MOST_MINOR, { description: 'minor units, such as cents' })
  readonly minor!: number;
}

export const Money = (options: FieldOptions = {}): PropertyDecorator => Nested(MoneyBody, options);
