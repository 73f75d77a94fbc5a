import { EventCodec, EventStore } from '@event-store';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { KeyStore, type Pseudonym } from '@personal-data';
import { AccessGuard, AUTHENTICATOR } from './access/access.guard';
import type { Authenticator } from './access/authenticator';
import { CaseFindings } from './cases/case-findings';
import { CaseSender } from './cases/case-sender';
import { CaseStreams } from './cases/case-streams';
import { CasesController } from './cases/cases.controller';
import { CommandContext } from './cases/command-context';
import { LEDGER_SECRET, PSEUDONYM } from './cases/command-identity';
import { DecisionsController } from './cases/decisions.controller';
import { EvidenceController } from './cases/evidence.controller';
import { GetFindingsHandler } from './cases/findings-query';
import { GetContactPermissionHandler } from './cases/permission-query';
import { PolicyBook } from './cases/policy-book';
import { GetCaseHandler, GetDiffHandler, GetEventsHandler, GetReplayHandler } from './cases/queries';
import { SendCaseCommandHandler } from './cases/send-case-command';
import { Clock } from './clock';
import type { Config } from './config';
import { GetEvidenceHandler, SIGNING, type Signing } from './evidence/evidence-query';
import { HealthController } from './health/health.controller';
import { MetricsController } from './health/metrics.controller';
import { KnownParameters } from './http/requests';
import { Importer } from './imports/importer';
import { ImportsController } from './imports/imports.controller';
import { SourceBook, sourceFolders } from './imports/source-book';
import { WhoseCase } from './imports/whose';
import { KeyKeeper } from './persons/key-keeper';
import { PersonCommandHandler } from './persons/person-command';
import { GetPersonHandler } from './persons/person-query';
import { PersonsController } from './persons/persons.controller';
import { PersonsCases } from './persons/persons-cases';
import { Changes, FEED_LIMITS, type FeedLimits } from './read-models/changes';
import { ContactLog } from './read-models/contact-log';
import {
  GetAuditTrailHandler,
  GetClocksHandler,
  GetFiguresHandler,
  GetProjectionsHandler,
  GetRowsHandler,
  WishForProjectionHandler,
} from './read-models/queries';
import { ReadModels } from './read-models/read-models';
import { ReadModelsController } from './read-models/read-models.controller';
import { GetWorklistHandler } from './read-models/worklist';
import { RecordingCommandHandler } from './recordings/recording-command.handler';
import { RecordingRetention } from './recordings/recording-retention';
import { RecordingsController } from './recordings/recordings.controller';
import { GetRecordingsHandler } from './recordings/recordings-query';
import { RegisterRecordingHandler } from './recordings/register-recording.handler';

/** What the service stands on, made outside so that it can be closed in order. */
export interface Foundations {
  readonly config: Config;
  /** Key of the HMAC over request bodies. */
  readonly ledgerSecret: string;
  readonly pseudonym: Pseudonym;
  readonly keys: KeyStore;
  readonly keeper: KeyKeeper;
  readonly cases: CaseStreams;
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
  readonly policies: PolicyBook;
  readonly readModels: ReadModels;
  readonly signing: Signing;
  /** Undefined where nobody is authenticated. */
  readonly authenticator: Authenticator | undefined;
  readonly feedLimits?: FeedLimits;
}

@Module({})
class AppModule {}

/** The service as a Nest module on its foundations. */
export const appModule = ({
  config,
  ledgerSecret,
  pseudonym,
  keys,
  keeper,
  cases,
  store,
  codec,
  clock,
  policies,
  readModels,
  signing,
  authenticator,
  feedLimits = FEED_LIMITS,
}: Foundations): DynamicModule => ({
  module: AppModule,
  imports: [CqrsModule.forRoot()],
  controllers: [
    CasesController,
    DecisionsController,
    EvidenceController,
    RecordingsController,
    ReadModelsController,
    ImportsController,
    PersonsController,
    HealthController,
    MetricsController,
  ],
  providers: [
    { provide: AUTHENTICATOR, useValue: authenticator },
    // In this order: who may not call learns nothing of what is wrong with the call.
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: KnownParameters },
    { provide: EventStore, useValue: store },
    { provide: EventCodec, useValue: codec },
    { provide: Clock, useValue: clock },
    { provide: LEDGER_SECRET, useValue: ledgerSecret },
    { provide: PSEUDONYM, useValue: pseudonym },
    { provide: CaseStreams, useValue: cases },
    { provide: KeyStore, useValue: keys },
    { provide: KeyKeeper, useValue: keeper },
    { provide: PolicyBook, useValue: policies },
    { provide: ReadModels, useValue: readModels },
    { provide: SIGNING, useValue: signing },
    { provide: SourceBook, useFactory: () => new SourceBook(sourceFolders(config.sourceDir)) },
    PersonsCases,
    RecordingRetention,
    PersonCommandHandler,
    GetPersonHandler,
    Importer,
    WhoseCase,
    GetEvidenceHandler,
    { provide: Changes, useFactory: () => new Changes(readModels, feedLimits) },
    ContactLog,
    CaseSender,
    CaseFindings,
    CommandContext,
    GetContactPermissionHandler,
    GetFindingsHandler,
    GetWorklistHandler,
    SendCaseCommandHandler,
    RegisterRecordingHandler,
    RecordingCommandHandler,
    GetCaseHandler,
    GetEventsHandler,
    GetReplayHandler,
    GetDiffHandler,
    GetAuditTrailHandler,
    GetRowsHandler,
    GetFiguresHandler,
    GetClocksHandler,
    GetRecordingsHandler,
    GetProjectionsHandler,
    WishForProjectionHandler,
  ],
});
