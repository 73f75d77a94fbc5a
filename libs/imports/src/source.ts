/** What is declared of a source of files: its format and layout, its clock's zone, its numbers, and who its people and lines are. */
import { CALL_RESULTS, DIRECTIONS, ID_PATTERN, isTimeZone } from '@case';
import { type Static, Type } from '@sinclair/typebox';
import Ajv from 'ajv';
import { isSupportedCountry } from 'libphonenumber-js';
import { FIELDS_OF, isFieldOf } from './fields';
import { WrongSource } from './unreadable';

export const IMPORT_FORMATS = [
  'asterisk',
  'freeswitch',
  'vicidial-calls',
  'vicidial-recordings',
  'twilio-recordings',
  'notes',
  'audio',
  'mapped',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

const closed = { additionalProperties: false } as const;
const Id = Type.String({ pattern: ID_PATTERN });
const Column = Type.String({ minLength: 1, maxLength: 200 });
const oneOf = <const T extends readonly string[]>(words: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });

const Mapping = Type.Object(
  {
    record: oneOf(['call', 'recording', 'note'] as const),
    syntax: Type.Optional(oneOf(['csv', 'ndjson'] as const)),
    fields: Type.Record(Type.String(), Column, { description: 'the column, or the path in JSON, of each field' }),
    constants: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'fields that never differ' })),
    words: Type.Optional(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.String()), {
        description: 'what the words of a field mean',
      }),
    ),
    time: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        description: 'iso, epoch-seconds, epoch-milliseconds, or a pattern such as dd/MM/yyyy HH:mm:ss',
      }),
    ),
  },
  closed,
);

/** The name of a source: there is no slash in it, for its file is called so. */
export const SOURCE_PATTERN = '^[A-Za-z0-9._-]{1,40}$';

export const SourceSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    source: Type.String({ pattern: SOURCE_PATTERN, description: 'its name' }),
    format: oneOf(IMPORT_FORMATS),
    zone: Type.String({ description: 'IANA time zone of local times in the files' }),
    repeatedHour: Type.Optional({
      ...oneOf(['refuse', 'first', 'second'] as const),
      description: 'which one a local time means that the clocks show twice; refuse where it is left out',
    }),
    region: Type.String({ pattern: '^[A-Z]{2}$', description: 'whose national numbers are dialled, ISO 3166-1' }),
    accessCodes: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9*#]{1,6}$' }), {
        maxItems: 10,
        description: 'dialled for an outside line',
      }),
    ),
    encoding: Type.Optional(Type.String({ description: 'utf-8 where it is left out' })),
    delimiter: Type.Optional(oneOf([',', ';', '\t', '|'] as const)),
    layout: Type.Optional(
      Type.Union([Type.String(), Type.Array(Column, { minItems: 1, maxItems: 300 })], {
        description: '`header` where the first line names the columns, a layout of the format, or the columns in order',
      }),
    ),
    direction: Type.Optional(oneOf(DIRECTIONS)),
    extensionDigits: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 8,
        description: 'a number this short is an extension; 5 where it is left out',
      }),
    ),
    agents: Type.Optional(Type.Record(Type.String(), Id, { description: 'by extension or user' })),
    lines: Type.Optional(Type.Record(Type.String(), Id, { description: 'by trunk' })),
    line: Type.Optional({ ...Id, description: 'where the file does not tell' }),
    results: Type.Optional(Type.Record(Type.String(), oneOf(CALL_RESULTS), { description: 'what its own words mean' })),
    caseIdFrom: Type.Optional({ ...Column, description: 'the column that has the id of the case' }),
    mapping: Type.Optional(Mapping),
  },
  { ...closed, $id: 'urn:case-ledger:import-source' },
);
export type Source = Static<typeof SourceSchema>;

// That the schema is one, tests look at.
const isDeclaration = new Ajv({ strictTypes: false, validateSchema: false }).compile<Source>(SourceSchema);

/** What files of a format do not tell, and has to be declared. */
const NEEDED: Readonly<Record<ImportFormat, readonly ('direction' | 'line' | 'mapping')[]>> = {
  asterisk: [],
  freeswitch: ['line'],
  'vicidial-calls': ['direction', 'line'],
  'vicidial-recordings': ['direction'],
  'twilio-recordings': ['direction'],
  notes: [],
  audio: [],
  mapped: ['mapping'],
};

/** Reads a declaration. Throws `WrongSource`, which names the field. */
export function parseSource(declared: unknown): Source {
  if (!isDeclaration(declared)) throw misfit();
  const { zone, region, encoding, format, mapping } = declared;
  if (!isTimeZone(zone)) throw new WrongSource('zone', 'must be an IANA time zone');
  if (!isSupportedCountry(region)) throw new WrongSource('region', 'must be a country that has a number plan');
  if (encoding !== undefined && !isEncoding(encoding))
    throw new WrongSource('encoding', 'must be one such as utf-8 or windows-1252, in which a line break is one byte');
  const untold = NEEDED[format].find((field) => declared[field] === undefined);
  if (untold !== undefined) throw new WrongSource(untold, `is missing: files of ${format} do not tell it`);
  if (mapping && format !== 'mapped') throw new WrongSource('mapping', 'belongs to the format mapped alone');
  if (mapping) checkMapping(mapping, declared);
  return declared;
}

function misfit(): WrongSource {
  const [first] = isDeclaration.errors ?? [];
  const odd: unknown = first?.params.additionalProperty;
  const path = first?.instancePath.split('/').slice(1) ?? [];
  return new WrongSource(
    [...path, ...(typeof odd === 'string' ? [odd] : [])].join('.'),
    first?.message ?? 'does not fit',
  );
}

function isEncoding(label: string): boolean {
  try {
    return !new TextDecoder(label).encoding.startsWith('utf-16');
  } catch {
    return false;
  }
}

function checkMapping({ record, fields, constants = {}, words = {} }: Static<typeof Mapping>, source: Source): void {
  for (const [where, names] of Object.entries({ fields, constants, words })) {
    const odd = Object.keys(names).find((name) => !isFieldOf(record, name));
    if (odd !== undefined) throw new WrongSource(`mapping.${where}.${odd}`, `is no field of a ${record}`);
  }
  const given = { ...constants, ...fields };
  const missing = FIELDS_OF[record].required.find((name) => !(name in given) && !isDeclared(name, source));
  if (missing !== undefined) throw new WrongSource(`mapping.fields.${missing}`, 'is missing');
}

/** What may be declared once for all lines. */
const isDeclared = (name: string, { direction, line }: Source): boolean =>
  (name === 'direction' && direction !== undefined) || (name === 'lineId' && line !== undefined);
