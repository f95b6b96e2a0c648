package method

import (
	"context"
	"math"
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/study"
)

// TestADefinitionWithoutOthersIsNotCalledRobust holds one definition to no interval: drawn over and over it is the same.
func TestADefinitionWithoutOthersIsNotCalledRobust(t *testing.T) {
	e := embedded(t)
	d, err := definition.ParseLink("cla_sdq.sw_caseload", e.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	d.Vary = study.Ranges{}
	how := StressDraws{Draws: 200, Seed: 1}
	for name, run := range map[string]func() (*StressTest, error){
		"ranks": func() (*StressTest, error) { return StressRanks(context.Background(), e, d, how) },
		"whole": func() (*StressTest, error) { return Stress(context.Background(), e, d, how) },
	} {
		x, err := run()
		if err != nil {
			t.Fatal(err)
		}
		if x.Varies() || len(x.Strong.P80)+len(x.Weak.P80) > 0 || x.Pairs.Apart > 0 || name == "whole" && (x.Pairs.Share.Known() || !math.IsNaN(x.Ahead[0][1])) {
			t.Errorf("%s: strong %v, weak %v, pairs %+v", name, x.Strong, x.Weak, x.Pairs)
		}
		for _, part := range x.Sobol {
			if part.First.Known() || part.Total.Known() || part.TotalHigh.Known() || !part.Held {
				t.Errorf("%s has a part in a variance that there is not: %+v", part.Choice, part)
			}
		}
		if c := x.Curve; name == "whole" && (c.All.Definitions != 1 || len(c.Sample) != 1 || !c.All.Median.Known() || c.All.Low95.Known() || c.All.SharePositive.Known()) {
			t.Errorf("one definition has the agreements %+v, of which %d are shown", c.All, len(c.Sample))
		}
		for _, a := range x.Authorities {
			if a.RankMedian.Known() || a.RankLow95.Known() || a.RankLow50.Known() || a.PBestQuarter.Known() || a.PWorstQuarter.Known() || a.Reason == "" {
				t.Fatalf("%s: %+v", name, a)
			}
		}
	}
	if _, err := StressField(context.Background(), e, d, "imd2025", how); err == nil || !strings.Contains(err.Error(), "no other definitions to draw a sample from") {
		t.Errorf("a sample was drawn of one definition: %v", err)
	}
}
