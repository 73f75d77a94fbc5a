CREATE TABLE "evidence_clock" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"code" text NOT NULL,
	"severity" integer NOT NULL,
	"state" text NOT NULL,
	"agent_id" text,
	"team" text,
	"day" text NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
ALTER TABLE "audit_trail" ADD COLUMN "team" text;--> statement-breakpoint
ALTER TABLE "audit_trail" ADD COLUMN "due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_trail" ADD COLUMN "sound" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "recorded_at" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "finding_case" ON "finding" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "finding_day" ON "finding" USING btree ("day","key");--> statement-breakpoint
CREATE INDEX "finding_state" ON "finding" USING btree ("state","severity","key");