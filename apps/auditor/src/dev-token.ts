/** `dev-token --role ROLE`: a token for local work, signed with a key of its own that only a service on this machine trusts. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { type Args, print, Wrong } from './args';

const ROLES = ['collector', 'supervisor', 'auditor', 'reporting', 'system', 'admin'];
const ALGORITHM = 'ES256';
const ISSUER = 'urn:case-ledger:dev';
const AUDIENCE = 'case-ledger';

export async function devToken({ values }: Args): Promise<void> {
  const {
    role: roles,
    as: sub,
    team: teams,
    creditor: creditors,
    'acts-for': actsFor,
    hours,
    'dev-key': file,
  } = values;
  if (roles.length === 0) throw new Wrong(`--role is missing: ${ROLES.join(', ')}`);
  const odd = roles.find((role) => !ROLES.includes(role));
  if (odd !== undefined) throw new Wrong(`--role must be one of ${ROLES.join(', ')}`);
  if (!/^[1-9]\d{0,3}$/.test(hours)) throw new Wrong('--hours must be a whole number from 1 to 9999');
  const key = await importJWK(existsSync(file) ? keptKey(file) : await newKey(file), ALGORITHM);
  const claims = {
    roles,
    ...(teams.length > 0 && { teams }),
    ...(creditors.length > 0 && { creditors }),
    ...(actsFor.length > 0 && { acts_for: actsFor }),
  };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(sub ?? `local-${roles[0]}`)
    .setIssuedAt()
    .setExpirationTime(`${hours}h`)
    .sign(key);
  print(token);
}

function keptKey(file: string): JWK {
  try {
    const key: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof key === 'object' && key !== null) return key;
  } catch {
    // Said below.
  }
  throw new Wrong(`${file} is no key; delete it, and a new one is made`);
}

async function newKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: ALGORITHM };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
