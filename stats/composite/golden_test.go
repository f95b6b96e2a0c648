package composite_test

import (
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/rank"
)

// TestStagesAgainstReference walks from the figures to the scores, each stage on our own results of the one before.
func TestStagesAgainstReference(t *testing.T) {
	f := readFramework(t, "09_coin_iMeta.csv")
	raw := readData(t, "09_coin_iData.csv")
	x := raw.of(f.names)
	for j, name := range f.names {
		if by := f.denominators[name]; by != "" {
			x[j] = append([]float64(nil), x[j]...)
			for i := range x[j] {
				x[j][i] /= raw.columns[by][i]
			}
		}
	}
	sameTable(t, "denominated", f.names, x, readData(t, "09_coin_stage_Denominated.csv"))

	kept, err := composite.Screen(x, 0.65)
	if err != nil {
		t.Fatal(err)
	}
	var units, groups []string
	for j := range x {
		x[j] = pick(x[j], kept)
	}
	for _, i := range kept {
		units, groups = append(units, raw.units[i]), append(groups, raw.words["Region_group"][i])
	}
	sameTable(t, "screened", f.names, x, readData(t, "09_coin_stage_Screened.csv"))

	for file, by := range map[string]func([]float64) ([]float64, error){
		"Imputed_i_mean": impute.Mean, "Imputed_i_median": impute.Median,
		"Imputed_i_median_grp": impute.NewGroups(groups).Median,
		"Imputed":              impute.NewGroups(groups).Mean,
	} {
		sameTable(t, file, f.names, each(t, x, by), readData(t, "09_coin_stage_"+file+".csv"))
	}
	scaled, err := normalise.Table(x, f.directions, normalise.MinMax{Upper: 100})
	if err != nil {
		t.Fatal(err)
	}
	byRow, err := impute.Row(scaled)
	if err != nil {
		t.Fatal(err)
	}
	sameTable(t, "row mean", f.names, byRow, readData(t, "09_coin_stage_Imputed_rowmean_after_minmax.csv"))

	screened := x
	x = each(t, x, impute.NewGroups(groups).Mean)
	x = each(t, x, func(x []float64) ([]float64, error) {
		treated, err := treat.UsualRule.Apply(x)
		return treated.Values, err
	})
	sameTable(t, "treated", f.names, x, readData(t, "09_coin_stage_Treated.csv"))
	if scaled, err = normalise.Table(x, f.directions, normalise.MinMax{Upper: 100}); err != nil {
		t.Fatal(err)
	}
	sameTable(t, "normalised", f.names, scaled, readData(t, "09_coin_stage_Normalised_minmax.csv"))
	scores, err := f.tree.Index(units, scaled, composite.Rule{Methods: []aggregate.Method{aggregate.Arithmetic{}}})
	if err != nil {
		t.Fatal(err)
	}
	sameScores(t, "aggregated", scores, readData(t, "09_coin_stage_Aggregated_minmax_amean.csv"))
	pipelines(t, f, units, screened, x)
	correlated(t, scores, []string{"IDX"}, "09_coin_corr_ind_index.csv")
	correlated(t, scores, []string{"PA", "PB", "PC"}, "09_coin_corr_ind_pillar.csv")
}

// pipelines compares other ways to normalise and aggregate, with ranks.
func pipelines(t *testing.T, f framework, units []string, screened, treated [][]float64) {
	t.Helper()
	results := map[string][]map[string]string{}
	for _, row := range testkit.GoldenCSV(t, "09_coin_results_expected.csv") {
		results[row["pipeline"]] = append(results[row["pipeline"]], row)
	}
	minMax := normalise.MinMax{Upper: 100}
	for name, p := range map[string]struct {
		x          [][]float64
		scale      normalise.Method
		combine    aggregate.Method
		leastKnown float64
	}{
		"minmax_amean":                       {treated, minMax, aggregate.Arithmetic{}, 0},
		"minmax1_gmean":                      {treated, normalise.MinMax{Lower: 1, Upper: 100}, aggregate.Geometric{}, 0},
		"minmax1_hmean":                      {treated, normalise.MinMax{Lower: 1, Upper: 100}, aggregate.Harmonic{}, 0},
		"zscore_amean":                       {treated, normalise.ZScore{SD: 1}, aggregate.Arithmetic{}, 0},
		"rank_amean":                         {treated, normalise.Rank{}, aggregate.Arithmetic{}, 0},
		"prank_amean":                        {treated, normalise.PercentileRank{}, aggregate.Arithmetic{}, 0},
		"dist2max_amean":                     {treated, normalise.DistanceToBest{}, aggregate.Arithmetic{}, 0},
		"noimpute_minmax_amean":              {screened, minMax, aggregate.Arithmetic{}, 0},
		"noimpute_minmax_amean_datthresh0.8": {screened, minMax, aggregate.Arithmetic{}, 0.8},
	} {
		scaled, err := normalise.Table(p.x, f.directions, p.scale)
		if err != nil {
			t.Fatal(err)
		}
		scores, err := f.tree.Index(units, scaled, composite.Rule{Methods: []aggregate.Method{p.combine}, LeastKnown: p.leastKnown})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		ranks := rank.Min(scores[len(scores)-1].Values, true)
		if len(results[name]) != len(units) {
			t.Errorf("%s: %d units, expected %d", name, len(units), len(results[name]))
		}
		for i, row := range results[name] {
			for _, s := range scores[len(f.names):] {
				testkit.Near(t, name+" "+s.Name+" "+row["uCode"], s.Values[i], testkit.Number(t, row[s.Name]))
			}
			testkit.Near(t, name+" rank "+row["uCode"], ranks[i], testkit.Number(t, row["rank"]))
		}
	}
}

