// Package goodmeasure is a workbench for what "good" means in children's social care in England: people state what
// they mean by good, test it on published figures, and see every doubt. The program is cmd/goodmeasure. This package
// holds nothing but the map:
//
//	stats/            arithmetic: numbers in, structs out
//	  agree           association and agreement
//	  assign          least-cost pairs
//	  composite       one score of many indicators, stage by stage
//	  dimension       principal components, parallel analysis
//	  interval        intervals of proportions, counts and rates
//	  multiple        p-values of many tests
//	  power           what a study of a size could have found
//	  rank            ranks and how sure they are, funnels, shrinkage
//	  regress         linear, logistic and ordinal models
//	  screen          in which order to read records, learned from decisions; when to stop
//	  stream          seeded random streams, the same on any number of workers
//	study/            the field's nouns: authority, indicator, observation, period, inspection, edition
//	definition/       definitions of good as files that people write
//	catalogue/        the embedded edition, and a file for each indicator
//	method/           from an edition to results: rank, associate, agree, sample, conclude
//	evidence/         the nouns of evidence: records, reviews, decisions
//	  duplicate       records that are one work
//	citation/         files of records: RIS, PubMed, BibTeX, MARC and the rest; lists of references
//	fulltext/         the text of PDFs by page, and quotations in it
//	source/           publishers' layouts, a file for each
//	table/            file formats: CSV, XLSX, ODS, parquet
//	chart/            figures: picture, table and sentence from one struct
//	internal/
//	  library         what a person does with a library of records
//	  workbench       what a person does: study, look up, import, regress
//	  review          what people do in a review of evidence, and with tables of one
//	  digest          the weekly list of what is new in a library, and its mails
//	  store           a workspace: one SQLite file, or a PostgreSQL database
//	  account         who somebody is and what they may do: passwords, sessions, roles
//	  publish         reports, JSON, CSV, PDF and text
//	  web             the pages: site is what all share, the rest a package for each group
//	  testkit         what tests need beside the repository
//	cmd/goodmeasure/  the command line, a file for each command
//	docs/             methods, data, how to
//	testtools/        what browser tests need (npm); load, which asks a server for pages and times them
//	tools/            linters
//
// There is one rule of dependency: arrows point from doing to knowing, and never back. stats, study and table import
// nothing of ours. definition, catalogue and chart know study; method knows stats and study; source knows table and study; store
// knows study, evidence and table. workbench knows all of those, publish knows workbench and what it returns, and only cmd reads flags and
// the environment. The file .depguard.yaml says the same to the linter, with the reason for each arrow that is missing.
package goodmeasure
