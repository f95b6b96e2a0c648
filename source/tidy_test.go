package source

import (
	"strconv"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
	"goodmeasure/table"
)

func TestTidyReadsTheFactsThemselves(t *testing.T) {
	facts := checkedFacts(t)
	file, err := table.Open(testkit.Shared(t, "data", "facts", "observations.csv"), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	format, err := Recognise(file)
	if err != nil || format.ID != "tidy" {
		t.Fatal(format.ID, err)
	}
	batch, err := format.Read(file, facts.known)
	if err != nil || len(batch.Observations) != len(facts.observations) || len(batch.Refused) > 0 || len(batch.Indicators) > 0 {
		t.Fatalf("%d of %d read, refused %v, skipped %v: %v", len(batch.Observations), len(facts.observations), batch.Refused, batch.Skipped, err)
	}
	for i, got := range batch.Observations {
		if want := facts.observations[i]; !sameFigure(got, want) || got.Source != want.Source {
			t.Fatalf("read %+v, want %+v", got, want)
		}
	}
}

func sameFigure(a, b study.Observation) bool {
	return a.Authority == b.Authority && a.Indicator == b.Indicator && a.Period == b.Period && a.Status == b.Status &&
		a.Value.String() == b.Value.String() && a.Numerator.String() == b.Numerator.String() && a.Denominator.String() == b.Denominator.String()
}

func TestTidyRows(t *testing.T) {
	const header = "authority,indicator,period,value,numerator,denominator,status,kind,direction,period_type,name\n"
	for _, c := range []struct{ name, rows, read, refused string }{
		{"a code", "370,cin_rate,2025,12.5,,,,,,,", "370 cin_rate 2025 12.5 ok", ""},
		{"an ONS code", "E08000038,cin_rate,2024-25,12.5,,,,,,,", "370 cin_rate 2025 12.5 ok", ""},
		{"a name", "Barnsley Council,cin_rate,2025,12.5,,,,,,,", "370 cin_rate 2025 12.5 ok", ""},
		{"a symbol", "370,cin_rate,2025,c,,,,,,,", "370 cin_rate 2025  suppressed", ""},
		{"nothing", "370,cin_rate,2025,,,,,,,,", "370 cin_rate 2025  missing", ""},
		{"a status", "370,cin_rate,2025,,,,low_reliability,,,,", "370 cin_rate 2025  low_reliability", ""},
		{"ended", "909,cin_rate,2025,1,,,,,,,", "", ""},
		{"an own indicator", "370,smiles,2025,1,3,4,,proportion,higher,fy,Smiling", "370 smiles 2025 1 ok", ""},
		{"a figure that is none", "370,cin_rate,2025,\"1,23\",,,,,,,", "", `row 2, column "value": found "1,23"`},
		{"a negative count", "370,cin_rate,2025,1,-1,,,,,,", "", `column "numerator"`},
		{"a status without its value", "370,cin_rate,2025,,,,ok,,,,", "", `column "value"`},
		{"a value without its status", "370,cin_rate,2025,1,,,suppressed,,,,", "", `column "value": found "1"`},
		{"no such status", "370,cin_rate,2025,1,,,fine,,,,", "", `column "status"`},
		{"no such place", "Atlantis,cin_rate,2025,1,,,,,,,", "", `column "authority"`},
		{"a part of a name", "Kingston,cin_rate,2025,1,,,,,,,", "", `column "authority"`},
		{"several years", "370,cin_rate,2023-25,1,,,,,,,", "", `column "period"`},
		{"no kind", "370,smiles,2025,1,,,,,higher,fy,", "", `column "kind"`},
		{"no direction", "370,smiles,2025,1,,,,mean,up,fy,", "", `column "direction"`},
		{"no kind of year", "370,smiles,2025,1,,,,mean,higher,,", "", `column "period_type"`},
		{"no name for a file", "370,../smiles,2025,1,,,,mean,higher,fy,", "", `column "indicator"`},
		{"twice", "370,cin_rate,2025,1,,,,,,,\nBarnsley,cin_rate,2024-25,1,,,,,,,", "370 cin_rate 2025 1 ok", "row 2 has these already"},
		{"defined twice", "370,smiles,2025,1,,,,mean,higher,fy,\n314,smiles,2025,1,,,,mean,lower,,", "370 smiles 2025 1 ok", `row 3, column "direction"`},
		{"a short row", "370,cin_rate", "", "row 2"},
	} {
		batch, err := readText(t, testKnown(), "smiles.csv", header+c.rows+"\n")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var read []string
		for _, o := range batch.Observations {
			read = append(read, strings.Join([]string{o.Authority, o.Indicator, strconv.Itoa(int(o.Period)), o.Value.String(), string(o.Status)}, " "))
		}
		if got := strings.Join(read, "; "); got != c.read {
			t.Errorf("%s: read %q, want %q; refused %v", c.name, got, c.read, batch.Refused)
		}
		if (c.refused == "") != (len(batch.Refused) == 0) || c.refused != "" && !strings.Contains(batch.Refused[0].Error(), c.refused) {
			t.Errorf("%s: refused %v, want %s", c.name, batch.Refused, c.refused)
		}
	}
}

func TestTidySaysWhichShortNamesItRead(t *testing.T) {
	batch, err := readText(t, testKnown(), "x.csv", "authority,indicator,period,value\nHull,cin_rate,2024,1\nHull,cin_rate,2025,2\n370,cin_rate,2025,3\nBarnsly,cin_rate,2025,4\nBarnsly,cin_rate,2024,4\n")
	if err != nil || len(batch.Observations) != 3 || batch.Observations[0].Authority != "810" || batch.Observations[1].Authority != "810" {
		t.Fatalf("%+v, %v", batch, err)
	}
	if len(batch.Notes) != 1 || batch.Notes[0] != `"Hull" is read as Kingston upon Hull, City of (810)` {
		t.Errorf("notes %q", batch.Notes)
	}
	if len(batch.Refused) != 2 || batch.Refused[1].At.Row != 6 || !strings.Contains(batch.Refused[1].Expected, "nearest is Barnsley (370)") {
		t.Errorf("refused %v", batch.Refused)
	}
}

func TestTidyDefinesAnOwnIndicator(t *testing.T) {
	batch, err := readText(t, testKnown(), "smiles.csv", "Authority,Indicator,Period,Value,Numerator,Denominator,Name,Unit,Kind,Direction,Domain,Period_type,Denominator_text,Source\n"+
		"370,smiles,2025,75,3,4,Children who smile,percent,Proportion,higher,Outcome,FY,children asked,survey\n314,smiles,2023,50,,,,,,,,,,\n")
	if err != nil || len(batch.Refused) > 0 {
		t.Fatal(err, batch.Refused)
	}
	own := batch.Indicators
	if len(own) != 1 || own[0].Name != "Children who smile" || own[0].Kind != study.Proportion || own[0].Direction != study.HigherIsBetter ||
		own[0].PeriodType != study.FinancialYear || own[0].FirstPeriod != 2023 || own[0].LastPeriod != 2025 || own[0].Denominator != "children asked" {
		t.Errorf("%+v", own)
	}
	if batch.Observations[0].Source != "survey" || batch.Observations[1].Source != "smiles" || batch.Release != (Release{"smiles", 202500, DetailOfEach}) {
		t.Errorf("%+v %+v", batch.Observations, batch.Release)
	}
}

func TestTidyRefusesADoubledColumn(t *testing.T) {
	if _, err := readText(t, testKnown(), "x.csv", "authority,indicator,period,value,value\n370,cin_rate,2025,1,2\n"); err == nil {
		t.Error("two columns of values were taken")
	}
}

func FuzzTidy(f *testing.F) {
	f.Add("authority,indicator,period,value,kind,direction,period_type,status\n370,smiles,2025,1,mean,higher,fy,ok\n370,cin_rate,2024-25,c,,,,\n")
	fuzzRead(f, readTidy)
}
