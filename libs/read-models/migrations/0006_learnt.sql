ALTER TABLE "collector_day_part" ALTER COLUMN "whole" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "collector_day_part" ALTER COLUMN "agent_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_log" ADD COLUMN "recorded_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "contact_log_case" ON "contact_log" USING btree ("case_id");