/** Who may call what: the one table. A route that is missing here does not start. */

export const ROLES = ['collector', 'supervisor', 'auditor', 'reporting', 'system', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (name: unknown): name is Role => ROLES.some((role) => role === name);

/** Roles that see the cases of their teams only. */
export const OF_TEAMS: ReadonlySet<Role> = new Set<Role>(['collector', 'supervisor']);

const desk = ['collector', 'supervisor'] as const;
const facts = [...desk, 'system'] as const;
const decisions = ['supervisor', 'system'] as const;
const feeds = ['supervisor', 'auditor', 'reporting', 'system'] as const;
const lists = [...desk, 'auditor', 'reporting', 'system'] as const;
const looks = [...desk, 'auditor', 'system'] as const;
const findings = ['supervisor', 'auditor'] as const;

/** By the operation of the contract. `anyone` needs no token. */
export const ACCESS: Readonly<Record<string, readonly Role[] | 'anyone'>> = {
  'open-case': ['system'],
  'record-instalment-due': ['system'],
  'record-call-attempt': facts,
  'take-note': facts,
  'correct-note': facts,
  'record-promise': facts,
  'report-promise-broken': facts,
  'withdraw-promise': facts,
  'record-contact': facts,
  'record-demand': facts,
  'report-field-visit': facts,
  'record-payment': ['system'],
  'reverse-payment': ['system'],
  'check-contact': facts,
  'place-hold': facts,
  'escalate-to-field': facts,
  'lift-hold': decisions,
  'reassign-case': decisions,
  'authorise-waiver': decisions,
  'adjust-balance': decisions,
  'start-legal-action': decisions,
  'bind-policy': [...decisions, 'admin'],
  'close-case': decisions,
  'reopen-case': decisions,
  'decide-match': findings,
  'acknowledge-finding': findings,
  'resolve-finding': findings,
  'waive-finding': findings,
  'register-recording': ['system'],
  'check-recording': ['system'],
  'purge-recording': ['system', 'admin'],
  'report-recording-lost': ['system', 'admin'],
  'import-file': ['system', 'admin'],
  'list-unclaimed-recordings': [...findings, 'system'],
  'list-unheard-recordings': [...findings, 'system', 'admin'],

  'request-erasure': ['admin'],
  'withdraw-erasure': ['admin'],
  'place-legal-hold': ['admin'],
  'lift-legal-hold': ['admin'],
  'purge-case': ['admin'],
  'get-person': ['auditor', 'admin'],
  'list-retention': ['auditor', 'admin', 'system'],

  'get-case': looks,
  'get-events': looks,
  'get-audit-trail': looks,
  'get-findings': looks,
  'get-diff': looks,
  'get-replay': looks,
  'get-contact-permission': looks,
  'get-worklist': looks,
  'get-evidence': findings,

  'list-case-standing': lists,
  'list-tone-history': lists,
  'list-promise-book': lists,
  'list-audit-trail': lists,
  'list-findings': lists,
  'list-follow-ups': lists,
  'list-recovery-cohorts': feeds,
  'list-collector-day': feeds,
  'get-figures': feeds,
  'get-clocks': [...feeds, 'admin'],
  'get-changes': feeds,
  'get-projections': [...feeds, 'admin'],
  'resume-projection': ['admin'],
  'rebuild-projection': ['admin'],

  metrics: ['reporting', 'system', 'admin'],
  'health-live': 'anyone',
  'health-ready': 'anyone',
};

/** Answers that hold names, numbers or texts of persons: who reads them is written down. */
export const PERSONAL: ReadonlySet<string> = new Set([
  'get-case',
  'get-events',
  'get-diff',
  'get-replay',
  'get-worklist',
  'get-evidence',
]);

/** What is counted, told or changed over all cases is not for who may see some of them. */
export const ABOUT_ALL: ReadonlySet<string> = new Set([
  'register-recording',
  'check-recording',
  'purge-recording',
  'report-recording-lost',
  'import-file',
  'list-unclaimed-recordings',
  'list-unheard-recordings',
  'request-erasure',
  'withdraw-erasure',
  'place-legal-hold',
  'lift-legal-hold',
  'purge-case',
  'get-person',
  'list-recovery-cohorts',
  'list-collector-day',
  'get-changes',
  'resume-projection',
  'rebuild-projection',
]);
