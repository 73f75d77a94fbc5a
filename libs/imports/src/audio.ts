/** What somebody found in a folder of audio: a line for each file, with its name, its SHA-256 and how long it is. */
import type { ImportedCheck } from './imported';
import { cellsOf, type Row } from './rows';
import { Unreadable } from './unreadable';

const LONGEST_NAME = 400;

export function readAudio(row: Row): ImportedCheck {
  const cell = cellsOf(row);
  const file = cell('file');
  if (file === '' || file.length > LONGEST_NAME) throw new Unreadable('required', 'file', 'is missing, or too long');
  const durationMs = row.cells.get('durationMs');
  return {
    kind: 'check',
    line: row.line,
    file,
    body: { sha256: cell('sha256'), ...(durationMs !== undefined && { durationMs: Number(durationMs) }) },
  };
}
