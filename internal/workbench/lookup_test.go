package workbench_test

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func embedded(t *testing.T) *workbench.Workbench {
	t.Helper()
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return bench
}

// What is shown of an authority must be what the ranking of all says of it.
func TestProfileAgreesWithRanking(t *testing.T) {
	bench := embedded(t)
	indicators := []string{"cl_eet", "sw_absence", "cla_home_planned"}
	for _, code := range []string{"810", "314", "839"} {
		profile, err := bench.Profile(workbench.ProfileRequest{Authority: code, Indicators: indicators})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range profile.Figures {
			for _, one := range f.Ranks {
				request := workbench.RankingRequest{Indicator: f.Indicator, Seed: profile.Seed, Draws: profile.Draws}
				if f.Direction == study.Contested {
					request.Reading = one.Direction
				}
				ranking, err := bench.Rank(request)
				if err != nil {
					t.Fatal(err)
				}
				at := slices.IndexFunc(ranking.Ranks, func(r workbench.RankedAuthority) bool { return r.Authority == code })
				want, got := inJSON(t, ranking.Ranks[at].Rank), inJSON(t, one)
				if want != got {
					t.Errorf("%s of %s: shown %s, ranked %s", f.Indicator, code, got, want)
				}
			}
		}
	}
}

func inJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The table, the sentence and the JSON of every ranking must say the same.
func TestRankingAgreesWithItsTable(t *testing.T) {
	bench := embedded(t)
	for _, entry := range bench.Indicators("", false).Indicators {
		request := workbench.RankingRequest{Indicator: entry.ID, Draws: 200, Seed: 3}
		ranking, err := bench.Rank(request)
		if entry.Direction.Sign() == 0 {
			var undecided *workbench.NeedsReading
			if !errors.As(err, &undecided) {
				t.Errorf("%s: ranked without a reading", entry.ID)
			}
			request.Reading = study.HigherIsBetter
			ranking, err = bench.Rank(request)
		}
		if err != nil {
			t.Fatal(err)
		}
		table := ranking.Table()
		without := 0
		for _, missing := range ranking.Missing {
			without += missing.N
		}
		if len(table.Rows) != ranking.N || ranking.N+without != ranking.Authorities || len(ranking.Ranks) != ranking.Authorities {
			t.Errorf("%s: %d rows, n %d, %d without a figure, %d authorities", entry.ID, len(table.Rows), ranking.N, without, ranking.Authorities)
		}
		if ranking.Better+ranking.Worse+ranking.Unclear+ranking.ErrorUnknown != ranking.N {
			t.Errorf("%s: the counts of standings do not add up to %d", entry.ID, ranking.N)
		}
		for at, row := range table.Rows {
			one := ranking.Ranks[at]
			if ranking.ErrorUnknown == ranking.N {
				if len(row) != 2 || len(table.Columns) != 2 || row[1].Value != one.Value {
					t.Errorf("%s, row %d: %v has more than the figure of %v", entry.ID, at+1, row, one)
				}
				continue
			}
			if len(row) != len(table.Columns) || row[3].Value != one.Value || one.RankLow.Known() && row[1].Value != one.Rank.Rank {
				t.Errorf("%s, row %d: %v does not say what %v does", entry.ID, at+1, row, one)
			}
			if !one.RankLow.Known() && (row[1].Text != "not known" || row[4].Text != "not known" || row[0].Text != "?") {
				t.Errorf("%s, row %d: a rank without an interval does not say so", entry.ID, at+1)
			}
		}
		if strings.Contains(inJSON(t, ranking), "NaN") {
			t.Errorf("%s: NaN in JSON", entry.ID)
		}
	}
}

