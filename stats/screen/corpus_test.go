package screen

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainly are the weights of each record's terms that more than one record has, reckoned as the formula of NewCorpus is written.
func plainly(texts []Text) []map[string]float64 {
	counts, having := make([]map[string]float64, len(texts)), map[string]float64{}
	for i, text := range texts {
		counts[i] = map[string]float64{}
		last := ""
		take := func(times float64) func(string) {
			return func(word string) {
				counts[i][word] += times
				if last != "" {
					counts[i][last+" "+word] += times
				}
				last = word
			}
		}
		words(text.Title, true, take(2))
		words(text.Abstract, true, take(1))
		for term := range counts[i] {
			having[term]++
		}
	}
	n := float64(len(texts))
	for _, record := range counts {
		square := 0.0
		for term, count := range record {
			record[term] = (1 + math.Log(count)) * (1 + math.Log((n+1)/(having[term]+1)))
			if having[term] > 0.95*n {
				delete(record, term)
				continue
			}
			square += record[term] * record[term]
		}
		for term := range record {
			record[term] /= math.Sqrt(square)
			if having[term] == 1 {
				delete(record, term)
			}
		}
	}
	return counts
}

func TestWeightsAreThoseOfTheFormula(t *testing.T) {
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(strings.Fields("Care cares caring fostered foster, ÉCOLE école 漢字 10 x the the")), 0, 12), func(w []string) string { return strings.Join(w, " ") })
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Text { return Text{text.Draw(t, "title"), text.Draw(t, "abstract")} }), 1, 40).Draw(t, "texts")
		c := NewCorpus(texts)
		for i, want := range plainly(texts) {
			v := c.records[i]
			if len(v.at) != len(want) {
				t.Fatalf("record %d has %d terms, expected %v", i, len(v.at), want)
			}
			for k, f := range v.at {
				if k > 0 && v.at[k-1] >= f {
					t.Fatalf("record %d: term %d after %d", i, f, v.at[k-1])
				}
				if weight := want[c.term(f)]; math.Abs(float64(v.by[k])-weight) > 1e-6 {
					t.Fatalf("record %d: %s weighs %v, expected %v", i, c.term(f), v.by[k], weight)
				}
			}
		}
	})
}

func TestPairsKeepTheirNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, known := newPairs(0), map[term]int32{}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 400), 0, 500).Draw(t, "pairs") {
			pair := term{int32(n % 20), int32(n / 20)}
			next := int32(len(known))
			want, ok := known[pair]
			if !ok {
				want, known[pair] = next, next
			}
			if got := p.find(pair, next); got != want {
				t.Fatalf("%v is %d, expected %d", pair, got, want)
			}
		}
	})
}
