package workbench_test

import (
	"context"
	"strings"
	"testing"

	"goodmeasure/internal/workbench"
)

// The sampling error of a mean score is not published, so that nothing tells how sure a rank on it is.
func TestNobodyIsGivenARankWithoutItsInterval(t *testing.T) {
	bench, d := benchAndDefinition(t, "cla_sdq")
	ctx := context.Background()
	effect, err := bench.Effect(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if len(effect.Rows) != 0 || effect.Unsure == 0 || !strings.Contains(effect.Headline(), "No authority") || len(effect.Table().Rows) != 0 || !strings.Contains(effect.Table().Caption, "without a place") {
		t.Errorf("%d rows, %d unsure: %s", len(effect.Rows), effect.Unsure, effect.Headline())
	}
	slides, err := bench.Slides(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if slides[1].Claim != "No authority has a place under this definition." {
		t.Errorf("the slide says %q", slides[1].Claim)
	}
}

func TestOnlyACommandThatGivesTheSameNumbersIsNamed(t *testing.T) {
	for link, named := range map[string]map[workbench.Doubt]bool{"": {workbench.DoubtOfData: true, workbench.DoubtOfBoth: true}, "rereferral.sw_agency": {}} {
		bench, d := benchAndDefinition(t, link)
		if link == "" && !d.Vary.SamplingError {
			t.Fatal("the default holds the sampling error")
		}
		for _, doubt := range []workbench.Doubt{workbench.DoubtOfData, workbench.DoubtOfChoices, workbench.DoubtOfBoth} {
			standings, err := bench.Standings(context.Background(), d, doubt)
			if err != nil {
				t.Fatal(err)
			}
			if told := standings.Repeat() != ""; told != named[doubt] {
				t.Errorf("%q, %s: %q", link, doubt, standings.Repeat())
			}
		}
	}
}
