package source

import (
	"strings"
	"testing"

	"goodmeasure/study"
)

type inspectionKey struct{ authority, framework, kind, published string }

func factInspections(t testing.TB) []study.Inspection {
	t.Helper()
	grade := func(text string) study.Grade {
		grade, err := study.ParseGrade(text)
		if err != nil {
			t.Fatal(err)
		}
		return grade
	}
	var inspections []study.Inspection
	for _, row := range factRows(t, "judgements.csv") {
		inspection := study.Inspection{Authority: row["authority"], Framework: row["framework"], Kind: row["kind"],
			Overall: grade(row["overall"]), Leaders: grade(row["leaders"]), HelpProtection: grade(row["help_protection"]),
			Care: grade(row["care"]), CareLeavers: grade(row["care_leavers"]), Adoption: grade(row["adoption"]),
			LSCB: grade(row["lscb"]), Source: row["source"], Status: row["status"]}
		inspection.Start, _ = study.ParseDate(row["inspection_start"])
		inspection.End, _ = study.ParseDate(row["inspection_end"])
		inspection.Published, _ = study.ParseDate(row["published"])
		inspections = append(inspections, inspection)
	}
	for _, row := range factRows(t, "judgements_before_sif.csv") {
		inspection := study.Inspection{Authority: row["authority"], Framework: row["framework"], Kind: row["kind"],
			HelpProtection: grade(row["safeguarding"]), Care: grade(row["looked_after"]), Source: "ofsted_history_2009_2023", Status: study.EarlierScale}
		inspection.Published, _ = study.ParseDate(row["published"])
		inspections = append(inspections, inspection)
	}
	return inspections
}

// ofstedDifference names what is known to be wrong in a workbook, and was corrected in the facts from the reports.
func ofstedDifference(i study.Inspection) string {
	switch at := i.Authority + " " + i.Published.String(); {
	case at == "860 2024-01-12" && i.Source == "ofsted_outcomes_2024":
		return "Staffordshire's care leavers grade, corrected in the next workbook"
	case at == "892 2022-11-05" && i.Source != "ofsted_outcomes_2025":
		return "Nottingham's report is of 5 September 2022, not 5 November"
	case at == "315 2022-05-09" && i.Source != "ofsted_outcomes_2025":
		return "Merton's inspection was a short one"
	case at == "420 2023-08-25" && i.Source == "ofsted_outcomes_2024":
		return "the Isles of Scilly's inspection began a day later in the next workbook and in the report"
	}
	return ""
}

func TestOfstedAgreesWithFacts(t *testing.T) {
	known := checkedFacts(t).known
	for _, c := range []struct {
		file, source     string
		read, attributed int
		differ           int
	}{
		{"LA_Inspection_Outcomes_as_at_31_March_2025.ods", "ofsted_outcomes_2025", 271, 271, 0},
		{"LA_Inspection_Outcomes_as_at_March_2024.ods", "ofsted_outcomes_2024", 219, 0, 4},
		{"Childrens_social_care_in_England_2023_underlying_data.ods", "ofsted_history_2009_2023", 569, 173 + 219, 2},
	} {
		facts := map[inspectionKey]study.Inspection{}
		attributed := 0
		for _, i := range factInspections(t) {
			facts[inspectionKey{i.Authority, i.Framework, i.Kind, i.Published.String()}] = i
			if i.Source == c.source {
				attributed++
			}
		}
		batch := readRaw(t, known, "ofsted", c.file)
		if len(batch.Inspections) != c.read || attributed != c.attributed || len(batch.Refused) > 0 {
			t.Errorf("%s: %d inspections, %d attributed to it, refused %v", c.file, len(batch.Inspections), attributed, batch.Refused)
		}
		agreeing, differing := 0, 0
		for _, got := range batch.Inspections {
			want := facts[inspectionKey{got.Authority, got.Framework, got.Kind, got.Published.String()}]
			if got.Source == want.Source {
				attributed--
			}
			if got.Source != c.source {
				t.Errorf("%s: source %q", c.file, got.Source)
			}
			if got.Start.IsZero() {
				got.Start = want.Start // another workbook, or the report, has it
			}
			reason := ofstedDifference(got)
			got.Source, got.Check, got.End = want.Source, want.Check, want.End
			switch {
			case got == want:
				agreeing++
			case reason != "":
				differing++
			default:
				t.Errorf("%s: read %+v, want %+v", c.file, got, want)
			}
		}
		if attributed != 0 || differing != c.differ {
			t.Errorf("%s: %d facts were not read, %d differ", c.file, attributed, differing)
		}
		t.Logf("%s: %s, order %d: %d agree, %d differ as known", c.file, batch.Release.Name, batch.Release.Order, agreeing, differing)
	}
}

const ofstedHeader = "Web link,Local authority area code,Local authority name,Ofsted region,Inspection date,Publication date,Inspection type," +
	"Overall effectiveness,The impact of leaders on social work practice,The experiences and progress of children who need help and protection," +
	"The experiences and progress of children in care,The experiences and progress of care leavers\n"

