package store

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/evidence"
)

func library(t *testing.T, w *Workspace) {
	entries := []evidence.Entry{
		{Record: evidence.Record{Kind: evidence.Article, Title: "Foster care and the decision-making of social workers", Year: 2014, Abstract: "Children’s homes, families.",
			Authors: []evidence.Person{{Family: "Núñez", Given: "Ana"}}}, Facets: map[string][]string{"subject": {"fostering", "workforce"}}},
		{Record: evidence.Record{Kind: evidence.Report, Title: "Leadership in children's services", Year: 2016, Abstract: "Foster carers speak of care."},
			Facets: map[string][]string{"subject": {"leadership"}, "group": {"organisation"}}},
		{Record: evidence.Record{Kind: evidence.Article, Title: "Returning home from care", Abstract: "A study of 100% of families: 'no' <b>harm</b> & more. DROP TABLE record; \\"}},
		{Record: evidence.Record{Kind: evidence.Book, Title: "Foster", Year: 2016}},
	}
	if added := add(t, w, Addition{Public: true}, entries...); len(added) != 4 || added[0] != 1 {
		t.Fatal(added)
	}
	add(t, w, Addition{}, titled("Foster care that only members see")...)
}

func TestSearchFindsWords(t *testing.T) {
	both := libraries(t)
	for name, c := range map[string]struct {
		query Query
		want  []string // in any order
	}{
		"everything":              {Query{}, []string{"1", "2", "3", "4"}},
		"a word":                  {Query{Text: "foster"}, []string{"1", "2", "4"}},
		"the plural":              {Query{Text: "FAMILY"}, []string{"1", "3"}},
		"two words":               {Query{Text: "care foster"}, []string{"1", "2"}},
		"a phrase":                {Query{Text: `"foster care"`}, []string{"1"}},
		"a phrase of two fields":  {Query{Text: `"worker nunez"`}, nil},
		"hyphens":                 {Query{Text: "decision-making"}, []string{"1"}},
		"without":                 {Query{Text: "foster -leadership"}, []string{"1", "4"}},
		"without a phrase":        {Query{Text: `foster -"foster care"`}, []string{"2", "4"}},
		"only without":            {Query{Text: "-care"}, []string{"4"}},
		"accents":                 {Query{Text: "nunez"}, []string{"1"}},
		"people":                  {Query{Text: `"núñez ana"`}, []string{"1"}},
		"apostrophes":             {Query{Text: "children's"}, []string{"1", "2"}},
		"common words":            {Query{Text: "the care of foster"}, []string{"1", "2"}},
		"only common words":       {Query{Text: "from"}, []string{"3"}},
		"a beginning":             {Query{Text: "lead", Typing: true}, []string{"2"}},
		"a short beginning":       {Query{Text: "le", Typing: true}, []string{"2"}},
		"a short one after words": {Query{Text: "foster le", Typing: true}, []string{"1", "2", "4"}},
		"a plural as beginning":   {Query{Text: "families", Typing: true}, []string{"1", "3"}},
		"not a beginning":         {Query{Text: "lead"}, nil},
		"signs":                   {Query{Text: `100% & "no" <b> ' \ ); * OR NEAR(`}, nil},
		"signs alone":             {Query{Text: `%&' \ ); * "`}, []string{"1", "2", "3", "4"}},
		"a facet":                 {Query{Facets: map[string][]string{"subject": {"leadership", "fostering"}}}, []string{"1", "2"}},
		"two facets":              {Query{Facets: map[string][]string{"subject": {"leadership", "fostering"}, "year": {"2016"}}}, []string{"2"}},
		"an unknown value":        {Query{Facets: map[string][]string{"subject": {"astrology"}}}, nil},
		"kind and word":           {Query{Text: "foster", Facets: map[string][]string{"kind": {"book"}}}, []string{"4"}},
		"years":                   {Query{From: 2015}, []string{"2", "4"}},
		"years up to":             {Query{To: 2015}, []string{"1"}},
		"members":                 {Query{Text: "foster care", Members: true}, []string{"1", "2", "5"}},
		"no page of that number":  {Query{Page: 1 << 62, Size: 200}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for engine, w := range both {
				found, err := w.Search(t.Context(), c.query)
				if err != nil {
					t.Fatal(engine, err)
				}
				got := map[string]bool{}
				for _, e := range found.Entries {
					got[e.ID] = true
				}
				want := map[string]bool{}
				for _, id := range c.want {
					want[id] = true
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", engine, diff)
				}
				if c.query.Page == 0 && found.Total != len(c.want) {
					t.Errorf("%s: %d in total, expected %d", engine, found.Total, len(c.want))
				}
			}
		})
	}
}

