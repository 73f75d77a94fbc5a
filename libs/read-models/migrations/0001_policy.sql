CREATE TABLE "contact_log" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"debtor_id" text NOT NULL,
	"person_id" text NOT NULL,
	"number_key" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"key" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"creditor_id" text NOT NULL,
	"agent_id" text,
	"team" text,
	"rank" smallint NOT NULL,
	"currency" text NOT NULL,
	"overdue" bigint NOT NULL,
	"days_past_due" integer NOT NULL,
	"due_from" timestamp(3) with time zone,
	"due_until" timestamp(3) with time zone,
	"next_change_at" timestamp(3) with time zone,
	"value" jsonb NOT NULL,
	"memo" jsonb
);
--> statement-breakpoint
ALTER TABLE "case_standing" ADD COLUMN "holds" text;--> statement-breakpoint
ALTER TABLE "case_standing" ADD COLUMN "reachability" text;--> statement-breakpoint
ALTER TABLE "promise_book" ADD COLUMN "to_record" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "contact_log_debtor" ON "contact_log" USING btree ("debtor_id","at");--> statement-breakpoint
CREATE INDEX "contact_log_person" ON "contact_log" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "contact_log_number" ON "contact_log" USING btree ("number_key","at");--> statement-breakpoint
CREATE INDEX "follow_up_rank" ON "follow_up" USING btree ("rank","key");--> statement-breakpoint
CREATE INDEX "follow_up_team" ON "follow_up" USING btree ("team","rank","key");--> statement-breakpoint
CREATE INDEX "follow_up_agent" ON "follow_up" USING btree ("agent_id","rank","key");--> statement-breakpoint
CREATE INDEX "follow_up_next_change" ON "follow_up" USING btree ("next_change_at");--> statement-breakpoint
CREATE INDEX "promise_book_to_record" ON "promise_book" USING btree ("to_record") WHERE to_record IS NOT NULL;