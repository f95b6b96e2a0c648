package source

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
	"goodmeasure/table"
)

type factKey struct {
	authority, indicator string
	period               study.Period
}

func keyOf(o study.Observation) factKey { return factKey{o.Authority, o.Indicator, o.Period} }

func TestLAITAgreesWithFacts(t *testing.T) {
	facts := checkedFacts(t)
	wanted := map[string]int{"2024-11": 0, "2025-05": 4385, "2025-06": 910, "2026-04": 41989}
	for _, snapshot := range slices.Sorted(maps.Keys(wanted)) {
		batch := readRaw(t, facts.known, "dfe-lait", "bds_long_0_"+snapshot+".parquet")
		if batch.Release.Name != "LAIT "+snapshot || len(batch.Refused) > 0 {
			t.Errorf("%s: %+v, %v", snapshot, batch.Release, batch.Refused)
		}
		read := map[factKey]study.Observation{}
		for _, o := range PerChild(batch.Observations, facts.observations) {
			read[keyOf(o)] = o
		}
		if len(batch.Observations) > 0 && batch.Observations[0].Source != "LAIT:"+snapshot {
			t.Errorf("%s: source %q", snapshot, batch.Observations[0].Source)
		}
		compared, explained := 0, map[string]int{}
		for _, want := range facts.observations {
			if want.Source != "LAIT:"+snapshot {
				continue
			}
			compared++
			got, found := read[keyOf(want)]
			reason := laitDifference(got, want)
			if !found || reason == "unexplained" {
				t.Errorf("%s: read %+v, want %+v", snapshot, got, want)
			}
			if reason != "" {
				explained[reason]++
			}
		}
		if compared != wanted[snapshot] {
			t.Errorf("%s: %d facts compared, want %d", snapshot, compared, wanted[snapshot])
		}
		t.Logf("%s: %d compared, of which differ %v", snapshot, compared, explained)
	}
}

// laitDifference says why an observation is not the fact that was made from it, or nothing where it is.
func laitDifference(got, want study.Observation) string {
	countsFrom2015to2017Releases := slices.Contains([]string{"cl_eet", "cl_accom", "cla_offending", "cla_substance", "cla_sdq"}, want.Indicator)
	switch {
	case got.Value.String() != want.Value.String():
		return "unexplained"
	case got.Status == study.Joint && want.Indicator == "sw_agency_cover" && want.Status == study.Published:
		return "joint in every other workforce figure"
	case got.Status == study.Unexplained && want.Status == study.Suppressed && countsFrom2015to2017Releases:
		return "the early releases say why the tool has a dash"
	case got.Status != want.Status:
		return "unexplained"
	case got.Numerator.String() == want.Numerator.String() && got.Denominator.String() == want.Denominator.String():
		return ""
	case countsFrom2015to2017Releases && !got.Numerator.Known() && !got.Denominator.Known():
		return "counts come from the early releases"
	}
	return "unexplained"
}

// TestLAITAgreesWithCounts compares the tool with figures that the facts took from elsewhere: its values are theirs, rounded.
func TestLAITAgreesWithCounts(t *testing.T) {
	facts := checkedFacts(t)
	read := map[factKey]study.Observation{}
	for _, o := range readRaw(t, facts.known, "dfe-lait", "bds_long_0_2026-04.parquet").Observations {
		read[keyOf(o)] = o
	}
	agree, differ := 0, 0
	for _, want := range facts.observations {
		got := read[keyOf(want)]
		if strings.HasPrefix(want.Source, "LAIT:") || !got.Status.HasValue() || !want.Status.HasValue() {
			continue
		}
		if difference := float64(got.Value - want.Value); difference > -0.06 && difference < 0.06 {
			agree++
		} else {
			differ++
		}
	}
	if agree < 24_000 || differ*200 > agree {
		t.Errorf("%d figures agree with other publications and %d differ", agree, differ)
	}
	t.Logf("%d figures agree with other publications and %d differ", agree, differ)
}

const laitHeader = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"

func readText(t testing.TB, known Known, name, text string) (*Batch, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	format, err := Recognise(file)
	if err != nil {
		return nil, err
	}
	return format.Read(file, known)
}

