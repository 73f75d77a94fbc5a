/** Writes the contract from the code; with --check only says where what is committed differs, and fails then. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contractFiles } from './contract-files';

const check = process.argv.includes('--check');

async function main(): Promise<void> {
  const stale: string[] = [];
  for (const [name, text] of await contractFiles()) {
    const path = join('contracts', name);
    if (check) {
      if (read(path) !== text) stale.push(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (stale.length === 0) return;
  console.error(`out of date: ${stale.join(', ')}\nrun: npm run contracts`);
  process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

void main();
