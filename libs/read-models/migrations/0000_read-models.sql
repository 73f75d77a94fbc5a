CREATE TABLE "audit_trail" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"class" text NOT NULL,
	"agent_id" text,
	"at" timestamp(3) with time zone NOT NULL,
	"day" text NOT NULL,
	"findings" integer NOT NULL,
	"next_change_at" timestamp(3) with time zone,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "case_fact" (
	"case_id" text NOT NULL,
	"revision" integer NOT NULL,
	"recorded_at" bigint NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "case_fact_case_id_revision_pk" PRIMARY KEY("case_id","revision")
);
--> statement-breakpoint
CREATE TABLE "case_standing" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"creditor_id" text NOT NULL,
	"product" text NOT NULL,
	"agent_id" text,
	"team" text,
	"stage" text NOT NULL,
	"bucket" text NOT NULL,
	"days_past_due" integer NOT NULL,
	"tone" smallint NOT NULL,
	"promise" text NOT NULL,
	"promise_due_at" timestamp(3) with time zone,
	"field_eligible" boolean NOT NULL,
	"currency" text NOT NULL,
	"overdue" bigint NOT NULL,
	"outstanding" bigint NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"next_change_at" timestamp(3) with time zone,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "change" (
	"projection" text NOT NULL,
	"cursor" bigint NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb,
	"cause" jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "change_projection_cursor_pk" PRIMARY KEY("projection","cursor")
);
--> statement-breakpoint
CREATE TABLE "collector_day" (
	"key" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"day" text NOT NULL,
	"attempts" integer NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "collector_day_part" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"whole" text NOT NULL,
	"agent_id" text NOT NULL,
	"team" text,
	"day" text NOT NULL,
	"currency" text NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_case" (
	"key" text PRIMARY KEY NOT NULL,
	"numbers" text[] NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_key" (
	"key" text NOT NULL,
	"at" bigint NOT NULL,
	"piece" text NOT NULL,
	CONSTRAINT "evidence_key_key_at_piece_pk" PRIMARY KEY("key","at","piece")
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projection" (
	"name" text NOT NULL,
	"generation" text NOT NULL,
	"version" integer NOT NULL,
	"position" bigint,
	"cursor" bigint DEFAULT 0 NOT NULL,
	"compacted" bigint DEFAULT 0 NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"builds" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"wish" text,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projection_name_generation_pk" PRIMARY KEY("name","generation")
);
--> statement-breakpoint
CREATE TABLE "promise_book" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"promise_id" text NOT NULL,
	"creditor_id" text NOT NULL,
	"agent_id" text,
	"team" text,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"made_day" text NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"deadline_day" text NOT NULL,
	"next_change_at" timestamp(3) with time zone,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "recovery_cohort" (
	"key" text PRIMARY KEY NOT NULL,
	"creditor_id" text NOT NULL,
	"currency" text NOT NULL,
	"due_date" text NOT NULL,
	"due" bigint NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "recovery_cohort_part" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"whole" text NOT NULL,
	"agent_id" text,
	"team" text,
	"due_date" text NOT NULL,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE TABLE "tone_history" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"creditor_id" text NOT NULL,
	"agent_id" text,
	"team" text,
	"stage" text NOT NULL,
	"level" smallint NOT NULL,
	"bucket" text NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone,
	"since_day" text NOT NULL,
	"until_day" text,
	"next_change_at" timestamp(3) with time zone,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
CREATE INDEX "audit_trail_case" ON "audit_trail" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "audit_trail_class" ON "audit_trail" USING btree ("class","key");--> statement-breakpoint
CREATE INDEX "audit_trail_day" ON "audit_trail" USING btree ("day","key");--> statement-breakpoint
CREATE INDEX "audit_trail_next_change" ON "audit_trail" USING btree ("next_change_at");--> statement-breakpoint
CREATE INDEX "case_standing_days_past_due" ON "case_standing" USING btree ("days_past_due","key");--> statement-breakpoint
CREATE INDEX "case_standing_tone" ON "case_standing" USING btree ("tone","key");--> statement-breakpoint
CREATE INDEX "case_standing_overdue" ON "case_standing" USING btree ("overdue","key");--> statement-breakpoint
CREATE INDEX "case_standing_stage" ON "case_standing" USING btree ("stage","days_past_due","key");--> statement-breakpoint
CREATE INDEX "case_standing_agent" ON "case_standing" USING btree ("agent_id","days_past_due","key");--> statement-breakpoint
CREATE INDEX "case_standing_team" ON "case_standing" USING btree ("team","days_past_due","key");--> statement-breakpoint
CREATE INDEX "case_standing_next_change" ON "case_standing" USING btree ("next_change_at");--> statement-breakpoint
CREATE INDEX "change_by_key" ON "change" USING btree ("projection","key","cursor");--> statement-breakpoint
CREATE INDEX "collector_day_day" ON "collector_day" USING btree ("day","key");--> statement-breakpoint
CREATE INDEX "collector_day_agent" ON "collector_day" USING btree ("agent_id","day");--> statement-breakpoint
CREATE INDEX "collector_day_part_case" ON "collector_day_part" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "collector_day_part_day" ON "collector_day_part" USING btree ("day","agent_id");--> statement-breakpoint
CREATE INDEX "evidence_case_id" ON "evidence" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "evidence_case_numbers" ON "evidence_case" USING gin ("numbers");--> statement-breakpoint
CREATE INDEX "promise_book_case" ON "promise_book" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "promise_book_state" ON "promise_book" USING btree ("state","key");--> statement-breakpoint
CREATE INDEX "promise_book_due" ON "promise_book" USING btree ("due_at","key");--> statement-breakpoint
CREATE INDEX "promise_book_made" ON "promise_book" USING btree ("made_day");--> statement-breakpoint
CREATE INDEX "promise_book_deadline" ON "promise_book" USING btree ("deadline_day");--> statement-breakpoint
CREATE INDEX "promise_book_next_change" ON "promise_book" USING btree ("next_change_at");--> statement-breakpoint
CREATE INDEX "recovery_cohort_due_date" ON "recovery_cohort" USING btree ("due_date","key");--> statement-breakpoint
CREATE INDEX "recovery_cohort_part_case" ON "recovery_cohort_part" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "recovery_cohort_part_due_date" ON "recovery_cohort_part" USING btree ("due_date");--> statement-breakpoint
CREATE INDEX "tone_history_case" ON "tone_history" USING btree ("case_id","since");--> statement-breakpoint
CREATE INDEX "tone_history_days" ON "tone_history" USING btree ("since_day","until_day");--> statement-breakpoint
CREATE INDEX "tone_history_next_change" ON "tone_history" USING btree ("next_change_at");