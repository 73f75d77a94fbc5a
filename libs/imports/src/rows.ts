/** Rows of a file, by the names of their columns, whatever it is written in. */
import { parse } from 'csv-parse/sync';
import type { Line } from './lines';
import type { Source } from './source';
import { Unreadable, WrongSource } from './unreadable';

export interface Row {
  /** The first of its lines, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly cells: ReadonlyMap<string, string>;
}

export interface BadRow {
  readonly line: number;
  readonly wrong: Unreadable;
}

/** The columns in their order, for a row of so many cells; undefined where no row of the layout has so many. */
export type Layout = (cells: number, row: readonly string[]) => readonly string[] | undefined;

export interface CsvForm {
  /** By name; the first is that of a source that declares none. */
  readonly layouts: Readonly<Record<string, Layout>>;
  /** Columns without which no line says anything. */
  readonly needed: readonly string[];
  /** Whether a quoted cell may hold line breaks. */
  readonly multiline: boolean;
}

/** A quoted cell goes on over no more lines: a quote that is never closed must not swallow the file. */
const MOST_LINES = 100;

export const fixed =
  (...columns: readonly string[]): Layout =>
  (cells) =>
    cells === columns.length ? columns : undefined;

export async function* readCsv(
  lines: AsyncGenerator<Line>,
  source: Source,
  form: CsvForm,
): AsyncGenerator<Row | BadRow> {
  let layout = layoutOf(source, form);
  const fits = (row: readonly string[]): boolean => !layout || layout(row.length, row) !== undefined;
  const records = readRecords(lines, source.delimiter ?? ',', form.multiline ? fits : undefined);
  for await (const { line, text, wrong, row } of records) {
    if (wrong) yield { line, wrong };
    else if (layout) yield toRow(line, text, row, layout(row.length, row));
    else layout = headerOf(row, form.needed);
  }
}

function toRow(
  line: number,
  text: string,
  row: readonly string[],
  columns: readonly string[] | undefined,
): Row | BadRow {
  if (columns) return { line, text, cells: cellsOf(columns, row) };
  const detail = `the line has ${row.length} cells, which do not fit the layout`;
  return { line, wrong: new Unreadable('columns', undefined, detail) };
}

const cellsOf = (columns: readonly string[], row: readonly string[]): ReadonlyMap<string, string> =>
  new Map(columns.map((column, i) => [column, row[i]?.trim() ?? '']));

/** Undefined where the first line names the columns. */
function layoutOf({ layout }: Source, { layouts, needed }: CsvForm): Layout | undefined {
  const name = layout ?? Object.keys(layouts)[0] ?? 'header';
  if (name === 'header') return undefined;
  if (typeof name !== 'string') return declared(name, needed);
  const known = layouts[name];
  if (known) return known;
  throw new WrongSource('layout', `must be header, a list of columns, or one of: ${Object.keys(layouts).join(', ')}`);
}

function headerOf(row: readonly string[], needed: readonly string[]): Layout {
  return declared(
    row.map((name) => name.trim()),
    needed,
  );
}

function declared(columns: readonly string[], needed: readonly string[]): Layout {
  const missing = needed.find((name) => !columns.includes(name));
  if (missing !== undefined) throw new WrongSource('layout', `the column ${missing} is missing`);
  return fixed(...columns);
}

interface CsvRecord {
  readonly line: number;
  readonly text: string;
  readonly row: readonly string[];
  readonly wrong?: Unreadable;
}

/** Lines that can be put back, for what was read ahead in vain. */
class LinesAhead {
  #again: Line[] = [];

  constructor(private readonly lines: AsyncGenerator<Line>) {}

  async next(): Promise<Line | undefined> {
    return this.#again.shift() ?? (await this.lines.next()).value ?? undefined;
  }

  putBack(lines: readonly Line[]): void {
    this.#again = [...lines, ...this.#again];
  }

