package screen

import (
	"math"
	"testing"

	"goodmeasure/internal/testkit"
)

// published is a labelled set of the material with the records that its runs begin with.
func published(t testing.TB, name string) (texts []Text, relevant []bool, priors []Prior) {
	t.Helper()
	place := map[string]int{}
	for i, row := range testkit.Rows(t, testkit.Shared(t, "data", "screening", name+".csv")) {
		place[row["record_id"]] = i
		texts = append(texts, Text{row["title"], row["abstract"]})
		relevant = append(relevant, row["label_included"] == "1")
	}
	for _, row := range testkit.Rows(t, testkit.Shared(t, "data", "screening", "priors.csv")) {
		if row["dataset"] == name {
			priors = append(priors, Prior{place[row["relevant_record_id"]], place[row["irrelevant_record_id"]]})
		}
	}
	return texts, relevant, priors
}

// measured are the means over the runs: recall at 10%, WSS@95, ATD/N.
func measured(t testing.TB, c *Corpus, relevant []bool, priors []Prior) (recall, saved, discovery float64) {
	t.Helper()
	readings, err := SimulateAll(t.Context(), c, relevant, priors, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range readings {
		n := float64(len(readings))
		recall, saved, discovery = recall+r.Recall(0.1)/n, saved+r.Saved(0.95)/n, discovery+r.TimeToDiscovery()/n
	}
	return recall, saved, discovery
}

// elas is ASReview's ELAS u4: words as they are, titles like abstracts, no background.
var elas = recipe{
	title: 1, most: 0.95, cost: 0.11, ratio: 9.8, rarity: smooth,
}

// With the recipe of ELAS u4 the solver finds what ASReview found with scikit-learn's.
func TestSolverAgreesWithASReview(t *testing.T) {
	texts, relevant, priors := published(t, "Foster_adoptive_subset")
	recall, saved, discovery := measured(t, newCorpus(texts, elas), relevant, priors)
	for _, m := range []struct {
		name            string
		got, want, near float64
	}{{"recall at 10%", recall, 0.532, 0.01}, {"WSS@95", saved, 0.401, 0.01}, {"ATD/N", discovery, 0.1424, 0.002}} {
		if math.Abs(m.got-m.want) > m.near {
			t.Errorf("%s: %.4f, ASReview %.4f", m.name, m.got, m.want)
		}
	}
}

// The order is at least as good as ASReview's on the published sets; the figures are those of docs/review.md.
func TestOrderOfPublishedReviews(t *testing.T) {
	for _, set := range []struct {
		name                     string
		recall, saved, discovery float64 // of ELAS u4
	}{{"Foster_adoptive_subset", 0.532, 0.401, 0.1424}, {"Nagtegaal_2019", 0.680, 0.744, 0.0864}} {
		texts, relevant, priors := published(t, set.name)
		recall, saved, discovery := measured(t, NewCorpus(texts), relevant, priors)
		t.Logf("%s: recall at 10%% %.3f (ELAS u4 %.3f), WSS@95 %.3f (%.3f), ATD/N %.4f (%.4f)", set.name, recall, set.recall, saved, set.saved, discovery, set.discovery)
		if recall < set.recall || discovery > set.discovery {
			t.Errorf("%s: recall at 10%% %.3f and ATD/N %.4f, ELAS u4 reaches %.3f and %.4f", set.name, recall, discovery, set.recall, set.discovery)
		}
	}
}

func BenchmarkNewCorpus2019Records(b *testing.B) {
	texts, _, _ := published(b, "Nagtegaal_2019")
	for b.Loop() {
		NewCorpus(texts)
	}
}

// One more decision after 2,000, and the model fitted again.
func BenchmarkRetrainAt2000Records(b *testing.B) {
	texts, relevant, _ := published(b, "Nagtegaal_2019")
	c := NewCorpus(texts)
	m := NewModel(c)
	for i := range 2000 {
		m.Learn(Decision{i, relevant[i]})
	}
	m.fit(100, 1e-4)
	for i := 0; b.Loop(); i = (i + 1) % 2000 {
		d := m.decisions[i] // a decision that changes costs at least what a new one does
		m.Learn(Decision{d.Record, !d.Relevant})
		m.Retrain()
	}
}

func BenchmarkOrder2019Records(b *testing.B) {
	texts, relevant, _ := published(b, "Nagtegaal_2019")
	m := NewModel(NewCorpus(texts))
	for i := range 100 {
		m.Learn(Decision{i, relevant[i]})
	}
	m.Retrain()
	for b.Loop() {
		m.Order()
	}
}
