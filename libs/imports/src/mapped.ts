/** Files whose columns a mapping names, and notes, whose columns have the names of the fields themselves. */
import { agentOf, ownOf } from './declared';
import { FIELDS_OF } from './fields';
import type { Body, Fact } from './imported';
import { toE164 } from './numbers';
import type { CsvForm, Row } from './rows';
import type { Source } from './source';
import { instant, instantBy, seconds } from './times';
import { Unreadable } from './unreadable';

type Mapping = NonNullable<Source['mapping']>;

const NOTE_FIELDS = [...FIELDS_OF.note.required, ...FIELDS_OF.note.optional];

/** Notes are mapped by their own names. */
const NOTES: Mapping = {
  record: 'note',
  fields: Object.fromEntries(NOTE_FIELDS.map((name) => [name, name])),
};

export const NOTES_CSV: CsvForm = {
  layouts: { header: () => undefined },
  needed: FIELDS_OF.note.required,
  multiline: true,
};

export const csvOf = ({ fields }: Mapping): CsvForm => ({
  layouts: { header: () => undefined },
  needed: Object.values(fields),
  multiline: true,
});

export const readNote = (row: Row, source: Source, idOf: (text: string) => string): Fact =>
  readMapped(row, source, NOTES, idOf);

/** Makes the fact that a mapping describes; `idOf` makes the id of a note that has none, always the same of the same line. */
export function readMapped(
  { line, text, cells }: Row,
  source: Source,
  mapping: Mapping,
  idOf: (text: string) => string,
): Fact {
  const given = new Given(cells, source, mapping);
  switch (mapping.record) {
    case 'call': {
      const { number, whose } = given.whose();
      if (number === undefined) throw new Unreadable('required', 'number', 'is empty');
      return { kind: 'call', line, whose, body: { ...given.call(), number } };
    }
    case 'recording':
      return { kind: 'recording', line, body: given.recording() };
    case 'note':
      return {
        kind: 'note',
        line,
        whose: given.whose().whose,
        body: given.note(() => idOf(`${source.source}\n${text}`)),
      };
  }
}

/** What one line gives, field by field; empty cells are fields that are not there. */
class Given {
  constructor(
    private readonly cells: ReadonlyMap<string, string>,
    private readonly source: Source,
    private readonly mapping: Mapping,
  ) {}

  whose() {
    const text = this.#text('number');
    const number = text === undefined ? undefined : toE164(text, 'number', this.source);
    const caseId = this.#text('caseId') ?? (this.cells.get(this.source.caseIdFrom ?? '') || undefined);
    return { number, whose: { caseId, number } };
  }

  call() {
    const result = this.#needed('result');
    return {
      callId: this.#needed('callId'),
      ...this.#callIds(),
      direction: this.#text('direction') ?? this.source.direction,
      ...this.#plain('kind', 'contactId', 'response', 'recordingId'),
      agentId: this.#agent() ?? this.#needed('agentId'),
      lineId: this.#line() ?? this.source.line ?? this.#needed('lineId'),
      ...this.#span(),
      ...this.#instant('answeredAt'),
      result: ownOf(this.source.results, result) ?? result,
    };
  }

