package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/study"
	"goodmeasure/table"
)

const plansHeader = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,category,CPP_start,CPP_subsequent,CPP_subsequent_percent\n"

func plansRow(period, code, figures string) string {
	return period + ",Reporting year,Local authority,E92000001,England,E12000003,Yorkshire," + code + ",,somewhere,plans," + figures + "\n"
}

// openText opens a file that holds the text, under a name that says nothing.
func openText(t testing.TB, text string) (*table.File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "download (3).dat")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := table.Open(path, table.Limits{})
	if err == nil {
		t.Cleanup(func() { file.Close() })
	}
	return file, err
}

func opened(t testing.TB, text string) *table.File {
	t.Helper()
	file, err := openText(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func readPlans(t *testing.T, text string) (*Batch, error) {
	t.Helper()
	file := opened(t, text)
	format, err := Recognise(file)
	if err != nil {
		t.Fatal(err)
	}
	return format.Read(file, Known{Places: testPlaces()})
}

func readAllPlans(t *testing.T, text string) *Batch {
	t.Helper()
	batch, err := readPlans(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func TestALaterReleaseOfTheSameColumnsIsRead(t *testing.T) {
	batch := readAllPlans(t, "\ufeff"+strings.ReplaceAll(strings.ToUpper(plansHeader), ",", " ,")+plansRow("2026", "370", `"1,000",184,18.399999999999999`)+plansRow("2025", "370", "200,c,c"))
	if batch.Release.Name != "EES 2026" || batch.Release.Order != 202600 || batch.Release.Detail != 2 || batch.Format != "dfe-cin-repeat-plans" {
		t.Errorf("release %+v of %s", batch.Release, batch.Format)
	}
	want := []study.Observation{
		{Authority: "370", Indicator: "cpp_repeat", Period: 2025, Value: study.Missing, Numerator: study.Missing, Denominator: 200, Status: study.Suppressed},
		{Authority: "370", Indicator: "cpp_repeat", Period: 2026, Value: 18.4, Numerator: 184, Denominator: 1000, Status: study.Published},
	}
	if len(batch.Observations) != len(want) {
		t.Fatalf("%d observations: %+v", len(batch.Observations), batch.Observations)
	}
	for i, o := range batch.Observations {
		w := want[i]
		if o.Source != "EES-2026:d3_cpps_subsequent_plan_2025_to_2026" || o.Period != w.Period || o.Status != w.Status ||
			!agree(o.Value, w.Value) || !agree(o.Numerator, w.Numerator) || !agree(o.Denominator, w.Denominator) {
			t.Errorf("%+v; want %+v", o, w)
		}
	}
}

func TestARowThatCannotBeReadIsRefusedAndTheOthersAreTaken(t *testing.T) {
	good := plansRow("2025", "370", "10,2,20")
	for _, c := range []struct{ name, row, column, found, expected string }{
		{"unknown symbol", plansRow("2025", "314", "10,?,20"), "CPP_subsequent", "?", "one of the symbols"},
		{"unknown authority", plansRow("2025", "555", "10,2,20"), "old_la_code", "555", "local authority"},
		{"several years", plansRow("2014-16", "314", "10,2,20"), "time_period", "2014-16", "one year"},
		{"a line broken in two", "2025,Reporting year,Local\n", "", "3 cells", "14"},
	} {
		batch := readAllPlans(t, plansHeader+c.row+good)
		if len(batch.Refused) != 1 || len(batch.Observations) != 1 {
			t.Errorf("%s: refused %v, observed %v", c.name, batch.Refused, batch.Observations)
			continue
		}
		r := batch.Refused[0]
		if r.At.Row != 2 || r.At.Column != c.column || !strings.Contains(r.Found, c.found) || !strings.Contains(r.Expected, c.expected) {
			t.Errorf("%s: %v", c.name, r)
		}
	}
}

func TestTwoRowsForOneFigure(t *testing.T) {
	same := readAllPlans(t, plansHeader+plansRow("2025", "370", "10,2,20")+plansRow("2025", "370", "10,2,20"))
	if len(same.Refused) != 0 || len(same.Observations) != 1 {
		t.Errorf("two rows that agree: refused %v, observed %v", same.Refused, same.Observations)
	}
	differing := readAllPlans(t, plansHeader+plansRow("2025", "370", "10,2,20")+plansRow("2025", "314", "10,1,10")+plansRow("2025", "370", "10,3,20"))
	if len(differing.Refused) != 1 || len(differing.Observations) != 1 || differing.Observations[0].Authority != "314" {
		t.Fatalf("two rows that disagree: refused %v, observed %v", differing.Refused, differing.Observations)
	}
	if r := differing.Refused[0]; r.At.Row != 4 || !strings.Contains(r.Expected, "row 2") {
		t.Errorf("it does not name both rows: %v", r)
	}
}

func TestRowsThatAreRightlyLeftOut(t *testing.T) {
	region := "2025,Reporting year,Regional,E92000001,England,E12000003,Yorkshire,,,,plans,10,2,20\n"
	batch := readAllPlans(t, plansHeader+region+plansRow("2024", "909", "10,2,20")+plansRow("2023", "909", "10,2,20")+plansRow("2023", "942", "10,2,20"))
	if batch.Skipped[SkippedArea] != 1 || batch.Skipped[SkippedOutside] != 2 || len(batch.Refused) != 0 {
		t.Errorf("skipped %v, refused %v", batch.Skipped, batch.Refused)
	}
	if len(batch.Observations) != 1 || batch.Observations[0].Authority != "909" || batch.Observations[0].Period != 2023 {
		t.Errorf("observed %v", batch.Observations)
	}
}

func TestAFigureForTwoAuthoritiesIsJoint(t *testing.T) {
	batch := readAllPlans(t, plansHeader+plansRow("2025", "314 / 318", "10,2,20")+plansRow("2024", "314 / 318", "c,c,c"))
	want := []study.Status{study.Suppressed, study.Suppressed, study.Joint, study.Joint}
	for i, o := range batch.Observations {
		if o.Status != want[i] || o.Authority != []string{"314", "318"}[i%2] {
			t.Errorf("%+v; want %s", o, want[i])
		}
	}
	if len(batch.Observations) != len(want) {
		t.Errorf("observed %v", batch.Observations)
	}
}

func TestAFileCutShortIsNotTrusted(t *testing.T) {
	text := plansHeader + plansRow("2025", "370", "10,2,20") + plansRow("2025", "314", "10,2,20")
	if batch, err := readPlans(t, text[:len(text)-30]); err == nil {
		t.Errorf("read %v", batch.Observations)
	}
	if batch, err := readPlans(t, plansHeader); err == nil {
		t.Errorf("a header alone gave %v", batch)
	}
}

func TestOtherColumnsAreNotRecognised(t *testing.T) {
	for _, text := range []string{"a,b\n1,2\n", strings.Replace(plansHeader, "CPP_subsequent_percent", "share", 1) + plansRow("2025", "370", "1,2,3")} {
		if format, err := Recognise(opened(t, text)); err == nil {
			t.Errorf("%q was taken for %s", text, format.Title)
		}
	}
}

func FuzzReadDataset(f *testing.F) {
	f.Add(plansRow("2025", "370", "10,2,20") + plansRow("2025", "314 / 318", "c,x,low"))
	f.Add("\"2025\",,\n,,\"")
	f.Add(plansRow("202425", "909", "1e300,-5,.") + plansRow("2025", "370", "10"))
	f.Fuzz(func(t *testing.T, rows string) {
		file, err := openText(t, plansHeader+rows)
		if err != nil {
			return
		}
		format, err := Recognise(file)
		if err != nil {
			return
		}
		batch, err := format.Read(file, Known{Places: testPlaces()})
		if err != nil {
			return
		}
		for _, o := range batch.Observations {
			if !o.Status.Valid() || o.Value.Known() != o.Status.HasValue() || o.Authority == "" || o.Source == "" || o.Period == 0 {
				t.Fatalf("%q gave %+v", rows, o)
			}
		}
	})
}

func TestCellThatTwoFiguresShareIsRefusedOnce(t *testing.T) {
	var b Batch
	at := table.Position{File: "a.csv", Row: 3, Column: "agency_fte"}
	for range 2 {
		b.refuse(Refusal{At: at, Found: "q", Expected: "a figure"})
	}
	at.Row = 4
	b.refuse(Refusal{At: at, Found: "q", Expected: "a figure"})
	if len(b.Refused) != 2 {
		t.Errorf("%d refusals, want one for each row", len(b.Refused))
	}
}
