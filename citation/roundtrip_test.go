package citation_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// words draws a line of text with the signs that formats give a meaning to.
func words(t *rapid.T, name string) string {
	word := rapid.StringMatching(`[A-Za-zÀ-ÖØ-öø-ÿ0-9&%$#_~^{}\\'"<>@=+\-–:.!?/()\x60]{1,9}`)
	return strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, name), " ")
}

func maybe(t *rapid.T, name string) string {
	if rapid.Bool().Draw(t, "has "+name) {
		return rapid.StringMatching(`[A-Z][a-zé&]{1,8}( [A-Z][a-zö%]{1,8})?`).Draw(t, name)
	}
	return ""
}

// person draws a person, with or without a suffix, or a body.
func person(t *rapid.T) evidence.Person {
	switch rapid.IntRange(0, 4).Draw(t, "sort of person") {
	case 0:
		return evidence.Person{Family: rapid.StringMatching(`Department (of|for|and) [A-Z][a-zé&]{2,8}`).Draw(t, "body")}
	case 1:
		return evidence.Person{Family: "King", Given: "M L, Jr"}
	}
	return evidence.Person{Family: rapid.StringMatching(`(van der |O')?[A-ZÀÉÖØ][a-zéüßø]{1,9}(-[A-Z][a-z]{2,5})?`).Draw(t, "family"),
		Given: rapid.StringMatching(`[A-Z][a-zé]{0,8}( [A-Z]\.?)?`).Draw(t, "given")}
}

func record(t *rapid.T) evidence.Record {
	r := evidence.Record{
		Kind: rapid.SampledFrom([]evidence.Kind{evidence.Article, evidence.Book, evidence.Chapter, evidence.Report, evidence.Thesis, evidence.Conference,
			evidence.Web, evidence.Other}).Draw(t, "kind"),
		Title: words(t, "title"), Year: rapid.IntRange(1500, 2099).Draw(t, "year"), Volume: rapid.SampledFrom([]string{"", "3", "12A"}).Draw(t, "volume"),
		Issue: rapid.SampledFrom([]string{"", "4", "1-2"}).Draw(t, "issue"), Pages: rapid.SampledFrom([]string{"", "7", "12-19", "e0209", "xi-xx"}).Draw(t, "pages"),
		Container: maybe(t, "container"), Series: maybe(t, "series"), Publisher: maybe(t, "publisher"), Place: maybe(t, "place"), Edition: maybe(t, "edition"),
		Language: maybe(t, "language"), Genre: maybe(t, "genre"),
	}
	r.Date = fmt.Sprint(r.Year)
	r.Date += rapid.SampledFrom([]string{"", "-05", "-05-31", "-11/" + r.Date + "-12", " Autumn"}).Draw(t, "day")
	if rapid.Bool().Draw(t, "has abstract") {
		r.Abstract = words(t, "abstract")
	}
	for range rapid.IntRange(0, 3).Draw(t, "authors") {
		r.Authors = append(r.Authors, person(t))
	}
	for range rapid.IntRange(0, 2).Draw(t, "editors") {
		r.Editors = append(r.Editors, person(t))
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "keywords") {
		r.Keywords = append(r.Keywords, fmt.Sprint(rapid.StringMatching(`[a-zé]{1,8}( \([a-z]{1,5}\))?`).Draw(t, "keyword"), i))
	}
	for _, id := range []evidence.Identifier{{Scheme: "doi", Value: "10.1234/ab(c)_d-5"}, {Scheme: "issn", Value: "1234-567X"}, {Scheme: "isbn", Value: "9780415486842"},
		{Scheme: "pmid", Value: "123456"}, {Scheme: "url", Value: "https://example.org/~a_b?c=d&e=%20#f"}} {
		if rapid.Bool().Draw(t, "has "+id.Scheme) {
			r.Identifiers = append(r.Identifiers, id)
		}
	}
	return r
}

// TestWhatIsWrittenIsReadAgain holds for any records in each format that is written.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	for _, format := range citation.Written() {
		t.Run(string(format), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := rapid.SliceOfN(rapid.Custom(record), 1, 4).Draw(t, "records")
				var file bytes.Buffer
				if err := citation.Write(&file, format, slices.Values(want)); err != nil {
					t.Fatal(err)
				}
				read, err := citation.Read(bytes.NewReader(file.Bytes()), int64(file.Len()), "written", citation.Options{})
				if err != nil {
					t.Fatalf("%v\n%s", err, file.String())
				}
				if read.Format != format {
					t.Fatalf("it is taken for %s:\n%s", read.Format, file.String())
				}
				at := 0
				for entry, err := range read.Entries() {
					if err != nil || entry.Failed != nil || at == len(want) {
						t.Fatalf("%v %v\n%s", err, entry.Failed, file.String())
					}
					got, wanted := comparable(entry.Record), comparable(want[at])
					if diff := cmp.Diff(wanted, got); diff != "" {
						t.Fatalf("%s\n%s", diff, file.String())
					}
					at++
				}
				if at != len(want) {
					t.Fatalf("%d records of %d are read again:\n%s", at, len(want), file.String())
				}
			})
		})
	}
}

// comparable sets aside where a record was read and the order of its identifiers.
func comparable(r evidence.Record) evidence.Record {
	r.Origin = evidence.Origin{}
	r.Identifiers = slices.Clone(r.Identifiers)
	slices.SortFunc(r.Identifiers, func(a, b evidence.Identifier) int { return strings.Compare(a.Scheme, b.Scheme) })
	return r
}

// A text can hold anything. In RIS it cannot begin a field, a record or a line.
func TestNothingInATextBeginsARecord(t *testing.T) {
	want := evidence.Record{Kind: evidence.Article, Title: "One\r\nER  - \r\nTY  - BOOK\r\nTI  - Two", Abstract: "}\n@article{x, title={Three}}"}
	for _, format := range citation.Written() {
		var file bytes.Buffer
		if err := citation.Write(&file, format, slices.Values([]evidence.Record{want})); err != nil {
			t.Fatal(err)
		}
		read, err := citation.Read(bytes.NewReader(file.Bytes()), int64(file.Len()), "written", citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		records, failed, _ := readAll(t, read)
		if len(records) != 1 || len(failed) != 0 || records[0].Title != "One ER - TY - BOOK TI - Two" {
			t.Errorf("%s: %d records, the first %q, failed %v:\n%s", format, len(records), records[0].Title, failed, file.String())
		}
	}
}
