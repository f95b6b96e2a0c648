package review

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/evidence/duplicate"
)

var recordColumns = []column{
	{"identifier", []string{"record_id", "id", "record", "item_id", "openalex_id", "key"}},
	{"title", []string{"title", "primary_title", "article title", "document title", "ti"}},
	{"authors", []string{"author", "authors", "author(s)", "author names", "au"}},
	{"year", []string{"year", "publication year", "py", "date"}},
	{"journal", []string{"journal", "container", "source title", "publication title", "publication name", "secondary_title", "source", "jo"}},
	{"abstract", []string{"abstract", "notes_abstract", "ab"}},
	{"doi", []string{"doi"}},
	{"pubmed number", []string{"pmid", "pubmed id", "accession"}},
	{"issue", []string{"number", "issue", "is"}},
	{"pages", []string{"pages", "page", "start_page", "page start", "pg"}},
	{"volume", []string{"volume", "vol", "vl"}},
	{"issn", []string{"isbn", "issn", "isbn/issn", "sn"}},
	{"kind", []string{"kind", "type", "source_type", "reference type", "item type", "document type"}},
	{"language", []string{"language", "la"}},
	{"edition", []string{"edition"}},
}

// Duplicates is what was found in a table of records. Records are named by their identifiers.
type Duplicates struct {
	File     string     `json:"file"`
	Records  int        `json:"records"`
	Works    int        `json:"works"`     // records less those that repeat another
	ToRemove int        `json:"to_remove"` // records that repeat another
	Clusters [][]string `json:"clusters"`  // works with more than one record
	Unsure   []Match    `json:"unsure"`    // for a person to decide
	Merges   []Match    `json:"merges"`    // why records stand in one cluster
	Sentence string     `json:"sentence"`
}

// Match is two records that are or may be one work.
type Match struct {
	A      string   `json:"a"`
	B      string   `json:"b"`
	Score  float64  `json:"score"`
	Why    string   `json:"why"`
	Agree  []string `json:"agree"`
	Differ []string `json:"differ"`
	TitleA string   `json:"title_a"`
	TitleB string   `json:"title_b"`
}

var fourDigits = regexp.MustCompile(`\b(1[5-9]|20)[0-9]{2}\b`)

// Dedupe finds the duplicates of a table with a column for the title, and best also identifier, author, year,
// journal, volume, number, pages, doi and abstract.
func Dedupe(path string) (*Duplicates, error) {
	s, err := read(path, recordColumns, "title")
	if err != nil {
		return nil, err
	}
	ids, err := s.identities("identifier")
	if err != nil {
		return nil, err
	}
	records := make([]evidence.Record, len(s.rows))
	for i, row := range s.rows {
		text := func(means string) string { return s.text(row, means) }
		year, _ := strconv.Atoi(fourDigits.FindString(text("year")))
		records[i] = evidence.Record{
			ID: ids[i], Title: text("title"), Abstract: text("abstract"), Authors: people(text("authors")), Year: year,
			Container: text("journal"), Volume: text("volume"), Issue: text("issue"), Pages: text("pages"),
			Language: text("language"), Edition: text("edition"), Kind: kindOf(text("kind")),
		}
		for _, id := range []evidence.Identifier{{Scheme: "doi", Value: text("doi")}, {Scheme: "pmid", Value: number(text("pubmed number"))}, {Scheme: "issn", Value: text("issn")}} {
			if id.Value != "" {
				records[i].Identifiers = append(records[i].Identifiers, id)
			}
		}
	}
	return duplicates(s.file, records), nil
}

var whole = regexp.MustCompile(`^[0-9]{4,9}$`)

// number is a PubMed number, or "" for anything else in a column of accession numbers.
func number(text string) string {
	if whole.MatchString(text) {
		return text
	}
	return ""
}

func kindOf(text string) evidence.Kind {
	text = strings.ToLower(text)
	for _, known := range []struct {
		word string
		kind evidence.Kind
	}{
		{"chapter", evidence.Chapter}, {"conference", evidence.Conference}, {"proceeding", evidence.Conference}, {"thesis", evidence.Thesis},
		{"dissertation", evidence.Thesis}, {"book", evidence.Book}, {"report", evidence.Report}, {"article", evidence.Article}, {"journal", evidence.Article},
	} {
		if strings.Contains(text, known.word) {
			return known.kind
		}
	}
	return evidence.Other
}

func duplicates(file string, records []evidence.Record) *Duplicates {
	found := duplicate.Find(records)
	d := &Duplicates{File: file, Records: len(records), Clusters: [][]string{}, ToRemove: len(found.Merges), Works: len(records) - len(found.Merges)}
	for _, cluster := range found.Clusters {
		ids := make([]string, len(cluster))
		for i, r := range cluster {
			ids[i] = records[r].ID
		}
		d.Clusters = append(d.Clusters, ids)
	}
	d.Unsure, d.Merges = matches(records, found.Unsure), matches(records, found.Merges)
	d.Sentence = fmt.Sprintf("%s in %s: %s another and can go; %s for a person to decide.",
		chart.Count(d.Works, "work", "works"), chart.Count(d.Records, "record", "records"), chart.Count(d.ToRemove, "record repeats", "records repeat"), chart.Count(len(d.Unsure), "pair", "pairs"))
	if found.Left > 0 {
		d.Sentence += " It leaves out " + chart.Count(found.Left, "less likely pair", "less likely pairs") + "."
	}
	return d
}

func matches(records []evidence.Record, pairs []duplicate.Pair) []Match {
	list := make([]Match, len(pairs))
	for i, p := range pairs {
		list[i] = Match{A: records[p.A].ID, B: records[p.B].ID, Score: p.Score, Why: p.Why, Agree: names(p.Agree), Differ: names(p.Differ),
			TitleA: records[p.A].Title, TitleB: records[p.B].Title}
	}
	return list
}

func names(fields []duplicate.Field) []string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = string(f)
	}
	return list
}
