package workbench_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
)

// stageOf finds the value of a unit and a code in a stage of an index.
func stageOf(x *method.Index, stage string) (units map[string]int, columns map[string][]float64) {
	units, columns = map[string]int{}, map[string][]float64{}
	for at, u := range x.Units {
		units[u.Code] = at
	}
	if stage == "values" || stage == "denominated" {
		for at, a := range x.Availability {
			units[a.Code] = at
		}
	}
	if stage == "aggregated" {
		for _, s := range x.Stages.Scores {
			columns[s.Name] = s.Values
		}
		return units, columns
	}
	tables := map[string][][]float64{"values": x.Stages.Values, "denominated": x.Stages.Denominated, "screened": x.Stages.Screened,
		"imputed": x.Stages.Imputed, "treated": x.Stages.Treated, "normalised": x.Stages.Normalised}
	for k, i := range x.Indicators {
		columns[i.Code] = tables[stage][k]
	}
	return units, columns
}

func matches(t *testing.T, x *method.Index, stage, file string) {
	t.Helper()
	units, columns := stageOf(x, stage)
	rows := testkit.GoldenCSV(t, file)
	if len(rows) != len(units) {
		t.Errorf("%s: %d units, expected %d", stage, len(units), len(rows))
	}
	for _, row := range rows {
		at, found := units[row["uCode"]]
		if !found {
			t.Errorf("%s: no unit %s", stage, row["uCode"])
			continue
		}
		for code, cell := range row {
			if code != "uCode" {
				nearly(t, fmt.Sprintf("%s of %s, %s", code, row["uCode"], stage), columns[code][at], cell)
			}
		}
	}
}

func nearly(t *testing.T, what string, got float64, cell string) {
	t.Helper()
	want, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		want = math.NaN()
	}
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %v, expected %v", what, got, want)
	}
}

func asem(t *testing.T) workbench.IndexTableOptions {
	return workbench.IndexTableOptions{Data: testkit.Golden(t, "asem/iData.csv"), Structure: testkit.Golden(t, "asem/iMeta.csv"), Denominate: true,
		Impute: "group-mean", Group: "EurAsia_group", Treat: "usual", WinsoriseMost: 5, Normalise: "minmax"}
}

