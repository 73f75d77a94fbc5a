// Runs a command beside a PostgreSQL of its own, made for it and thrown away after it: TEST_POSTGRES_URL is its address.
// Needs PostgreSQL's own programs (Debian: the package postgresql); as root they run as the user postgres.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

function programs() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  const folder = folders.find((one) => existsSync(join(one, 'initdb')));
  if (folder) return folder;
  console.error('PostgreSQL is missing: there is no initdb here. On Debian: apt-get install postgresql');
  process.exit(1);
}

const isRoot = process.getuid?.() === 0;
const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
const bin = programs();
const run = (program, args) => {
  const { status, stderr } = spawnSync(join(bin, program), args, {
    ...owner,
    cwd: '/',
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
};

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const folder = mkdtempSync(join(tmpdir(), 'case-ledger-postgres-'));
if (isRoot) chownSync(folder, owner.uid, owner.gid);
const data = join(folder, 'data');
run('initdb', ['-D', data, '-U', 'ledger', '-A', 'trust', '--no-sync', '-E', 'UTF8']);
const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c max_connections=200`;
const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.split(' ')], {
  ...owner,
  cwd: '/',
  stdio: 'ignore',
  env: { LC_ALL: 'C' },
});
const remove = () => {
  server.kill('SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
};
process.on('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const isUp = () => spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q']).status === 0;
for (let waited = 0; !isUp(); waited += 100) {
  if (waited > 30_000 || server.exitCode !== null) throw new Error('PostgreSQL did not start');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const [program, ...args] = process.argv.slice(2);
const command = spawn(program, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_POSTGRES_URL: `postgres://ledger@127.0.0.1:${port}/postgres` },
});
command.on('exit', (code) => process.exit(code ?? 1));