  /** The lines that a quoted cell of this one goes on over. */
  async goingOn({ text: first }: Line): Promise<readonly Line[]> {
    const ahead: Line[] = [];
    for (let text = first; isOpen(text) && ahead.length < MOST_LINES; ) {
      const more = await this.next();
      if (!more) break;
      ahead.push(more);
      text += more.text;
    }
    return ahead;
  }
}

/** Cells may hold line breaks where it can be told whether what came together `fits`. */
async function* readRecords(
  lines: AsyncGenerator<Line>,
  delimiter: string,
  fits: ((row: readonly string[]) => boolean) | undefined,
): AsyncGenerator<CsvRecord> {
  const reader = new LinesAhead(lines);
  for (let first = await reader.next(); first; first = await reader.next()) {
    const { number: line, wrong } = first;
    if (wrong) yield { line, text: '', row: [], wrong };
    if (first.text.trim() === '') continue;
    const ahead = fits ? await reader.goingOn(first) : [];
    const text = [first, ...ahead].map((one) => one.text).join('\n');
    const row = ahead.some((one) => one.wrong) ? undefined : cellsIn(text, delimiter);
    if (row && (ahead.length === 0 || fits?.(row))) yield { line, text, row };
    else {
      // Whatever is wrong with the first of them need not be wrong with the others.
      reader.putBack(ahead);
      yield {
        line,
        text: '',
        row: [],
        wrong: new Unreadable('not-csv', undefined, 'the quotes of the line do not close'),
      };
    }
  }
}

const isOpen = (text: string): boolean => (text.split('"').length - 1) % 2 === 1;

function cellsIn(text: string, delimiter: string): readonly string[] | undefined {
  try {
    const [row] = parse(text, { delimiter });
    return row;
  } catch {
    return undefined;
  }
}

/** One JSON object a line; what is nested is named by its path, such as `call.start`. */
export async function* readNdjson(lines: AsyncGenerator<Line>): AsyncGenerator<Row | BadRow> {
  for await (const { number: line, text, wrong } of lines) {
    if (wrong) yield { line, wrong };
    else if (text.trim() !== '') {
      const value = jsonIn(text);
      if (isObject(value)) yield { line, text, cells: flattened(value) };
      else yield { line, wrong: new Unreadable('not-json', undefined, 'the line is not a JSON object') };
    }
  }
}

/** A JSON document is held in memory while it is read; files of any size have one object a line. */
const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/** Objects of a document, of a list under one of its names, or one a line; counted from 1 where they are not lines. */
export async function* readJson(lines: AsyncGenerator<Line>, listName: string): AsyncGenerator<Row | BadRow> {
  const held: Line[] = [];
  let size = 0;
  for await (const line of lines) {
    if (held.length === 0 && isObject(jsonIn(line.text)) && !line.wrong) {
      yield* objectsIn([line], listName);
      for await (const more of lines) yield* objectsIn([more], listName);
      return;
    }
    held.push(line);
    size += line.text.length;
    if (size > LARGEST_DOCUMENT)
      throw new WrongSource('file', 'is one JSON document of over 16 MiB; write one object a line');
  }
  if (held.length > 0) yield* objectsIn(held, listName);
}

function* objectsIn(lines: readonly Line[], listName: string): Generator<Row | BadRow> {
  const [first] = lines;
  const wrong = lines.find((line) => line.wrong)?.wrong;
  if (!first || (lines.length === 1 && first.text.trim() === '' && !wrong)) return;
  const value = wrong ? undefined : jsonIn(lines.map(({ text }) => text).join('\n'));
  const list = isObject(value) && Array.isArray(value[listName]) ? value[listName] : value;
  if (value === undefined) {
    yield {
      line: first.number,
      wrong: wrong ?? new Unreadable('not-json', undefined, 'is not JSON; nothing of it can be read'),
    };
    return;
  }
  for (const [i, one] of [list].flat().entries()) {
    const line = lines.length === 1 && !Array.isArray(list) ? first.number : i + 1;
    if (isObject(one)) yield { line, text: JSON.stringify(one), cells: flattened(one) };
    else yield { line, wrong: new Unreadable('not-json', undefined, 'is not a JSON object') };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const DEEPEST = 8;

function flattened(value: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const visit = (part: unknown, path: string, levels: number): void => {
    if (part === null || part === undefined) return;
    if (typeof part !== 'object') cells.set(path, String(part));
    else if (levels > 0)
      for (const [name, inside] of Object.entries(part)) visit(inside, path ? `${path}.${name}` : name, levels - 1);
  };
  visit(value, '', DEEPEST);
  return cells;
}