func testKnown() Known {
	return Known{Places: testPlaces(), Indicators: []study.Indicator{
		{ID: "cin_rate", Kind: study.Rate, PeriodType: study.FinancialYear},
		{ID: "cla_sdq", Kind: study.Mean, PeriodType: study.FinancialYear},
		{ID: "sw_vacancy", Kind: study.Proportion, PeriodType: study.September},
		{ID: "sw_agency", Kind: study.Proportion, PeriodType: study.September},
		{ID: "sw_turnover", Kind: study.Proportion, PeriodType: study.September},
		{ID: "spend_per_child", Kind: study.Amount, PeriodType: study.FinancialYear},
	}}
}

func TestLAITRules(t *testing.T) {
	for _, c := range []struct {
		name, rows string
		taken      []string // authority, period, value and status
		skipped    string
		refused    string
	}{
		{"a tail of binary storage", "CIN,,2025,Barnsley,18.399999999999999,370,", []string{"370 2025 18.4 ok"}, "", ""},
		{"a remark", "CIN,,2018 (Revised),Barnsley,5,370,", []string{"370 2018 5 ok"}, "", ""},
		{"two labels that agree", "CIN,,2018,Barnsley,5,370,\nCIN,,2017-18 (OT),Barnsley,5,370,", []string{"370 2018 5 ok"}, "", ""},
		{"two labels, one with a dash", "CIN,,2018,Barnsley,-,370,\nCIN,,2018 (Rev),Barnsley,5,370,", []string{"370 2018 5 ok"}, "", ""},
		{"two labels that differ", "CIN,,2018,Barnsley,4,370,\nCIN,,2018 (Rev),Barnsley,5,370,", []string{"370 2018 4 ok"}, "", "row 3, column \"Values\""},
		{"a dash among figures", "CIN,,2018,Barnsley,-,370,\nCIN,,2018,Cumbria,5,909,", []string{"370 2018  missing", "909 2018 5 ok"}, "", ""},
		{"dashes only", "CIN,,2018,Barnsley,-,370,\nCIN,,2018,Cumbria,-,909,", nil, SkippedDashes, ""},
		{"ended", "CIN,,2024,Cumbria,7,909,", nil, SkippedOutside, ""},
		{"not yet made", "CIN,,2023,Cumberland,-,942,", nil, SkippedNotYet, ""},
		{"England", "CIN,,2024,England,7,970,", nil, SkippedArea, ""},
		{"another measure", "InfMort,,2024,Barnsley,7,370,", nil, SkippedMeasure, ""},
		{"three years", "CIN,,2014-16,Barnsley,7,370,\nCIN,,2014-16,Cumbria,7,909,", nil, "", "row 2, column \"Years\""},
		{"nowhere", "CIN,,2014,Barnsley,7,371,", nil, "", "row 2, column \"LA Number\""},
		{"no figure", "CIN,,2014,Barnsley,seven,370,", nil, "", "row 2, column \"Values\""},
		{"a mean of nothing", "Emotional_LAC,,2014,Barnsley,0,370,", []string{"370 2014  implausible"}, "", ""},
		{"a rate of nothing", "CIN,,2014,Barnsley,0,370,", []string{"370 2014 0 ok"}, "", ""},
	} {
		batch, err := readText(t, testKnown(), "snapshot-2026-04.csv", laitHeader+c.rows+"\n")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var taken []string
		for _, o := range batch.Observations {
			taken = append(taken, strings.Join([]string{o.Authority, strconv.Itoa(int(o.Period)), o.Value.String(), string(o.Status)}, " "))
		}
		if !slices.Equal(taken, c.taken) {
			t.Errorf("%s: took %q, want %q", c.name, taken, c.taken)
		}
		if (c.skipped != "") != (batch.Skipped[c.skipped] > 0) {
			t.Errorf("%s: skipped %v", c.name, batch.Skipped)
		}
		if (c.refused == "") != (len(batch.Refused) == 0) || c.refused != "" && !strings.Contains(batch.Refused[0].Error(), c.refused) {
			t.Errorf("%s: refused %v, want %s", c.name, batch.Refused, c.refused)
		}
	}
}

