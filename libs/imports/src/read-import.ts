/** From the bytes of a file to the facts in it, one after another: what cannot be read is told, and takes nothing with it. */
import { ASTERISK_CSV, asteriskKeys, readAsterisk } from './asterisk';
import { readAudio } from './audio';
import { FREESWITCH_CSV, freeswitchKeys, readFreeswitch } from './freeswitch';
import type { Fact, Imported } from './imported';
import { LARGEST_DOCUMENT, readJson, readNdjson } from './json';
import { joinLegs } from './legs';
import { readLines } from './lines';
import { csvOf, NOTES_CSV, readMapped, readNote } from './mapped';
import { type BadRow, type Row, readCsv } from './rows';
import type { Source } from './source';
import { readTwilioRecording, TWILIO_LIST } from './twilio';
import { Unreadable, WrongSource } from './unreadable';
import { RECORDING_LOG_CSV, readVicidialCall, readVicidialRecording, VICIDIAL_LOG_CSV } from './vicidial';

type Rows = AsyncGenerator<Row | BadRow>;

/**
 * Reads a file of a source as it streams in. `idOf` makes the id of a note that has none, always the same of the same text.
 * Throws `WrongSource` where the file does not fit its declaration at all.
 */
export function readImport(
  chunks: AsyncIterable<Uint8Array>,
  source: Source,
  idOf: (text: string) => string,
): AsyncGenerator<Imported> {
  const lines = readLines(
    chunks,
    source.encoding,
    source.format === 'twilio-recordings' ? LARGEST_DOCUMENT : undefined,
  );
  switch (source.format) {
    case 'asterisk':
      return joined(readCsv(lines, source, ASTERISK_CSV), asteriskKeys, (legs) => readAsterisk(legs, source));
    case 'freeswitch':
      return joined(readCsv(lines, source, FREESWITCH_CSV), freeswitchKeys, (legs) => readFreeswitch(legs, source));
    case 'vicidial-calls':
      return each(readCsv(lines, source, VICIDIAL_LOG_CSV), (row) => readVicidialCall(row, source));
    case 'vicidial-recordings':
      return each(readCsv(lines, source, RECORDING_LOG_CSV), (row) => readVicidialRecording(row, source));
    case 'twilio-recordings':
      return each(readJson(lines, TWILIO_LIST), (row) => readTwilioRecording(row, source));
    case 'notes':
      return each(readCsv(lines, source, NOTES_CSV), (row) => readNote(row, source, idOf));
    case 'audio':
      return each(readNdjson(lines), readAudio);
    case 'mapped': {
      const { mapping } = source;
      if (!mapping) throw new WrongSource('mapping', 'is missing');
      const rows = mapping.syntax === 'ndjson' ? readNdjson(lines) : readCsv(lines, source, csvOf(mapping));
      return each(rows, (row) => readMapped(row, source, mapping, idOf));
    }
  }
}

async function* each(rows: Rows, read: (row: Row) => Fact): AsyncGenerator<Imported> {
  for await (const row of rows) {
    yield 'wrong' in row ? { kind: 'quarantined', ...row } : attempt(row.line, () => read(row));
  }
}

async function* joined(
  rows: Rows,
  keysOf: (row: Row) => readonly string[],
  read: (legs: readonly Row[]) => Fact,
): AsyncGenerator<Imported> {
  for await (const legs of joinLegs(rows, keysOf)) {
    if ('wrong' in legs) yield { kind: 'quarantined', ...legs };
    else yield* together(legs, read);
  }
}

/** One fact of all the legs; where it cannot be made, none of them is one. */
function* together(legs: readonly Row[], read: (legs: readonly Row[]) => Fact): Generator<Imported> {
  const fact = attempt(legs[0]?.line ?? 0, () => read(legs));
  if (fact.kind === 'quarantined') {
    for (const { line } of legs) yield { ...fact, line };
    return;
  }
  yield fact;
  for (const { line } of legs) if (line !== fact.line) yield { kind: 'joined', line, to: fact.line };
}

function attempt(line: number, read: () => Fact): Imported {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'quarantined', line, wrong: error };
    throw error;
  }
}
