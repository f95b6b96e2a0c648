package store

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
)

// scanned are the numbers of the records that match, the most relevant first, found by a walk through all of their words.
func scanned(records map[int64]indexed, q words) []int64 {
	mean := 0.0
	for _, x := range records {
		mean += float64(lengthOf(x)) / float64(len(records))
	}
	ways := func(x indexed) (often []float64, matches bool) {
		matches = true
		for _, phrase := range q.all {
			n := occurrences(x, phrase, slices.Equal)
			often, matches = append(often, n), matches && n > 0
		}
		if q.begins != "" {
			same := occurrences(x, []string{singular(q.begins)}, slices.Equal)
			begin := occurrences(x, []string{q.begins}, func(words, phrase []string) bool { return strings.HasPrefix(words[0], phrase[0]) })
			often, matches = append(often, same, begin), matches && same+begin > 0
		}
		for _, phrase := range q.not {
			matches = matches && occurrences(x, phrase, slices.Equal) == 0
		}
		return often, matches
	}
	having := make([]float64, len(q.all)+2)
	for _, x := range records {
		often, _ := ways(x)
		for n, o := range often {
			if o > 0 {
				having[n]++
			}
		}
	}
	found, score := []int64{}, map[int64]float64{}
	for id, x := range records {
		often, matches := ways(x)
		if !matches {
			continue
		}
		found = append(found, id)
		for n, tf := range often {
			idf := max(1e-6, math.Log((float64(len(records))-having[n]+0.5)/(having[n]+0.5)))
			score[id] += idf * (tf * 2.2 / (tf + 1.2*(0.25+0.75*float64(lengthOf(x))/mean)))
		}
		score[id] = math.Round(score[id]*1e9) / 1e9 // sums in another order differ in their last digits
	}
	slices.SortFunc(found, func(a, b int64) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(b, a)) })
	return found
}

// occurrences counts where a phrase stands in a record, by the weight of the field.
func occurrences(x indexed, phrase []string, same func(words, phrase []string) bool) (often float64) {
	for field, words := range x.fields {
		for n := range max(0, len(words)-len(phrase)+1) {
			if same(words[n:n+len(phrase)], phrase) {
				often += []float64{8, 3, 3, 1}[field]
			}
		}
	}
	return often
}

func lengthOf(x indexed) (length int) {
	for _, words := range x.fields {
		length += len(words)
	}
	return length
}

// Both engines find what a walk through all records finds, and put it in the same order, over many segments of the index,
// joined and not, and after records were changed and removed.
func TestEnginesFindAlike(t *testing.T) {
	draw := rand.New(rand.NewPCG(20, 26))
	word := func() string {
		return fmt.Sprintf("%c%c%c", 'm'+rune(draw.IntN(2)), 'a'+rune(draw.IntN(5)), 'n'+rune(draw.IntN(2))) + []string{"", "s", "e"}[draw.IntN(3)]
	}
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, word())
		}
		return strings.Join(text, " ")
	}
	entry := func() evidence.Entry {
		return evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: words(draw.IntN(5)), Abstract: words(draw.IntN(20)), Keywords: strings.Fields(words(draw.IntN(4)))}}
	}
	entries := func(n int) (some []evidence.Entry) {
		for range n {
			some = append(some, entry())
		}
		return some
	}
	both := map[string]*Workspace{"SQLite": openFile(t), "PostgreSQL": openDatabase(t)}
	records := map[int64]indexed{}
	adding := func(some []evidence.Entry) {
		for _, w := range both {
			for n, id := range add(t, w, Addition{Public: true}, some...) {
				x := indexOf(some[n])
				x.record = id
				records[id] = x
			}
		}
	}
	changing := func(id int64) {
		e := entry()
		e.ID = fmt.Sprint(id)
		for _, w := range both {
			if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
				t.Fatal(err)
			}
		}
		records[id] = indexOf(e)
	}
	removing := func(id int64) {
		for _, w := range both {
			if err := w.RemoveRecord(t.Context(), somebody, id); err != nil {
				t.Fatal(err)
			}
		}
		delete(records, id)
	}
	for round, change := range []func(){
		func() { adding(entries(complete + 76)) },
		func() { changing(17); removing(200); adding(entries(30)); adding(entries(30)) },
		func() { changing(complete + 80); changing(17); changing(17); removing(complete + 90) },
		func() { adding(entries(1)); adding(entries(3)) },
	} {
		change()
		for range 100 {
			var parts []string
			for range 1 + draw.IntN(3) {
				parts = append(parts, []string{"", "", "-"}[draw.IntN(3)]+[]string{word(), `"` + words(2+draw.IntN(2)) + `"`}[draw.IntN(2)])
			}
			q := Query{Text: strings.Join(parts, " ") + []string{"", " man", " nans", " ma"}[draw.IntN(4)], Typing: true, Size: 200}
			sought := parseWords(q.Text, true)
			if len(sought.all) == 0 && sought.begins == "" {
				continue // the newest first, whatever they say
			}
			if len(sought.begins) == 2 && len(sought.all)+len(sought.not) > 0 {
				sought.begins = ""
			}
			if len(sought.all) == 0 && len(sought.begins) < 3 {
				continue
			}
			want := scanned(records, sought)
			for name, w := range both {
				found, err := w.Search(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				var got []int64
				for _, e := range found.Entries {
					got = append(got, e.Number())
				}
				if first := want[:min(200, len(want))]; found.Total != len(want) || !slices.Equal(got, first) {
					t.Errorf("%d, %s: %s found %d\n%v, expected %d\n%v", round, q.Text, name, found.Total, got, len(want), first)
				}
			}
		}
	}
}
