CREATE TABLE "evidence" (
    "decision" text PRIMARY KEY,
    "private_info.us_ssn.count" bigint,
    "account.roles" text,
    "item.kind" text,
    "facts.consented" boolean,
    "facts.reporting" boolean,
    "facts.risk" double precision,
    "facts.country" text,
    "facts.topics" text
)

SELECT
    e."decision",
    /* some R-0 */ ((e."private_info.us_ssn.count" >= 1) AND (NOT e."facts.consented")) AS rule_0,
    /* some R-1 */ ((e."facts.risk" >= 0.9) OR (NOT (e."item.kind" IN ('post', 'page')))) AS rule_1,
    /* some R-2 */ ((strpos(e."account.roles", '
journalist
') > 0) AND (e."facts.reporting" IS NOT NULL)) AS rule_2,
    /* some R-3 */ ((strpos(e."facts.topics", '
' || replace(replace(e."facts.country", '\', '\\'), '
', '\n') || '
') > 0) AND (e."facts.country" <> 'it''s')) AS rule_3
FROM "evidence" AS e
