import { renameSync, writeFileSync } from 'node:fs';

/** Writes a small file of the service's own whole or not at all, whenever the process may end; nobody else may read it. */
export function writeWhole(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, file);
}