func indexed(t *testing.T, o workbench.IndexTableOptions) *method.Index {
	t.Helper()
	x, err := workbench.IndexTable(o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestPublishedIndex re-makes the published ASEM index from its raw figures, stage by stage.
func TestPublishedIndex(t *testing.T) {
	x := indexed(t, asem(t))
	for stage, file := range map[string]string{"values": "Raw", "denominated": "Denominated", "screened": "Denominated", "imputed": "Imputed",
		"treated": "Treated", "normalised": "Normalised", "aggregated": "Aggregated"} {
		matches(t, x, stage, "asem/stage_"+file+".csv")
	}
	ranks, codes := map[string]method.IndexResult{}, map[string]method.EffectiveWeight{}
	for _, r := range x.Results {
		ranks[r.Unit] = r
	}
	for _, row := range testkit.GoldenCSV(t, "asem/results_full.csv") {
		nearly(t, "rank of "+row["uCode"], float64(ranks[row["uCode"]].Rank), row["Rank"])
		nearly(t, "score of "+row["uCode"], float64(ranks[row["uCode"]].Score), row["Index"])
	}
	for _, w := range x.Weights {
		codes[w.Code] = w
	}
	for _, row := range testkit.GoldenCSV(t, "asem/effective_weights.csv") {
		nearly(t, "effective weight of "+row["iCode"], float64(codes[row["iCode"]].Effective), row["EffWeight"])
		nearly(t, "level of "+row["iCode"], float64(codes[row["iCode"]].Level), row["Level"])
	}
	correlated := map[string]float64{}
	for _, c := range x.Correlations {
		correlated[c.With+" "+c.Code] = float64(c.Correlation)
	}
	for _, row := range testkit.GoldenCSV(t, "asem/corr_ind_index.csv") {
		nearly(t, "correlation of "+row["Var2"], correlated["Index "+row["Var2"]], row["Correlation"])
	}
	treated := map[string]method.IndicatorUsed{}
	for _, i := range x.Indicators {
		treated[i.Code] = i
	}
	for _, row := range testkit.GoldenCSV(t, "asem/treat_table.csv") {
		if row["winsorise.nwin"] != "" {
			nearly(t, "values drawn in of "+row["iCode"], float64(treated[row["iCode"]].Winsorised), row["winsorise.nwin"])
		} else if treated[row["iCode"]].Winsorised != 0 {
			t.Errorf("%s was winsorised", row["iCode"])
		}
	}
}

func TestPublishedIndexByGeometricMeans(t *testing.T) {
	o := asem(t)
	o.Range, o.Aggregate = []float64{1, 100}, []string{"geometric"}
	x := indexed(t, o)
	matches(t, x, "aggregated", "asem/alt_minmax1_gmean_Aggregated.csv")
	ranks := map[string]float64{}
	for _, r := range x.Results {
		ranks[r.Unit] = float64(r.Rank)
	}
	for _, row := range testkit.GoldenCSV(t, "asem/compare_ranks_amean_vs_gmean.csv") {
		nearly(t, "rank of "+row["uCode"], ranks[row["uCode"]], row["coin.2"])
	}
}

// TestIndexPipelines goes nine ways from the same figures to an index.
func TestIndexPipelines(t *testing.T) {
	usual := workbench.IndexTableOptions{Data: testkit.Golden(t, "09_coin_iData.csv"), Structure: testkit.Golden(t, "09_coin_iMeta.csv"), Denominate: true,
		Screen: 0.65, Impute: "group-mean", Group: "Region_group", Treat: "usual", WinsoriseMost: 5, Normalise: "minmax"}
	with := func(change func(o *workbench.IndexTableOptions)) workbench.IndexTableOptions {
		o := usual
		change(&o)
		return o
	}
	untouched := func(o *workbench.IndexTableOptions) { o.Impute, o.Group, o.Treat = "", "", "" }
	expected := map[string][]map[string]string{}
	for _, row := range testkit.GoldenCSV(t, "09_coin_results_expected.csv") {
		expected[row["pipeline"]] = append(expected[row["pipeline"]], row)
	}
	for name, o := range map[string]workbench.IndexTableOptions{
		"minmax_amean": usual,
		"minmax1_gmean": with(func(o *workbench.IndexTableOptions) {
			o.Range, o.Aggregate = []float64{1, 100}, []string{"geometric"}
		}),
		"minmax1_hmean": with(func(o *workbench.IndexTableOptions) { o.Range, o.Aggregate = []float64{1, 100}, []string{"harmonic"} }),
		"zscore_amean":  with(func(o *workbench.IndexTableOptions) { o.Normalise = "zscore" }),
		"rank_amean":    with(func(o *workbench.IndexTableOptions) { o.Normalise = "rank" }),
		"prank_amean":   with(func(o *workbench.IndexTableOptions) { o.Normalise = "percentile" }),
		"dist2max_amean": with(func(o *workbench.IndexTableOptions) {
			o.Normalise = "best"
		}),
		"noimpute_minmax_amean": with(untouched),
		"noimpute_minmax_amean_datthresh0.8": with(func(o *workbench.IndexTableOptions) {
			untouched(o)
			o.LeastInGroup = 0.8
		}),
	} {
		x := indexed(t, o)
		units, columns := stageOf(x, "aggregated")
		ranks := map[string]float64{}
		for _, r := range x.Results {
			ranks[r.Unit] = float64(r.Rank)
		}
		if len(expected[name]) != len(units) {
			t.Errorf("%s: %d units, expected %d", name, len(units), len(expected[name]))
		}
		for _, row := range expected[name] {
			for _, code := range []string{"PA", "PB", "PC", "IDX"} {
				nearly(t, name+" "+code+" of "+row["uCode"], columns[code][units[row["uCode"]]], row[code])
			}
			nearly(t, name+" rank of "+row["uCode"], ranks[row["uCode"]], row["rank"])
		}
		if name == "minmax_amean" {
			for stage, file := range map[string]string{"denominated": "Denominated", "screened": "Screened", "imputed": "Imputed", "treated": "Treated",
				"normalised": "Normalised_minmax", "aggregated": "Aggregated_minmax_amean"} {
				matches(t, x, stage, "09_coin_stage_"+file+".csv")
			}
			availability(t, x)
		}
	}
	for rule, file := range map[string]string{"mean": "i_mean", "median": "i_median", "row-mean": "rowmean_after_minmax"} {
		x := indexed(t, with(func(o *workbench.IndexTableOptions) { o.Impute, o.Group, o.Treat = rule, "", "" }))
		matches(t, x, "imputed", "09_coin_stage_Imputed_"+file+".csv")
	}
	x := indexed(t, with(func(o *workbench.IndexTableOptions) { o.Impute = "group-median" }))
	matches(t, x, "imputed", "09_coin_stage_Imputed_i_median_grp.csv")
}

func availability(t *testing.T, x *method.Index) {
	t.Helper()
	known := map[string]method.UnitAvailability{}
	for _, a := range x.Availability {
		known[a.Code] = a
	}
	for _, row := range testkit.GoldenCSV(t, "09_coin_data_availability.csv") {
		nearly(t, "missing of "+row["uCode"], float64(known[row["uCode"]].Missing), row["N_missing"])
		nearly(t, "share known of "+row["uCode"], float64(known[row["uCode"]].Known), row["Dat_Avail"])
	}
}
