package source

import (
	"strings"
	"testing"

	"goodmeasure/study"
)

func TestContextFilesAreKnownAndGiveNothing(t *testing.T) {
	known := checkedFacts(t).known
	for _, c := range [][3]string{
		{"d2i", "Provider_data_lookup.csv", "d2i-providers"},
		{"mhclg", "RO3_LA_Data_2024-25_data_by_LA.ods", "mhclg-outturn"},
		{"mhclg", "imd2015_england_ltla21.csv", "mhclg-deprivation"},
		{"mhclg", "imd2019_england_ltla23.csv", "mhclg-deprivation"},
		{"mhclg", "imd2025_england_ltla24.csv", "mhclg-deprivation"},
		{"ons", "LTLA-UTLA_Apr23_Lookup_England-Wales.csv", "ons-districts"},
		{"dfe-lait", "la_code_list.xlsx", "dfe-lait-areas"},
		{"dfe-lait", "lait_data_dictionary.csv", "dfe-lait-dictionary"},
	} {
		batch := readRaw(t, known, c[0], c[1])
		if batch.Format != c[2] || len(batch.Notes) == 0 || len(batch.Refused) > 0 || len(batch.Observations)+len(batch.Inspections)+len(batch.Neighbours) > 0 {
			t.Errorf("%s: %+v", c[1], batch)
		}
	}
}

func TestLAITDictionaryTellsWhereItDiffers(t *testing.T) {
	known := Known{Places: testPlaces(), Indicators: []study.Indicator{{ID: "cin_rate", Direction: study.NoDirection}, {ID: "cpp_repeat", Direction: study.LowerIsBetter}}}
	batch, err := readText(t, known, "x.csv", "Measure_code,Measure,Measure_short,Polarity,Year_Type\n1,Children in need,CIN,Low,Financial Year\n2,Repeat plans,PrevRegCPR,Low,Financial Year\n")
	if err != nil {
		t.Fatal(err)
	}
	notes := strings.Join(batch.Notes, "\n")
	if !strings.Contains(notes, `"CIN"`) || strings.Contains(notes, "PrevRegCPR") || !strings.Contains(notes, `does not have "ReReferral"`) {
		t.Error(notes)
	}
}

func TestLAITAreasNamesUnknownCodes(t *testing.T) {
	batch, err := readText(t, testKnown(), "x.csv", "LA Number,LA Name,Region,Type\n370,Barnsley,North,MD\n371,Doncaster,North,MD\n970,England,NA,NA\n")
	if err != nil || len(batch.Refused) != 1 || batch.Refused[0].Found != "371" || batch.Refused[0].At.Row != 3 || batch.Skipped[SkippedArea] != 1 {
		t.Errorf("%+v %v", batch, err)
	}
}

func TestEveryFormatSaysWhatItIs(t *testing.T) {
	seen := map[string]bool{}
	for _, format := range Formats() {
		if seen[format.ID] || format.ID == "" || format.Title == "" || format.Describe == "" || format.Recognise == nil || format.Read == nil {
			t.Errorf("%+v", format)
		}
		seen[format.ID] = true
	}
}
