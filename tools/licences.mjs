// Fails where a package that is installed for production has no permissive licence.
import { readFileSync } from 'node:fs';

const PERMISSIVE = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'PostgreSQL'],
  ...['Unlicense', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0', 'Zlib'],
]);

/** `(MIT OR GPL-2.0)` is permissive, `MIT AND GPL-2.0` is not; where both come together, every name has to be. */
function isPermissive(expression) {
  const names = expression
    .replace(/[()]/g, '')
    .split(/ OR | AND /)
    .map((name) => PERMISSIVE.has(name.trim()));
  return / AND /.test(expression) ? names.every(Boolean) : names.some(Boolean);
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
const licenceOf = (path, { license, optional }) => {
  if (typeof license === 'string') return license;
  try {
    const read = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    return read.license?.type ?? read.license ?? read.licenses?.[0]?.type ?? 'none';
  } catch {
    return optional ? undefined : 'none';
  }
};
const odd = installed
  .map(([path, entry]) => [path.replace(/^.*node_modules\//, ''), licenceOf(path, entry)])
  .filter(([, licence]) => licence !== undefined && !isPermissive(licence));
for (const [name, licence] of odd) console.error(`${name}: ${licence}`);
if (odd.length > 0) process.exit(1);
console.log(`${installed.length} packages, all with permissive licences`);
