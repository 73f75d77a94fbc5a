/** What somebody found in a folder of audio: a line for each file, with its name, its SHA-256 and how long it is. */
import type { ImportedCheck } from './imported';
import type { Row } from './rows';
import { Unreadable } from './unreadable';

const LONGEST_NAME = 400;

export function readAudio({ line, cells }: Row): ImportedCheck {
  const cell = (name: string): string => cells.get(name) ?? '';
  const file = cell('file');
  if (file === '' || file.length > LONGEST_NAME) throw new Unreadable('required', 'file', 'is missing, or too long');
  const durationMs = cells.get('durationMs');
  return {
    kind: 'check',
    line,
    file,
    body: { sha256: cell('sha256'), ...(durationMs !== undefined && { durationMs: Number(durationMs) }) },
  };
}