func TestCoverageAddsUp(t *testing.T) {
	bench := embedded(t)
	for _, entry := range bench.Indicators("", false).Indicators {
		record, err := bench.Indicator(entry.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range record.Coverage {
			all := c.N
			for _, m := range c.Missing {
				all += m.N
			}
			if all != c.Authorities || c.N == 0 {
				t.Errorf("%s %d: %d with a figure and %d in all, of %d", entry.ID, c.Period, c.N, all, c.Authorities)
			}
			if c.Period == record.NewestPeriod && c.N != record.Authorities {
				t.Errorf("%s: %d in the list, %d in the coverage", entry.ID, record.Authorities, c.N)
			}
		}
	}
}

// A figure and the interval beside it, for every authority, ended and tiny ones among them.
func TestEveryAuthorityCanBeShown(t *testing.T) {
	bench := embedded(t)
	for _, a := range bench.Edition.Authorities {
		profile, err := bench.Profile(workbench.ProfileRequest{Authority: a.Code, Indicators: []string{"cla_rate", "child_poverty"}, Neighbours: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range profile.Figures {
			if !f.Value.Known() && f.Reason == "" {
				t.Errorf("%s, %s: neither a figure nor a reason", a.Name, f.Indicator)
			}
			if len(f.Ranks) > 0 {
				t.Errorf("%s, %s: ranked, though neither way is better", a.Name, f.Indicator)
			}
			if f.Low.Known() && (f.Low > f.High || math.Abs(float64(f.Low+f.High)/2-float64(f.Value)) > float64(f.High-f.Low)) {
				t.Errorf("%s, %s: %v is far from its interval %v to %v", a.Name, f.Indicator, f.Value, f.Low, f.High)
			}
		}
		if rows := profile.Table().Rows; len(rows) != 2 || len(rows[0]) != len(profile.Table().Columns) {
			t.Errorf("%s: a table of %d rows", a.Name, len(rows))
		}
	}
}

func TestTransitionsAreStepsOfJourneys(t *testing.T) {
	list, err := embedded(t).Journeys("", study.Date{})
	if err != nil {
		t.Fatal(err)
	}
	shapes, steps := 0, 0
	for _, s := range list.Shapes {
		shapes += s.N
	}
	for _, step := range list.Transitions {
		steps += step.N
	}
	if shapes != list.Among || steps != len(list.Stops())-list.Among {
		t.Errorf("%d shapes of %d journeys; %d steps between %d inspections", shapes, list.Among, steps, len(list.Stops()))
	}
}

func TestAnEditionOfOneAuthority(t *testing.T) {
	indicator := study.Indicator{ID: "one", Name: "One", Kind: study.Proportion, Unit: "percent", Direction: study.HigherIsBetter, PeriodType: study.FinancialYear}
	edition := &study.Edition{Authorities: []study.Authority{{Code: "900", Name: "Alone", Region: "Middle", Type: "county"}}, Indicators: []study.Indicator{indicator}}
	edition.SetObservations("one", []study.Observation{{Authority: "900", Indicator: "one", Period: 2024, Value: 50, Numerator: 5, Denominator: 10, Status: study.Published}})
	bench := workbench.On(edition)
	ranking, err := bench.Rank(workbench.RankingRequest{Indicator: "one"})
	if err != nil || ranking.N != 1 || ranking.Ranks[0].Rank.Rank != 1 {
		t.Errorf("ranking alone: %v %v", ranking.Ranks, err)
	}
	profile, err := bench.Profile(workbench.ProfileRequest{Authority: "alone", Indicators: []string{"all"}, Neighbours: true})
	if err != nil || profile.Figures[0].EnglandMedian != 50 || profile.Figures[0].NeighbourN != 0 || len(profile.Footnotes()) == 0 {
		t.Errorf("showing alone: %v %v", profile.Figures, err)
	}
	if _, err := bench.Journeys("", study.Date{}); err == nil {
		t.Error("journeys without an inspection gave no error")
	}
}

func TestBuildEdition(t *testing.T) {
	facts := testkit.Shared(t, "data", "facts")
	folder := t.TempDir()
	if _, err := workbench.BuildEdition(facts, folder); err == nil {
		t.Fatal("a folder that is no edition's was written to")
	}
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(testkit.Root(), "catalogue", "edition"))); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"observations/gone.tsv": "", "hex.tsv": "old"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(folder, "context.tsv")); err != nil {
		t.Fatal(err)
	}
	changes, err := workbench.BuildEdition(facts, folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(changes.Paragraphs(), "; "); !strings.HasPrefix(got, "Added context.tsv; Changed hex.tsv; Removed observations/gone.tsv; Build") {
		t.Error(got)
	}
	indicators, err := catalogue.Indicators()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalogue.Decode(os.DirFS(folder), indicators); err != nil {
		t.Error(err)
	}
	if changes, err = workbench.BuildEdition(facts, folder); err != nil || !strings.HasPrefix(changes.Paragraphs()[0], "Nothing has changed") {
		t.Error(changes, err)
	}
}
