ALTER TABLE "case_fact" ADD COLUMN "position" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projection" ADD COLUMN "phase" text DEFAULT 'following' NOT NULL;--> statement-breakpoint
ALTER TABLE "projection" ADD COLUMN "making" jsonb;