package review_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"goodmeasure/internal/review"
)

// written puts a table into a file.
func written(t testing.TB, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Every record of a table is in at most one cluster, and no pair is both sure and unsure.
func FuzzDedupeTable(f *testing.F) {
	f.Add([]byte("record_id,title,authors,year,journal,volume,pages\n1,On care,\"Ash, A.\",2019,J,1,1-9\n2,On care,\"Ash, A.\",2019,J,1,1-9\n3,On care,Birch B.,2020,,,\n"))
	f.Add([]byte("title\n\n\x00\nOn care\nOn care\n"))
	f.Add([]byte("\xff\xfet\x00i\x00t\x00l\x00e\x00\n\x00a\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if len(content) > 1<<14 {
			return
		}
		found, err := review.Dedupe(written(t, content))
		if err != nil {
			return
		}
		in := map[string]int{}
		for n, cluster := range found.Clusters {
			if len(cluster) < 2 {
				t.Errorf("a cluster of %q", cluster)
			}
			for _, id := range cluster {
				if _, twice := in[id]; twice {
					t.Errorf("%q is in two clusters", id)
				}
				in[id] = n
			}
		}
		for _, pair := range found.Unsure {
			a, sureA := in[pair.A]
			if b, sureB := in[pair.B]; sureA && sureB && a == b || pair.A == pair.B {
				t.Errorf("%q and %q are one work for sure, and unsure", pair.A, pair.B)
			}
		}
	})
}

// Measures of a simulated reading are shares, whatever the table.
func FuzzSimulateTable(f *testing.F) {
	const table = "record_id,title,abstract,label\n1,Kinship care,Children moved less,1\n2,Steel bridges,Welds,0\n3,Foster care,Children stayed,1\n4,Roads,Asphalt,0\n"
	f.Add([]byte(table), []byte("run,relevant_record_id,irrelevant_record_id\n1,1,2\n2,3,4\n"))
	f.Add([]byte(table), []byte("run,relevant_record_id,irrelevant_record_id\n1,2,2\n"))
	f.Add([]byte("title,label\n,1\n,0\n"), []byte(""))
	f.Fuzz(func(t *testing.T, content, priors []byte) {
		if len(content) > 1<<13 || len(priors) > 1<<10 {
			return
		}
		request := review.SimulationRequest{File: written(t, content), Target: 0.95}
		if len(priors) > 0 {
			request.Priors = written(t, priors)
		}
		made, err := review.Simulate(t.Context(), request)
		if err != nil {
			return
		}
		for _, run := range made.Runs {
			for _, share := range []float64{run.RecallAt5, run.RecallAt10, run.RecallAt20, run.Discovery, run.StopRecall, run.StopRead} {
				if math.IsNaN(share) || share < 0 || share > 1 {
					t.Errorf("run %q: %v is no share: %+v", run.Run, share, run.Measures)
				}
			}
		}
		if slices.ContainsFunc(made.Runs, func(r review.Run) bool { return r.Found > r.N }) {
			t.Errorf("more is found than there is: %+v", made.Runs)
		}
	})
}
