CREATE TABLE "case_finding" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"code" text NOT NULL,
	"severity" integer NOT NULL,
	"state" text NOT NULL,
	"agent_id" text,
	"team" text,
	"day" text NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviewed_case" (
	"case_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"revision" integer NOT NULL,
	"shared" integer NOT NULL,
	"sharers" text[] NOT NULL,
	"due_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"version" integer PRIMARY KEY NOT NULL,
	"cursor" bigint NOT NULL,
	"position" bigint NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"holder" text NOT NULL,
	"held_until" timestamp(3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE INDEX "case_finding_case" ON "case_finding" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_finding_day" ON "case_finding" USING btree ("day","key");--> statement-breakpoint
CREATE INDEX "case_finding_state" ON "case_finding" USING btree ("state","severity","key");--> statement-breakpoint
CREATE INDEX "reviewed_case_due" ON "reviewed_case" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "reviewed_case_sharers" ON "reviewed_case" USING gin ("sharers");