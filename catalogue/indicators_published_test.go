package catalogue

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
)

func TestIndicatorsAgreeWithPublishedTable(t *testing.T) {
	indicators, err := Indicators()
	if err != nil {
		t.Fatal(err)
	}
	rows := sharedRows(t, "indicators.csv")
	if len(indicators) != 61 || len(rows) != 61 {
		t.Fatalf("found %d indicators and %d published rows, expected 61 of each", len(indicators), len(rows))
	}
	published := map[string]map[string]string{}
	for _, row := range rows {
		published[row["id"]] = row
	}
	countsFrom := firstCounts(t)
	polarities := map[study.Direction]string{study.HigherIsBetter: "high", study.LowerIsBetter: "low", study.Contested: "none", study.NoDirection: "none"}
	for _, i := range indicators {
		row := published[i.ID]
		want := map[string]string{"core": row["core"], "domain": row["domain"], "polarity": row["polarity"], "unit": row["unit"],
			"period_type": row["period_type"], "first_period": row["first_period"], "last_period": row["last_period"]}
		core := ""
		if i.Core {
			core = "1"
		}
		got := map[string]string{"core": core, "domain": string(i.Domain), "polarity": polarities[i.Direction], "unit": i.Unit,
			"period_type": string(i.PeriodType), "first_period": strconv.Itoa(int(i.FirstPeriod)), "last_period": strconv.Itoa(int(i.LastPeriod))}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-published +ours):\n%s", i.ID, diff)
		}
		if i.CountsFrom != countsFrom[i.ID] {
			t.Errorf("%s: counts_from is %d, but numerators and denominators are together from %d", i.ID, i.CountsFrom, countsFrom[i.ID])
		}
	}
}

func TestIndicatorsComeCoreFirst(t *testing.T) {
	indicators, err := Indicators()
	if err != nil {
		t.Fatal(err)
	}
	var core []string
	for _, i := range indicators[:14] {
		core = append(core, i.ID)
	}
	want := strings.Fields("cpp_repeat rereferral assess_45 cl_eet cl_accom placement_3plus cla_offending cla_substance cla_sdq " +
		"cla_persistent_absence sw_vacancy sw_turnover sw_agency sw_absence")
	if diff := cmp.Diff(want, core); diff != "" {
		t.Errorf("the core (-expected +found):\n%s", diff)
	}
}

// firstCounts is the first period in which some observation of an indicator has both its counts.
func firstCounts(t *testing.T) map[string]study.Period {
	first := map[string]study.Period{}
	for _, row := range sharedRows(t, "observations.csv") {
		if row["numerator"] == "" || row["denominator"] == "" {
			continue
		}
		year, err := strconv.Atoi(row["period"])
		if err != nil {
			t.Fatal(err)
		}
		if was := first[row["indicator"]]; was == 0 || study.Period(year) < was {
			first[row["indicator"]] = study.Period(year)
		}
	}
	return first
}

func sharedRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	return testkit.Rows(t, testkit.Shared(t, "data", "facts", name))
}