func TestOfstedRules(t *testing.T) {
	for _, c := range []struct{ name, row, read, skipped, refused string }{
		{"a short inspection", "x,E08000016,Barnsley,North,11/09/2023,27/10/2023,ILACS Short Inspection,Good,Good,Requires improvement to be good,Outstanding,Inadequate",
			"370 ILACS short 2023-09-11 2023-10-27 good good requires_improvement outstanding inadequate graded", "", ""},
		{"a code from a boundary change", "x,E08000038,Barnsley,North,2023-09-11,2023-10-27,ILACS Standard Inspection,Good,Good,Good,Good,",
			"370 ILACS standard 2023-09-11 2023-10-27 good good good good  graded", "", ""},
		{"no overall grade any more", "x,E08000016,Barnsley,North,27/04/2026,17/06/2026,ILACS Short Inspection,,Good,Good,Good,Good",
			"370 ILACS short 2026-04-27 2026-06-17  good good good good overall_grade_not_given", "", ""},
		{"no overall grade too early", "x,E08000016,Barnsley,North,27/04/2024,17/06/2024,ILACS Short Inspection,,Good,Good,Good,Good", "", "", `column "Overall effectiveness"`},
		{"a visit", "x,E08000016,Barnsley,North,27/04/2024,17/06/2024,ILACS Focused Visit,,,,,", "", SkippedVisit, ""},
		{"nothing yet", "x,E08000016,Barnsley,North,,,,,,,,", "", SkippedNoInspection, ""},
		{"no such grade", "x,E08000016,Barnsley,North,27/04/2024,17/06/2024,ILACS Short Inspection,Goodish,Good,Good,Good,Good", "", "", `found "Goodish"`},
		{"no such date", "x,E08000016,Barnsley,North,27/04/2024,31/06/2024,ILACS Short Inspection,Good,Good,Good,Good,Good", "", "", `column "Publication date"`},
		{"no such kind", "x,E08000016,Barnsley,North,27/04/2024,30/06/2024,ILACS Long Inspection,Good,Good,Good,Good,Good", "", "", `column "Inspection type"`},
		{"no such place", "x,E08999999,Nowhere,North,27/04/2024,30/06/2024,ILACS Short Inspection,Good,Good,Good,Good,Good", "", "", `found "Nowhere"`},
	} {
		batch, err := readText(t, testKnown(), "x.csv", "Inspections as at 31 March 2024\n\n"+ofstedHeader+c.row+"\n")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		read := ""
		for _, i := range batch.Inspections {
			read += strings.Join([]string{i.Authority, i.Framework, i.Kind, i.Start.String(), i.Published.String(), i.Overall.ID(), i.Leaders.ID(),
				i.HelpProtection.ID(), i.Care.ID(), i.CareLeavers.ID(), i.Status}, " ")
		}
		if read != c.read || (c.skipped != "") != (len(batch.Skipped) > 0) || batch.Skipped[c.skipped] != len(batch.Skipped) {
			t.Errorf("%s: read %q, skipped %v", c.name, read, batch.Skipped)
		}
		if (c.refused == "") != (len(batch.Refused) == 0) || c.refused != "" && !strings.Contains(batch.Refused[0].Error(), c.refused) {
			t.Errorf("%s: refused %v, want %s", c.name, batch.Refused, c.refused)
		}
		if batch.Release.Name != "Ofsted at 31 March 2024" || batch.Release.Order != 202403 {
			t.Errorf("%+v", batch.Release)
		}
	}
}

func TestNamePassedOnToSuccessor(t *testing.T) {
	ended, begun := study.DateOf(2019, 3, 31), study.DateOf(2019, 4, 1)
	places := study.NewGazetteer([]study.Authority{
		{Code: "835", Name: "Dorset", ValidTo: ended, Successors: []string{"838"}},
		{Code: "837", Name: "Bournemouth", ValidTo: ended, Successors: []string{"839"}},
		{Code: "838", Name: "Dorset", ValidFrom: begun, Predecessors: []string{"835"}},
		{Code: "839", Name: "Bournemouth, Christchurch and Poole", ValidFrom: begun, Predecessors: []string{"837"}},
	})
	for _, c := range []struct {
		name string
		year int
		want string
	}{{"Dorset", 2016, "835"}, {"Dorset", 2021, "838"}, {"Bournemouth", 2014, "837"}, {"Bournemouth, Christchurch & Poole", 2014, "839"}} {
		got, err := placeAtTheTime(places, Place{Name: c.name}, study.DateOf(c.year, 6, 1))
		if err != nil || got.Code != c.want {
			t.Errorf("%s %d: %v %v", c.name, c.year, got.Code, err)
		}
	}
}

func TestParseDay(t *testing.T) {
	for text, want := range map[string]string{"2025-03-31": "2025-03-31", "2025-03-31T00:00:00": "2025-03-31", "31/03/2025": "2025-03-31",
		"05/08/25": "2025-08-05", "31 March 2025": "2025-03-31", " 06 July 2023 ": "2023-07-06", "": ""} {
		if got, err := ParseDay(text); err != nil || got.String() != want {
			t.Errorf("%q: %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"31/13/2025", "2025", "30/02/2025", "soon", "1/2"} {
		if got, err := ParseDay(text); err == nil {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func FuzzOfsted(f *testing.F) {
	f.Add("Inspections as at 31 March 2024\n" + ofstedHeader + "x,E08000016,Barnsley,North,11/09/2023,27/10/2023,ILACS Short Inspection,Good,Good,Good,Good,Good\n")
	f.Add("Local authority name,SLAC Inspection publication date,SLAC Safeguarding OE,First SIF publication date,First SIF OE,LSCB OE,First ILACS publication date,First ILACS inspection type\n" +
		"Barnsley,2012-01-01,Good,2014-01-01,Good,Good,2019-01-01,ILACS Standard Inspection\n")
	fuzzRead(f, readOfsted)
}

func FuzzParseDay(f *testing.F) {
	for _, text := range []string{"2025-03-31T00:00:00", "31/03/25", "6 July 2023", "nan"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		day, err := ParseDay(text)
		if err != nil {
			return
		}
		if again, err := ParseDay(day.String()); err != nil || again != day {
			t.Fatalf("%q gave %s, which gives %s, %v", text, day, again, err)
		}
	})
}
