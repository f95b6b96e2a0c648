package screen

import (
	"math/rand/v2"
	"testing"
)

// part is a labelled set, with the records that its readings begin with.
type part struct {
	texts    []Text
	relevant []bool
	priors   []Prior
}

// partsOf are the published sets whole, by their titles alone, and three random halves of each.
func partsOf(b *testing.B) (parts []part) {
	for _, name := range []string{"Foster_adoptive_subset", "Nagtegaal_2019"} {
		texts, relevant, priors := published(b, name)
		titles := make([]Text, len(texts))
		for i, text := range texts {
			titles[i].Title = text.Title
		}
		parts = append(parts, part{texts, relevant, priors}, part{titles, relevant, priors})
		for seed := range uint64(3) {
			parts = append(parts, half(texts, relevant, rand.New(rand.NewPCG(seed, 2016))))
		}
	}
	return parts
}

func half(texts []Text, relevant []bool, chance *rand.Rand) part {
	var p part
	by := map[bool][]int{}
	for i, text := range texts {
		if chance.IntN(2) == 0 {
			by[relevant[i]] = append(by[relevant[i]], len(p.texts))
			p.texts, p.relevant = append(p.texts, text), append(p.relevant, relevant[i])
		}
	}
	for range 5 {
		p.priors = append(p.priors, Prior{by[true][chance.IntN(len(by[true]))], by[false][chance.IntN(len(by[false]))]})
	}
	return p
}

// The order by either recipe, where one set hangs on the luck of a few records.
func BenchmarkOrderOfParts(b *testing.B) {
	parts := partsOf(b)
	heavier := ours // the best of the others that docs/review.md tells of
	heavier.background, heavier.cost, heavier.title = 0.2, 0.25, 3
	for name, how := range map[string]recipe{"ours": ours, "ELAS u4": elas, "heavier": heavier} {
		b.Run(name, func(b *testing.B) {
			var recall, saved, discovery float64
			for b.Loop() {
				recall, saved, discovery = 0, 0, 0
				for _, p := range parts {
					r, s, d := measured(b, newCorpus(p.texts, how), p.relevant, p.priors)
					n := float64(len(parts))
					recall, saved, discovery = recall+r/n, saved+s/n, discovery+d/n
				}
			}
			b.ReportMetric(recall, "recall@10%")
			b.ReportMetric(saved, "WSS@95")
			b.ReportMetric(discovery, "ATD/N")
		})
	}
}
