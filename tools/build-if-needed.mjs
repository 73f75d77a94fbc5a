// Builds the applications where their sources are newer than the last build, or with --force.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const STAMP = 'dist/.built';
const SOURCES = ['apps', 'libs', 'package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Takes one after the other from the list. */
async function buildAll(apps) {
  for (let app = apps.shift(); app !== undefined; app = apps.shift()) {
    const build = spawn(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', app], { stdio: 'inherit' });
    const [code] = await once(build, 'exit');
    if (code !== 0) process.exit(code ?? 1);
  }
}

const built = existsSync(STAMP) ? statSync(STAMP).mtimeMs : 0;
if (process.argv.includes('--force') || SOURCES.some((path) => newest(path) > built)) {
  const started = new Date();
  rmSync('dist', { recursive: true, force: true });
  const apps = readdirSync('apps');
  // Each is one thread's work; more than two at a time would want more memory than a small machine has.
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => buildAll(apps)));
  writeFileSync(STAMP, started.toISOString());
}
