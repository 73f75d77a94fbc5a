/** Rows of files in JSON: one object a line, or a document with a list. */
import type { Line } from './lines';
import type { BadRow, Row } from './rows';
import { Unreadable, WrongSource } from './unreadable';

/** One JSON object a line; what is nested is named by its path, such as `call.start`. */
export async function* readNdjson(lines: AsyncGenerator<Line>): AsyncGenerator<Row | BadRow> {
  for await (const { number: line, text, wrong } of lines) {
    if (wrong) yield { line, wrong };
    else if (text.trim() !== '') {
      const row = objectRow(line, jsonIn(text));
      yield 'wrong' in row ? row : { ...row, text };
    }
  }
}

/** A document is held in memory while it is read; files of any size have one object a line. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/**
 * Objects of a document, of a list under one of its names, or one a line. They are counted by the lines of the file, or in a
 * document that is spread over several by their place in it.
 */
export async function* readJson(lines: AsyncGenerator<Line>, listName: string): AsyncGenerator<Row | BadRow> {
  const first = await firstOf(lines);
  if (!first) return;
  if (isObject(jsonIn(first.text))) {
    yield* objectsIn(first, listName);
    for await (const more of lines) yield* objectsIn(more, listName);
    return;
  }
  const held = [first, ...(await restOf(lines))];
  const whole = held.some((line) => line.wrong) ? undefined : jsonIn(held.map(({ text }) => text).join('\n'));
  // What is no document may be lines all the same, the first of them broken.
  if (whole === undefined) for (const line of held) yield* objectsIn(line, listName);
  else for (const [i, one] of listIn(whole, listName).entries()) yield objectRow(i + 1, one);
}

async function firstOf(lines: AsyncGenerator<Line>): Promise<Line | undefined> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) return undefined;
    if (value.wrong || value.text.trim() !== '') return value;
  }
}

async function restOf(lines: AsyncGenerator<Line>): Promise<readonly Line[]> {
  const held: Line[] = [];
  let size = 0;
  for await (const line of lines) {
    held.push(line);
    size += line.text.length;
    if (size > LARGEST_DOCUMENT)
      throw new WrongSource(
        'file',
        'is a JSON document of over 16 MiB, or begins with a broken line; write one object a line',
      );
  }
  return held;
}

function* objectsIn({ number, text, wrong }: Line, listName: string): Generator<Row | BadRow> {
  if (wrong) yield { line: number, wrong };
  else if (text.trim() !== '') for (const one of listIn(jsonIn(text), listName)) yield objectRow(number, one);
}

/** The objects of a page, of a list, or the one that it is. */
function listIn(value: unknown, listName: string): readonly unknown[] {
  const list = isObject(value) && Array.isArray(value[listName]) ? value[listName] : value;
  return Array.isArray(list) ? list : [list];
}

function objectRow(line: number, value: unknown): Row | BadRow {
  if (!isObject(value)) return { line, wrong: new Unreadable('not-json', undefined, 'is not a JSON object') };
  const leaves = [...leavesOf(value, '', DEEPEST)];
  const inexact = leaves.find(([, leaf]) => isInexact(leaf));
  if (inexact) {
    const detail = 'is a number that cannot be read exactly; write it in quotes';
    return { line, wrong: new Unreadable('number-too-large', inexact[0], detail) };
  }
  return { line, text: JSON.stringify(value), cells: new Map(leaves.map(([path, leaf]) => [path, String(leaf)])) };
}

/** Ids of other systems may be larger than what JSON's numbers are read into: two of them would become one. */
const isInexact = (leaf: unknown): boolean =>
  typeof leaf === 'number' && Number.isInteger(leaf) && !Number.isSafeInteger(leaf);

const DEEPEST = 8;

function* leavesOf(value: object, above: string, levels: number): Generator<readonly [path: string, leaf: unknown]> {
  for (const [name, inside] of Object.entries(value)) {
    const path = above ? `${above}.${name}` : name;
    if (typeof inside !== 'object') yield [path, inside];
    else if (inside !== null && levels > 1) yield* leavesOf(inside, path, levels - 1);
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
