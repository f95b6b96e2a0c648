package review

import (
	"testing"

	"goodmeasure/internal/testkit"
)

// The labelled set of the material: pairs that are one work, found and missed.
func TestDuplicatesOfLabelledSet(t *testing.T) {
	found, err := Dedupe(testkit.Shared(t, "data", "dedup", "records.csv"))
	if err != nil {
		t.Fatal(err)
	}
	work := map[string]string{}
	size := map[string]int{}
	for _, row := range testkit.Rows(t, testkit.Shared(t, "data", "dedup", "gold.csv")) {
		work[row["record_id"]] = row["gold_cluster"]
		size[row["gold_cluster"]]++
	}
	pairs := 0
	for _, n := range size {
		pairs += n * (n - 1) / 2
	}
	right, wrong := 0, 0
	for _, cluster := range found.Clusters {
		for i, a := range cluster {
			for _, b := range cluster[:i] {
				if work[a] == work[b] {
					right++
				} else {
					wrong++
					t.Logf("merged %s and %s, which are two works", a, b)
				}
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(pairs)
	t.Logf("precision %.4f, recall %.4f of %d pairs; %d works, %d unsure", precision, recall, pairs, found.Works, len(found.Unsure))
	for _, u := range found.Unsure {
		t.Logf("%v %s %s %.2f %s | %s | %s", work[u.A] == work[u.B], u.A, u.B, u.Score, u.Why, u.TitleA, u.TitleB)
	}
	if precision < 0.99 || recall < 0.973 {
		t.Errorf("precision %.4f and recall %.4f, at least .99 and .973 (title and year alone) expected", precision, recall)
	}
}
