export {
  type AuditTrailOptions,
  type AuditTrailRow,
  auditTrails,
  casesAround,
  type FindingRow,
  trailAt,
} from './audit-trail/audit-trail';
export { readClocks, type ToldClock } from './audit-trail/clocks-told';
export { casesWithNumber, recordingsInFile } from './audit-trail/evidence-tables';
export { toCall, toCardPayment, toCheck, toNote, toPromise, toRecording, toRemoval } from './audit-trail/pieces';
export type { RecordingPage, RecordingPlace, RecordingQuestion, RecordingRow } from './audit-trail/recordings';
export { readUnclaimed } from './audit-trail/unclaimed';
export { readUnheard } from './audit-trail/unheard';
export { type Database, DatabaseAway, MIGRATIONS, type Queryable, type ReadableDatabase, type Row } from './database';
export { EmbeddedDatabase, openEmbedded, snapshotOf } from './embedded-database';
export { Engine, type EngineOptions } from './engine';
export type { Making, Phase } from './fed';
export { CURSOR_PATTERN, type Feed, type FeedEntry, fromCursor, openFeed, readFeed, toCursor } from './feed';
export type { FigureQuestion } from './figure-inputs';
export { type Figure, readFigures } from './figures';
export type { ListedFinding } from './listed-finding';
export { openPostgres, PostgresDatabase } from './postgres-database';
export type { Progress, ProjectionProgress } from './progress';
export {
  type Cause,
  HIDDEN_NAMES,
  PROJECTION_NAMES,
  type Projection,
  type ProjectionName,
  type Work,
} from './projection';
export { type CaseStandingRow, caseStandings } from './projections/case-standing';
export { COUNTS, type CollectorDayRow, collectorDays, collectorDayTotals } from './projections/collector-day';
export { contactLogs, readAttempts, type Sought } from './projections/contact-log';
export { type FollowUpsRow, followUps } from './projections/follow-ups';
export { type PromiseBookRow, promiseBooks } from './projections/promise-book';
export {
  LAST_DAY,
  type RecoveryCohortRow,
  recoveryCohorts,
  recoveryCohortTotals,
} from './projections/recovery-cohorts';
export { type RetentionRow, retentions } from './projections/retention';
export { type ToneHistoryRow, toneHistories } from './projections/tone-history';
export type { EngineLog } from './reign';
export { RemoteDatabase, serveDatabase } from './remote-database';
export {
  type Backlog,
  type Held,
  type ReviewedCase,
  type ReviewProgress,
  Reviews,
  reviewProgress,
} from './reviews';
export {
  type Asked,
  type Behind,
  type Filter,
  isBehind,
  keeperOf,
  type Page,
  QUESTIONS,
  type Question,
  ROWS_NAMES,
  type RowsName,
  readRows,
  withinScope,
} from './rows';
export { Tail, type Told } from './tail';
export { Watch } from './watch';