// TestPublishedExample re-makes the ASEM index, four levels of 49 indicators, from its treated data.
func TestPublishedExample(t *testing.T) {
	f := readFramework(t, "asem/iMeta.csv")
	treated := readData(t, "asem/stage_Treated.csv")
	for file, p := range map[string]struct {
		scale   normalise.Method
		combine aggregate.Method
	}{
		"asem/stage_Aggregated.csv":             {normalise.MinMax{Upper: 100}, aggregate.Arithmetic{}},
		"asem/alt_minmax1_gmean_Aggregated.csv": {normalise.MinMax{Lower: 1, Upper: 100}, aggregate.Geometric{}},
	} {
		scaled, err := normalise.Table(treated.of(f.names), f.directions, p.scale)
		if err != nil {
			t.Fatal(err)
		}
		scores, err := f.tree.Index(treated.units, scaled, composite.Rule{Methods: []aggregate.Method{p.combine}})
		if err != nil {
			t.Fatal(err)
		}
		sameScores(t, file, scores, readData(t, file))
		if file == "asem/stage_Aggregated.csv" {
			correlated(t, scores, []string{"Index"}, "asem/corr_ind_index.csv")
		}
	}
}

func TestEffectiveWeightsAgainstReference(t *testing.T) {
	for meta, expected := range map[string]string{
		"09_coin_iMeta.csv": "09_coin_effective_weights.csv", "asem/iMeta.csv": "asem/effective_weights.csv",
	} {
		f := readFramework(t, meta)
		want := map[string]float64{}
		for _, row := range testkit.GoldenCSV(t, expected) {
			want[row["iCode"]] = testkit.Number(t, row["EffWeight"])
		}
		for i, w := range f.tree.EffectiveWeights() {
			testkit.Near(t, f.codes[i], w, want[f.codes[i]])
		}
	}
}

func TestDescriptionsAgainstReference(t *testing.T) {
	for table, expected := range map[string]string{
		"09_coin_stage_Denominated.csv": "09_coin_indicator_stats.csv", "asem/stage_Raw.csv": "asem/stats_raw.csv",
	} {
		d := readData(t, table)
		for _, row := range testkit.GoldenCSV(t, expected) {
			name := row["iCode"]
			got, err := composite.Describe(d.columns[name], composite.UsualWarnings)
			if err != nil {
				t.Fatal(err)
			}
			for key, v := range map[string]float64{
				"Min": got.Min, "Max": got.Max, "Mean": got.Mean, "Median": got.Median, "Std": got.SD, "Skew": got.Skewness,
				"Kurt": got.Kurtosis, "N.Avail": float64(got.Known), "N.NonZero": float64(got.NonZero),
				"N.Unique": float64(got.Unique), "N.Same": float64(got.MostSame), "Frc.Avail": got.KnownShare,
				"Frc.NonZero": got.NonZeroShare, "Frc.Unique": got.UniqueShare, "Frc.Same": got.MostSameShare,
			} {
				testkit.Near(t, name+" "+key, v, testkit.Number(t, row[key]))
			}
			for key, raised := range map[string]bool{
				"Flag.Avail": got.FewKnown, "Flag.NonZero": got.FewNonZero, "Flag.Unique": got.FewUnique, "Flag.SkewKurt": got.Outliers,
			} {
				if raised != (row[key] != "ok") {
					t.Errorf("%s %s: raised %v, expected %s", name, key, raised, row[key])
				}
			}
		}
	}
}

func TestAvailabilityAgainstReference(t *testing.T) {
	f := readFramework(t, "09_coin_iMeta.csv")
	got, err := composite.Available(readData(t, "09_coin_stage_Denominated.csv").of(f.names))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range testkit.GoldenCSV(t, "09_coin_data_availability.csv") {
		testkit.Near(t, row["uCode"], float64(got[i].Missing), testkit.Number(t, row["N_missing"]))
		testkit.Near(t, row["uCode"], float64(got[i].Zero), testkit.Number(t, row["N_zero"]))
		testkit.Near(t, row["uCode"], got[i].Known, testkit.Number(t, row["Dat_Avail"]))
		testkit.Near(t, row["uCode"], got[i].NonZero, testkit.Number(t, row["Non_Zero"]))
	}
}
