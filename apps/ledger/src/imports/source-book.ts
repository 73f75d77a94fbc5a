/** Sources of imports as they are declared in files: read anew at each import, so that declaring one needs no restart. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource, type Source, WrongSource } from '@imports';
import { Problem } from '../http/problem';

/** The folders of the examples that are shipped, and of the user's own, which win. */
export const sourceFolders = (sourceDir: string | undefined): readonly string[] => [
  ...(sourceDir ? [sourceDir] : []),
  join(process.cwd(), 'contracts', 'sources'),
];

export class SourceBook {
  constructor(private readonly folders: readonly string[]) {}

  /** `name` holds no slash. Throws `source-not-found`, and `source-malformed` with the field that is wrong. */
  read(name: string): Source {
    const file = this.folders.map((folder) => join(folder, `${name}.json`)).find(existsSync);
    if (file === undefined) throw new Problem('source-not-found', `no file ${name}.json declares it`);
    try {
      const source = parseSource(jsonIn(file));
      if (source.source !== name) throw new WrongSource('source', `must be ${name}, as its file is called`);
      return source;
    } catch (error) {
      if (error instanceof WrongSource) throw malformed(name, error);
      throw error;
    }
  }
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new WrongSource('', 'is not JSON');
  }
}

/** What is declared does not fit, in itself or the file that came. */
export const malformed = (name: string, { field, message }: WrongSource): Problem =>
  new Problem('source-malformed', `${[name, field].filter(Boolean).join(', ')}: ${message}`, [
    { field, code: 'not-as-declared', detail: message },
  ]);
