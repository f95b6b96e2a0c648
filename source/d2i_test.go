package source

import (
	"strings"
	"testing"

	"goodmeasure/study"
)

func TestD2IAgreesWithFacts(t *testing.T) {
	known := checkedFacts(t).known
	facts := map[string]study.Inspection{}
	attributed := 0
	for _, i := range factInspections(t) {
		facts[i.Authority+" "+i.Published.String()] = i
		if i.Source == "d2i_overview_2026" {
			attributed++
		}
	}
	batch := readRaw(t, known, "d2i", "ofsted_csc_ilacs_overview.xlsx")
	if len(batch.Inspections) != 153 || len(batch.Refused) > 0 || batch.Release.Order != 202606 || attributed != 44 {
		t.Errorf("%+v: %d inspections, refused %v", batch.Release, len(batch.Inspections), batch.Refused)
	}
	agreeing, differing, read := 0, 0, 0
	for _, got := range batch.Inspections {
		want := facts[got.Authority+" "+got.Published.String()]
		if got.Source == want.Source {
			read++
		}
		if got.Kind == "" {
			got.Kind, got.Start, got.End = want.Kind, want.Start, want.End // Ofsted's table has them
		}
		got.Source, got.Check = want.Source, want.Check
		if got.End.IsZero() || want.End.IsZero() {
			got.End = want.End
		}
		switch {
		case got == want:
			agreeing++
		case got.Authority == "342":
			differing++ // three of St Helens's grades of 2023 are not those of its report
		default:
			t.Errorf("read %+v, want %+v", got, want)
		}
	}
	if agreeing != 152 || differing != 1 || read != attributed {
		t.Errorf("%d agree, %d differ, %d of %d attributed were read", agreeing, differing, read, attributed)
	}
}

func TestD2IRules(t *testing.T) {
	header := "la_code,local_authority,overall_effectiveness_grade,inspection_framework,inspection_start_date,inspection_end_date,publication_date," +
		"impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_grade\n"
	for _, c := range []struct{ name, row, read, refused string }{
		{"two date styles", "370,barnsley,good,short,11/09/2023,15/09/2023,27/10/23,good,requires improvement,good,good",
			"370 short 2023-09-11 2023-10-27 good good requires_improvement good good graded", ""},
		{"care leavers before 2023", "370,barnsley,inadequate,None,,,05/09/22,good,good,good,inadequate", "370   2022-09-05 inadequate good good good  graded", ""},
		{"says so itself", "370,barnsley,good,standard,,,05/09/22,good,good,good,inspection_pre_dates_judgement", "370 standard  2022-09-05 good good good good  graded", ""},
		{"no overall", "370,barnsley,nan,short,27/04/2026,01/05/2026,17/06/26,good,good,good,good", "370 short 2026-04-27 2026-06-17  good good good good overall_grade_not_given", ""},
		{"no overall too early", "370,barnsley,nan,short,27/04/2025,01/05/2025,17/06/25,good,good,good,good", "", `column "overall_effectiveness_grade"`},
		{"nowhere", "999,barnsley,good,short,27/04/2025,01/05/2025,17/06/25,good,good,good,good", "", `column "la_code"`},
		{"month first", "370,barnsley,good,short,27/04/2025,01/05/2025,06/17/25,good,good,good,good", "", `column "publication_date"`},
		{"no publication", "370,barnsley,good,short,27/04/2025,01/05/2025,,good,good,good,good", "", `column "publication_date"`},
		{"no such grade", "370,barnsley,good,short,27/04/2025,01/05/2025,01/06/25,fine,good,good,good", "", `found "fine"`},
	} {
		batch, err := readText(t, testKnown(), "x.csv", header+c.row+"\n")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		read := ""
		for _, i := range batch.Inspections {
			read += strings.Join([]string{i.Authority, i.Kind, i.Start.String(), i.Published.String(), i.Overall.ID(), i.Leaders.ID(),
				i.HelpProtection.ID(), i.Care.ID(), i.CareLeavers.ID(), i.Status}, " ")
		}
		if read != c.read || (c.refused == "") != (len(batch.Refused) == 0) || c.refused != "" && !strings.Contains(batch.Refused[0].Error(), c.refused) {
			t.Errorf("%s: read %q, refused %v", c.name, read, batch.Refused)
		}
	}
}

func FuzzD2I(f *testing.F) {
	f.Add("la_code,local_authority,overall_effectiveness_grade,inspection_framework,inspection_start_date,inspection_end_date,publication_date," +
		"impact_of_leaders_grade,help_and_protection_grade,in_care_grade,care_leavers_grade\n" +
		"370,barnsley,nan,short,27/04/2026,01/05/2026,17/06/26,good,good,good,inspection_pre_dates_judgement\n")
	fuzzRead(f, readD2I)
}
