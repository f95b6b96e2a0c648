package source

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/study"
)

const absenceTable = `Back to index
Table LA6:  Absence1 from school of children who have been looked after continuously for at least twelve months2
Years: 2013 - 2014
,,,2013,,,2014,,
,,,Number of looked after children matched to absence data5,Percentage of sessions missed due to6:,Percentage of looked after children classed as persistent absentees7,Number of looked after children matched to absence data5,Percentage of sessions missed due to6:,Percentage of looked after children classed as persistent absentees7
,,,,Overall absence,,,Overall absence,
,,ENGLAND,"26,970",4.4,5.0,"27,730",3.9,4.7
,,NORTH EAST,"1,700",3.6,3.6,"1,790",3.2,2.7
E08000038,370,Barnsley,80,3.0,x,x,4.8000000000000007,.
,,
x = number less than or equal to 5
`

func TestAPrintedTableIsReadByItsHeadings(t *testing.T) {
	batch := readAllPlans(t, absenceTable)
	missing := study.Missing
	want := []study.Observation{
		{Indicator: "cla_absence", Period: 2013, Value: 3, Denominator: 80, Status: study.Published},
		{Indicator: "cla_absence", Period: 2014, Value: 4.8, Denominator: missing, Status: study.Published},
		{Indicator: "cla_persistent_absence_15", Period: 2013, Value: missing, Denominator: 80, Status: study.Suppressed},
		{Indicator: "cla_persistent_absence_15", Period: 2014, Value: missing, Denominator: missing, Status: study.NotApplicable},
	}
	if len(batch.Observations) != len(want) || len(batch.Refused) != 0 || batch.Skipped[SkippedArea] != 1 {
		t.Fatalf("observed %v, refused %v, skipped %v", batch.Observations, batch.Refused, batch.Skipped)
	}
	for i, w := range want {
		o := batch.Observations[i]
		if o.Authority != "370" || o.Indicator != w.Indicator || o.Period != w.Period || o.Status != w.Status || o.Numerator.Known() ||
			!agree(o.Value, w.Value) || !agree(o.Denominator, w.Denominator) || o.Source != "SFR:SFR11_2016" {
			t.Errorf("%+v; want %+v", o, w)
		}
	}
}

func TestAPrintedTableThatLacksSomethingIsNotTrusted(t *testing.T) {
	barnsley := "E08000038,370,Barnsley,80,3.0,x,x,4.8000000000000007,.\n"
	for name, text := range map[string]string{
		"no heading":    strings.ReplaceAll(absenceTable, "Overall absence", "Everything"),
		"no year":       strings.Replace(absenceTable, "2014,,\n", "later,,\n", 1),
		"no authority":  strings.Replace(absenceTable, barnsley, "", 1),
		"no table head": strings.SplitAfter(absenceTable, "twelve months2\n")[0],
	} {
		if batch, err := readPlans(t, text); err == nil {
			t.Errorf("%s: observed %v", name, batch.Observations)
		}
	}
	doubled := readAllPlans(t, strings.Replace(absenceTable, barnsley, barnsley+barnsley, 1))
	if len(doubled.Refused) != 1 || !strings.Contains(doubled.Refused[0].Expected, "row 9") {
		t.Errorf("a second row for an authority: %v", doubled.Refused)
	}
}

func TestFiguresThatAreWorkedOut(t *testing.T) {
	known := func(n study.Number) readCell { return readCell{number: n, status: study.Published} }
	hidden := readCell{number: study.Missing, status: study.Suppressed}
	whole := wholeOutOf("cla_substance", "n", "d")
	leavers := figure{whole: true, numerator: []cell{{}}, denominator: []cell{{}}, less: []cell{{}, {}}}
	for _, c := range []struct {
		name   string
		figure figure
		cells  []readCell
		value  study.Number
		status study.Status
		whole  bool
	}{
		{"to one decimal", outOf("", "n", "d"), []readCell{known(1), known(3)}, 33.3, study.Published, true},
		{"a half to the even digit", outOf("", "n", "d"), []readCell{known(6), known(96)}, 6.2, study.Published, true},
		{"a half up to a whole percentage", whole, []readCell{known(17), known(200)}, 9, study.Published, true},
		{"a hidden count", whole, []readCell{hidden, known(200)}, study.Missing, study.Suppressed, true},
		{"none of a hidden number", whole, []readCell{known(0), hidden}, study.Missing, study.Unexplained, true},
		{"of nobody", whole, []readCell{known(0), known(0)}, study.Missing, study.NoDenominator, true},
		{"a doubtful nothing", whole.doubting(zeroCount), []readCell{known(0), known(50)}, study.Missing, study.DoubtfulZero, true},
		{"leaving some out", leavers, []readCell{known(24), known(40), known(6), known(4)}, 80, study.Published, true},
		{"leaving a hidden number out", leavers, []readCell{known(24), known(40), hidden, known(4)}, 0, "", false},
	} {
		got, complete := c.figure.observe(slices.Clone(c.cells))
		if complete != c.whole || complete && (!agree(got.Value, c.value) || got.Status != c.status) {
			t.Errorf("%s: %v %s %t; want %v %s %t", c.name, got.Value, got.Status, complete, c.value, c.status, c.whole)
		}
	}
}

func FuzzReadPrinted(f *testing.F) {
	f.Add(absenceTable)
	f.Add(strings.ReplaceAll(absenceTable, ",", ";"))
	f.Add("Table LA6: absence from school of children who have been looked after continuously for at least twelve months\n,,,2013\n,370")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := openText(t, "Table LA6: Absence from school of children who have been looked after continuously for at least twelve months\n"+text)
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
			if !o.Status.Valid() || o.Value.Known() != o.Status.HasValue() || o.Authority == "" || o.Period == 0 {
				t.Fatalf("%q gave %+v", text, o)
			}
		}
	})
}
