// Builds the applications where their sources are newer than the last build, or with --force.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.built';
const SOURCES = ['apps', 'libs', 'package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const built = existsSync(STAMP) ? statSync(STAMP).mtimeMs : 0;
if (process.argv.includes('--force') || SOURCES.some((path) => newest(path) > built)) {
  const started = new Date();
  rmSync('dist', { recursive: true, force: true });
  for (const app of readdirSync('apps')) {
    const build = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', app], {
      stdio: 'inherit',
    });
    if (build.status !== 0) process.exit(build.status ?? 1);
  }
  writeFileSync(STAMP, started.toISOString());
}
