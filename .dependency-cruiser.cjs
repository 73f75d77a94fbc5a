/** Imports point one way: apps → libs → libs/case. Each rule says why. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'case-is-pure',
      comment: 'The domain knows no framework, no store and no other library of ours: it must be true anywhere.',
      severity: 'error',
      from: { path: '^libs/case/src', pathNot: '\\.spec\\.ts$|/testing/' },
      to: {
        pathNot: [
          '^libs/case/(src|rules\\.json)',
          '^node_modules/(@sinclair/typebox|luxon|@types/luxon|ajv|date-holidays|libphonenumber-js|countries-and-timezones)/',
        ],
      },
    },
    {
      name: 'reconciliation-is-pure',
      comment: 'Matching is arithmetic on evidence; what it needs is handed in.',
      severity: 'error',
      from: { path: '^libs/reconciliation/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/reconciliation/src', '^node_modules/munkres/'] },
    },
    {
      name: 'imports-read-only',
      comment: 'From bytes to facts, without a store or a service: the same file says the same everywhere.',
      severity: 'error',
      from: { path: '^libs/imports/src', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^libs/(imports|case)/src',
          '^node_modules/(@sinclair/typebox|ajv|csv-parse|libphonenumber-js|luxon|@types/luxon)/',
        ],
      },
    },
    {
      name: 'node-knows-no-cases',
      comment: 'The embedded node stores any events; it must stay replaceable by a real server.',
      severity: 'error',
      from: { path: '^libs/embedded-node/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/(?!embedded-node)|apps)' },
    },
    {
      name: 'libs-know-no-apps',
      comment: 'Libraries serve more than one application.',
      severity: 'error',
      from: { path: '^libs' },
      to: { path: '^apps' },
    },
    {
      name: 'outsiders-live-off-the-contract',
      comment: 'What others can build on the contract must be all that our own outsiders need.',
      severity: 'error',
      from: { path: '^apps/(auditor|reporting)' },
      to: {
        path: '^(libs|apps/ledger)',
        pathNot: '^libs/(case/src/policy|proof|event-store|embedded-node|personal-data)/',
      },
    },
    {
      name: 'simulators-know-no-ledger',
      comment: 'What is simulated is told to the ledger as anybody would tell it; its truth must not leak.',
      severity: 'error',
      from: { path: '^apps/simulator' },
      to: { path: '^(libs/(?!simulation)|apps/(?!simulator))' },
    },
    {
      name: 'the-ledger-knows-no-simulation',
      comment: 'Nothing that judges may know what is simulated.',
      severity: 'error',
      from: { path: '^(apps/(?!simulator)|libs/(?!simulation))' },
      to: { path: '^libs/simulation' },
    },
    {
      name: 'reports-need-no-store',
      comment: 'Only who checks proofs reads the store itself: there the service’s word is not enough.',
      severity: 'error',
      from: { path: '^apps/reporting' },
      to: { path: '^libs/(proof|event-store|embedded-node|personal-data)' },
    },
    {
      name: 'proofs-need-nobody',
      comment: 'What is proved must be checkable without a store, a service or a network.',
      severity: 'error',
      from: { path: '^libs/proof/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs/(?!proof)|apps)' },
    },
    {
      name: 'read-models-know-no-service',
      comment: 'Projections are made of events, the domain and evidence; who asks for them is not their concern.',
      severity: 'error',
      from: { path: '^libs/read-models/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^node_modules/(@nestjs|fastify)/' },
    },
    {
      name: 'store-through-its-library',
      comment: 'One place talks to the store client, so that one place knows its ways.',
      severity: 'error',
      from: { path: '^(apps|libs/(?!event-store|embedded-node))', pathNot: '\\.spec\\.ts$' },
      to: { path: '@eventstore/db-client' },
    },
    {
      name: 'no-in-process-event-bus',
      comment:
        'What must survive a crash goes through a subscription with a position, never through an in-process bus.',
      severity: 'error',
      from: { path: '^(apps|libs)' },
      to: { path: '@nestjs/cqrs/dist/(event-bus|aggregate-root|event-publisher)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'types'] },
  },
};