func TestSearchCountsByFacet(t *testing.T) {
	for engine, w := range libraries(t) {
		found, err := w.Search(t.Context(), Query{Text: "foster", Facets: map[string][]string{"kind": {"article"}}})
		if err != nil {
			t.Fatal(err)
		}
		// Kinds are counted as if none had been asked for; the rest among articles only.
		want := []FacetCount{
			{"kind", []ValueCount{{"article", 1}, {"book", 1}, {"report", 1}}},
			{"subject", []ValueCount{{"fostering", 1}, {"workforce", 1}}},
			{"year", []ValueCount{{"2014", 1}}},
		}
		if diff := cmp.Diff(want, found.Facets); diff != "" {
			t.Errorf("%s (-want +got):\n%s", engine, diff)
		}
	}
}

func TestSearchFollowsChanges(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		other, err := Open(t.Context(), w.placeForTests(t))
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		ids := add(t, w, Addition{Public: true}, titled("Alpha", "Beta", "Alpha and beta")...)
		total := func(text string) int {
			found, err := other.Search(t.Context(), Query{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			return found.Total
		}
		expect := func(what string, alpha, beta, gamma int) {
			t.Helper()
			if a, b, g := total("alpha"), total("beta"), total("gamma"); a != alpha || b != beta || g != gamma {
				t.Errorf("%s: %d, %d, %d found, expected %d, %d, %d", what, a, b, g, alpha, beta, gamma)
			}
		}
		expect("at first", 2, 2, 0)
		changed := titled("Gamma")[0]
		changed.ID = strconv.FormatInt(ids[0], 10)
		if _, err := w.ChangeRecord(t.Context(), somebody, changed); err != nil {
			t.Fatal(err)
		}
		expect("after a change", 1, 2, 1)
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: ids[2], Other: ids[1], Score: 1, Because: "the same"}); err != nil {
			t.Fatal(err)
		}
		expect("after a merge", 1, 1, 1)
		if _, err := w.Part(t.Context(), somebody, ids[2], ids[1]); err != nil {
			t.Fatal(err)
		}
		expect("after parting", 1, 2, 1)
		if err := w.Publish(t.Context(), somebody, ids[2:], false); err != nil {
			t.Fatal(err)
		}
		expect("after hiding one", 0, 1, 1)
		if err := w.RemoveRecord(t.Context(), somebody, ids[0]); err != nil {
			t.Fatal(err)
		}
		expect("after a removal", 0, 1, 0)
	})
}

// Nobody's search is for more words than 40, however they are put.
func TestSearchesHaveFewWords(t *testing.T) {
	many := make([]string, 400)
	for n := range many {
		many[n] = "w" + strconv.Itoa(n)
	}
	long := strings.Join(many, " ")
	for _, text := range []string{long, `"` + long + `"`, `-"` + long + `"`, strings.ReplaceAll(long, " ", "-"), strings.ReplaceAll(long, " ", ` "the" -`), strings.Repeat("the ", 400), strings.Repeat("\uFDFA", 400)} {
		w := parseWords(text, true)
		if found := slices.Concat(slices.Concat(w.all, w.not)...); len(found) != maxWords || w.begins != "" {
			t.Errorf("%.40s: %d words, %q", text, len(found), w.begins)
		}
	}
	if w := parseWords(strings.Join(many[:maxWords], " "), true); w.begins != "w39" || len(w.all) != maxWords-1 {
		t.Errorf("%q and %d words", w.begins, len(w.all))
	}
}

func TestSearchWithinAReview(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		add(t, w, Addition{}, titled("Alpha outside")...)
		in := add(t, w, Addition{Review: r.ID}, titled("Alpha inside", "Beta inside")...)
		for text, want := range map[string]int{"": 2, "alpha": 1, "-alpha": 1} {
			found, err := w.Search(t.Context(), Query{Text: text, Review: r.ID, Members: true})
			if err != nil || found.Total != want || found.Entries[0].Number() < in[0] {
				t.Errorf("%q: %v, %v, expected %d", text, found, err, want)
			}
		}
	})
}

func TestSearchOfTooManyToRankPutsTitlesFirst(t *testing.T) {
	entries := titled(make([]string, rankable+1)...)
	for n := range entries {
		entries[n].Title, entries[n].Abstract = "Beta", "alpha"
	}
	entries[0].Title = "Alphas"
	for engine, place := range map[string]func() *Workspace{
		"SQLite":     func() *Workspace { return open(t, filepath.Join(t.TempDir(), "w.db")) },
		"PostgreSQL": func() *Workspace { return openDatabase(t) },
	} {
		w := place()
		ids := add(t, w, Addition{Public: true}, entries...)
		for _, text := range []string{"alpha", "alpha -gamma"} {
			found, err := w.Search(t.Context(), Query{Text: text, Size: 2})
			if err != nil || found.Total != len(ids) || found.Entries[0].Number() != ids[0] || found.Entries[1].Number() != ids[len(ids)-1] {
				t.Errorf("%s: %d found, %v", engine, found.Total, err)
			}
		}
	}
}
