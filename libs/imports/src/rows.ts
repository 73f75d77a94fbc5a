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

/** Reads a row's cells by the names of their columns; what is not there is empty. */
export const cellsOf =
  ({ cells }: Pick<Row, 'cells'>) =>
  (name: string): string =>
    cells.get(name) ?? '';

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
    else if (layout) yield toRow(line, text, row, named(layout(row.length, row), source));
    else layout = headerOf(row, form.needed);
  }
}

/** The column that has the case must be there, or all would be found by their numbers. */
function named(columns: readonly string[] | undefined, { caseIdFrom }: Source): readonly string[] | undefined {
  if (columns && caseIdFrom !== undefined && !columns.includes(caseIdFrom))
    throw new WrongSource('caseIdFrom', 'is no column of the file');
  return columns;
}

function toRow(
  line: number,
  text: string,
  row: readonly string[],
  columns: readonly string[] | undefined,
): Row | BadRow {
  if (columns) return { line, text, cells: byColumn(columns, row) };
  const detail = `the line has ${row.length} cells, which do not fit the layout`;
  return { line, wrong: new Unreadable('columns', undefined, detail) };
}

const byColumn = (columns: readonly string[], row: readonly string[]): ReadonlyMap<string, string> =>
  new Map(columns.map((column, i) => [column, row[i]?.trim() ?? '']));

/** Undefined where the first line names the columns. */
function layoutOf({ layout }: Source, { layouts, needed }: CsvForm): Layout | undefined {
  const name = layout ?? Object.keys(layouts)[0] ?? 'header';
  if (name === 'header') return undefined;
  if (typeof name !== 'string') return declared(name, needed);
  const known = Object.hasOwn(layouts, name) ? layouts[name] : undefined;
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
  /** A line that is whole by itself was not meant to be a part of a cell. */
  const isRow = (text: string): boolean => {
    const row = cellsIn(text, delimiter);
    return row !== undefined && row.length > 2 && fits?.(row) === true;
  };
  for (let first = await reader.next(); first; first = await reader.next()) {
    const { number: line, wrong } = first;
    if (wrong) yield { line, text: '', row: [], wrong };
    if (first.text.trim() === '') continue;
    const ahead = fits ? await reader.goingOn(first) : [];
    const text = [first, ...ahead].map((one) => one.text).join('\n');
    const row = ahead.some((one) => one.wrong) ? undefined : cellsIn(text, delimiter);
    if (row && (ahead.length === 0 || (fits?.(row) && !ahead.some((one) => isRow(one.text)))))
      yield { line, text, row };
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

/** Undefined for what is not one record: a line break of another kind would end it, and lose the rest. */
function cellsIn(text: string, delimiter: string): readonly string[] | undefined {
  try {
    const [row, ...more] = parse(text, { delimiter, record_delimiter: '\n' });
    return more.length === 0 ? row : undefined;
  } catch {
    return undefined;
  }
}
