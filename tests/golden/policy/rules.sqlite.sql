CREATE TABLE "evidence" (
    "decision" TEXT PRIMARY KEY,
    "private_info.us_ssn.count" INTEGER,
    "account.roles" TEXT,
    "item.kind" TEXT,
    "facts.consented" INTEGER,
    "facts.reporting" INTEGER,
    "facts.risk" REAL,
    "facts.country" TEXT,
    "facts.topics" TEXT
)

SELECT
    e."decision",
    /* some R-0 */ ((e."private_info.us_ssn.count" >= 1) AND (NOT e."facts.consented")) AS rule_0,
    /* some R-1 */ ((e."facts.risk" >= (8106479329266893.0 / 9007199254740992 /* 0.9 */)) OR (NOT (e."item.kind" IN ('post', 'page')))) AS rule_1,
    /* some R-2 */ ((instr(e."account.roles", '
journalist
') > 0) AND (e."facts.reporting" IS NOT NULL)) AS rule_2,
    /* some R-3 */ ((instr(e."facts.topics", '
' || replace(replace(e."facts.country", '\', '\\'), '
', '\n') || '
') > 0) AND (e."facts.country" <> 'it''s')) AS rule_3
FROM "evidence" AS e
