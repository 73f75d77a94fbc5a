CREATE TABLE "retention" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"creditor_id" text NOT NULL,
	"closed" boolean NOT NULL,
	"person_ids" text[] NOT NULL,
	"events_kept_until" text,
	"notes_kept_until" text,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
ALTER TABLE "audit_trail" ADD COLUMN "recordings_kept_until" text;--> statement-breakpoint
CREATE INDEX "retention_persons" ON "retention" USING gin ("person_ids");--> statement-breakpoint
CREATE INDEX "retention_events" ON "retention" USING btree ("events_kept_until","key");--> statement-breakpoint
CREATE INDEX "retention_notes" ON "retention" USING btree ("notes_kept_until","key");--> statement-breakpoint
CREATE INDEX "audit_trail_kept_until" ON "audit_trail" USING btree ("recordings_kept_until","key");