  recording() {
    const [agentId, lineId, number] = [this.#agent(), this.#line() ?? this.source.line, this.#text('number')];
    return {
      recordingId: this.#needed('recordingId'),
      ...this.#callIds(),
      ...(agentId !== undefined && { agentId }),
      ...(lineId !== undefined && { lineId }),
      ...(number !== undefined && { number: toE164(number, 'number', this.source) }),
      direction: this.#text('direction') ?? this.source.direction,
      ...this.#span(),
      ...this.#plain('sha256', 'uri'),
      source: this.source.source,
    };
  }

  note(makeId: () => string) {
    const tone = this.#text('toneUsed');
    const clues = this.#text('clues');
    return {
      noteId: this.#text('noteId') ?? makeId(),
      agentId: this.#agent() ?? this.#needed('agentId'),
      writtenAt: instant(this.#time('writtenAt') ?? this.#missing('writtenAt')),
      ...this.#plain(
        'callId',
        'outcome',
        'text',
        'reasonForDelay',
        'nextActionOn',
        'likelihood',
        'suggestedAction',
        'goods',
        'judgement',
        'businessState',
      ),
      ...this.#promised(),
      ...(tone !== undefined && { toneUsed: Number(tone) }),
      ...(clues !== undefined && { clues: clues.split('|').map((one) => one.trim()) }),
    };
  }

  #text(field: string): string | undefined {
    const { fields, constants, words } = this.mapping;
    const column = fields[field];
    const text = (column === undefined ? undefined : this.cells.get(column)) || constants?.[field];
    if (text === undefined || text === '') return undefined;
    return ownOf(words?.[field], text) ?? text;
  }

  #missing(field: string): never {
    throw new Unreadable('required', field, 'is empty');
  }

  #needed(field: string): string {
    return this.#text(field) ?? this.#missing(field);
  }

  #plain(...fields: readonly string[]): Body {
    return Object.fromEntries(
      fields.flatMap((field) => (this.#text(field) === undefined ? [] : [[field, this.#text(field)]])),
    );
  }

  #agent(): string | undefined {
    const agent = this.#text('agentId');
    return agent === undefined ? undefined : agentOf(agent, this.source);
  }

  #line(): string | undefined {
    const line = this.#text('lineId');
    return line === undefined ? undefined : (ownOf(this.source.lines, line) ?? line);
  }

  #callIds(): Body {
    const kinds = Object.keys({ ...this.mapping.fields, ...this.mapping.constants }).filter((field) =>
      field.startsWith('callIds.'),
    );
    const ids = kinds.flatMap((field) => {
      const id = this.#text(field);
      return id === undefined ? [] : [[field.slice('callIds.'.length), id]];
    });
    return ids.length > 0 ? { callIds: Object.fromEntries(ids) } : {};
  }

  #time(field: string, near?: number): number | undefined {
    const text = this.#text(field);
    return text === undefined ? undefined : instantBy(this.mapping.time ?? 'iso', text, field, this.source, near);
  }

  #instant(field: string): Body {
    const at = this.#time(field, this.#time('startedAt'));
    return at === undefined ? {} : { [field]: instant(at) };
  }

  #span() {
    const startedAt = this.#time('startedAt') ?? this.#missing('startedAt');
    const length = this.#text('durationSeconds');
    const endedAt =
      this.#time('endedAt', startedAt) ?? startedAt + seconds(length ?? this.#missing('endedAt'), 'durationSeconds');
    return { startedAt: instant(startedAt), endedAt: instant(endedAt) };
  }

  #promised(): Body {
    const [amount, currency] = [this.#text('promisedAmount'), this.#text('promisedCurrency')];
    const dueAt = this.#time('promisedDueAt');
    if (amount === undefined && currency === undefined && dueAt === undefined) return {};
    if (amount === undefined || currency === undefined || dueAt === undefined)
      throw new Unreadable(
        'required',
        'promisedAmount',
        'promisedAmount, promisedCurrency and promisedDueAt go together',
      );
    return { promised: { amount: { currency, minor: minorUnits(amount, currency) }, dueAt: instant(dueAt) } };
  }
}

/** `120.50` in euros is 12050 cents; a comma is no decimal point here, for it may as well separate thousands. */
function minorUnits(text: string, currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency))
    throw new Unreadable('not-a-currency', 'promisedCurrency', 'must be an ISO 4217 code');
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  const [, whole = '', fraction = ''] = amount ?? [];
  if (!amount || fraction.length > digits)
    throw new Unreadable(
      'not-an-amount',
      'promisedAmount',
      `must be an amount such as 120.50, of at most ${digits} decimals`,
    );
  return Number(whole + fraction.padEnd(digits, '0'));
}
