package citation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"iter"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"goodmeasure/evidence"
)

var cslSorts = map[evidence.Kind]string{
	evidence.Article: "article-journal", evidence.Book: "book", evidence.Chapter: "chapter", evidence.Report: "report", evidence.Thesis: "thesis",
	evidence.Conference: "paper-conference", evidence.Web: "webpage", evidence.Other: "document",
}

// cslOut is an item as it is written.
type cslOut struct {
	ID             string      `json:"id"`
	Type           string      `json:"type"`
	Title          string      `json:"title,omitempty"`
	Author         []cslNamed  `json:"author,omitempty"`
	Editor         []cslNamed  `json:"editor,omitempty"`
	Issued         *cslWritten `json:"issued,omitempty"`
	Accessed       *cslWritten `json:"accessed,omitempty"`
	Container      string      `json:"container-title,omitempty"`
	ContainerShort string      `json:"container-title-short,omitempty"`
	Collection     string      `json:"collection-title,omitempty"`
	Volume         string      `json:"volume,omitempty"`
	Issue          string      `json:"issue,omitempty"`
	Page           string      `json:"page,omitempty"`
	Edition        string      `json:"edition,omitempty"`
	Publisher      string      `json:"publisher,omitempty"`
	Place          string      `json:"publisher-place,omitempty"`
	Genre          string      `json:"genre,omitempty"`
	Language       string      `json:"language,omitempty"`
	Keyword        string      `json:"keyword,omitempty"`
	Note           string      `json:"note,omitempty"`
	DOI            string      `json:"DOI,omitempty"`
	PMID           string      `json:"PMID,omitempty"`
	PMCID          string      `json:"PMCID,omitempty"`
	ISSN           string      `json:"ISSN,omitempty"`
	ISBN           string      `json:"ISBN,omitempty"`
	URL            string      `json:"URL,omitempty"`
	Source         string      `json:"source,omitempty"`
	Abstract       string      `json:"abstract,omitempty"`
}

type cslNamed struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Suffix  string `json:"suffix,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslWritten struct {
	Parts  [][]int `json:"date-parts,omitempty"`
	Season int     `json:"season,omitempty"`
	Raw    string  `json:"raw,omitempty"`
}

func writeCSLJSON(out *bufio.Writer, records iter.Seq[evidence.Record]) error {
	keys := map[string]int{}
	before := "[\n"
	for r := range records {
		item := cslOut{
			ID: bibKey(&r, keys), Type: cslSorts[r.Kind], Title: marked(r.Title), Author: cslNames(r.Authors), Editor: cslNames(r.Editors),
			Issued: cslIssued(&r), Container: marked(r.Container), ContainerShort: r.Short, Collection: r.Series, Volume: r.Volume, Issue: r.Issue,
			Page: r.Pages, Edition: r.Edition, Publisher: r.Publisher, Place: r.Place, Genre: r.Genre, Language: r.Language,
			Keyword: strings.Join(r.Keywords, "; "), Note: strings.Join(r.Notes, "\n"), DOI: r.DOI(), PMID: r.Identifier("pmid"), PMCID: r.Identifier("pmcid"),
			ISSN: valuesOf(&r, "issn"), ISBN: valuesOf(&r, "isbn"), URL: r.Identifier("url"), Source: r.Origin.Database, Abstract: marked(r.Abstract),
		}
		if item.Type == "" {
			item.Type = "document"
		}
		if len(r.Keywords) == 1 && strings.Contains(item.Keyword, ",") {
			item.Keyword += ";"
		}
		if r.Accessed != "" {
			item.Accessed = &cslWritten{Raw: r.Accessed}
		}
		text, err := json.MarshalIndent(item, "  ", "  ")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s  %s", before, text); err != nil {
			return err
		}
		before = ",\n"
	}
	if before == "[\n" {
		_, err := out.WriteString("[]\n")
		return err
	}
	_, err := out.WriteString("\n]\n")
	return err
}

// marked writes a text for a place that may have markup: a < that would begin a tag is escaped, and an & that would begin a reference to
// a sign. Others stand as they are, for programs that set references print an escaped one as it comes.
func marked(text string) string {
	pieces := strings.Split(text, "&")
	for i, piece := range pieces[1:] {
		if html.UnescapeString("&"+piece) != "&"+piece {
			pieces[i+1] = "amp;" + piece
		}
	}
	return tagStart.ReplaceAllString(strings.Join(pieces, "&"), "&lt;$1")
}

var tagStart = regexp.MustCompile(`<([A-Za-z/!?])`)

func cslNames(people []evidence.Person) []cslNamed {
	var names []cslNamed
	for _, one := range people {
		given, suffix, _ := strings.Cut(one.Given, ", ")
		if one.Given == "" {
			names = append(names, cslNamed{Literal: one.Family})
		} else {
			names = append(names, cslNamed{Family: one.Family, Given: given, Suffix: suffix})
		}
	}
	return names
}

// cslIssued is the date in parts, as far as it is sure.
func cslIssued(r *evidence.Record) *cslWritten {
	d := dayOf(r)
	if d.year == 0 {
		return nil
	}
	return &cslWritten{Parts: d.parts(), Season: d.season}
}