func TestLAITMarksJointWorkforce(t *testing.T) {
	rows := ""
	for _, short := range []string{"Work_Force_Vac_Rate", "Work_Force_TO_Rate", "Work_Force_Agecy_Rate"} {
		rows += short + ",,2024,Kingston upon Thames,12.5,314,\n" + short + ",,2024,Richmond upon Thames,12.5,318,\n" + short + ",,2024,Barnsley,0,370,\n" +
			short + ",,2024,Cumberland,0,942,\n" + short + ",,2025,Kingston upon Thames,1,314,\n" + short + ",,2025,Richmond upon Thames,2,318,\n"
	}
	batch, err := readText(t, testKnown(), "x.csv", laitHeader+rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range batch.Observations {
		joint := o.Period == 2024 && (o.Authority == "314" || o.Authority == "318")
		if (o.Status == study.Joint) != joint {
			t.Errorf("%+v", o)
		}
	}
	if batch.Release.Name != "LAIT to 2025" || batch.Release.Order != 202500 || len(batch.Notes) != 1 {
		t.Errorf("%+v %q", batch.Release, batch.Notes)
	}
}

func TestPerChild(t *testing.T) {
	for _, c := range []struct {
		thousands string
		children  study.Number
		value     string
		status    study.Status
	}{
		{"12345.678", 10_000, "1234.6", study.Published},
		{"12345.678", study.Missing, "", study.NoDenominator},
		{"1000", 2_000_000, "", study.Implausible},
	} {
		batch, err := readText(t, testKnown(), "x.csv", laitHeader+"C&YPExpenditure,,2024-25 (OT),Barnsley,"+c.thousands+",370,\n")
		if err != nil {
			t.Fatal(err)
		}
		population := []study.Observation{{Authority: "370", Indicator: childPopulation, Period: 2024, Value: c.children, Status: study.Published}}
		got := PerChild(batch.Observations, population)[0]
		if got.Value.String() != c.value || got.Status != c.status {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

func FuzzLAIT(f *testing.F) {
	f.Add(laitHeader + "CIN,,2025,Barnsley,18.399999999999999,370,\n")
	f.Add(laitHeader + "C&YPExpenditure,,2024-25 (OT),Cumbria,-,909,\n")
	fuzzRead(f, readLAIT)
}

// fuzzRead gives a reader texts that only just resemble its files.
func fuzzRead(f *testing.F, read func(*table.File, Known) (*Batch, error)) {
	known, path := testKnown(), filepath.Join(f.TempDir(), "x.csv")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := table.Open(path, table.Limits{})
		if err != nil {
			return
		}
		defer file.Close()
		if batch, err := read(file, known); err == nil {
			checkBatch(t, batch, known)
		}
	})
}

// checkBatch holds what is true of every batch, whatever the file.
func checkBatch(t *testing.T, batch *Batch, known Known) {
	t.Helper()
	for _, o := range batch.Observations {
		if _, found := known.Places.ByCode(o.Authority); !found || !o.Status.Valid() || o.Status.HasValue() != o.Value.Known() || o.Source == "" {
			t.Fatalf("%+v", o)
		}
	}
	for _, i := range batch.Inspections {
		if _, found := known.Places.ByCode(i.Authority); !found || i.Published.IsZero() || i.Framework == "" || (i.Status == study.HasGrade) != i.Graded() {
			t.Fatalf("%+v", i)
		}
	}
	for _, n := range batch.Neighbours {
		if _, found := known.Places.ByCode(n.Neighbour); !found || n.Model == "" || n.Closeness == "" {
			t.Fatalf("%+v", n)
		}
	}
	for _, refusal := range batch.Refused {
		if refusal.At.Row == 0 || refusal.Expected == "" {
			t.Fatalf("%+v", refusal)
		}
	}
}

func BenchmarkLAIT(b *testing.B) {
	known := checkedFacts(b).known
	path := testkit.Shared(b, "data", "raw", "dfe-lait", "bds_long_0_2026-04.parquet")
	b.ReportAllocs()
	for b.Loop() {
		file, err := table.Open(path, table.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := readLAIT(file, known); err != nil {
			b.Fatal(err)
		}
		file.Close()
	}
}
