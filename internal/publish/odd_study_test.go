package publish

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

func written(t *testing.T, edition *study.Edition, setup string, indicators ...string) (folder, report string) {
	t.Helper()
	c, err := method.SetUp(setup, edition)
	if err != nil {
		t.Fatal(err)
	}
	if len(indicators) > 0 {
		if err := c.Choose(edition, indicators); err != nil {
			t.Fatal(err)
		}
	}
	c.Draws = 100
	r, err := method.Run(context.Background(), edition, c)
	if err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	if _, err := WriteStudy(folder, r); err != nil {
		t.Fatal(err)
	}
	var summary bytes.Buffer
	if err := StudySummary(&summary, r); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	for what, said := range map[string]string{"report": string(text), "summary": summary.String()} {
		for _, wrong := range []string{"NaN", "%!", "0 of the 0", "0 of 0", "1 measures", "ZgotmplZ"} {
			if at := strings.Index(said, wrong); at >= 0 {
				t.Errorf("%s of %v: %q", what, indicators, said[max(0, at-60):min(len(said), at+60)])
			}
		}
	}
	return folder, string(text)
}

func embedded(t *testing.T) *study.Edition {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return edition
}

func TestReportsOfFewMeasures(t *testing.T) {
	for _, indicators := range [][]string{{"sw_agency"}, {"sw_agency", "cl_eet"}, {"cla_home_planned"}, {"cla_home_planned:lower"}} {
		written(t, embedded(t), method.Latest, indicators...)
	}
}

func TestReportOfAContestedMeasureInBothReadings(t *testing.T) {
	_, report := written(t, embedded(t), method.Latest, "core", "cla_home_planned")
	for _, words := range []string{"2 of 15 measures are found to go", "(read as higher is better)", "(read as lower is better)"} {
		if !strings.Contains(report, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
}

func TestReportWithoutPanels(t *testing.T) {
	_, report := written(t, embedded(t), method.Study15)
	if strings.Contains(report, "every inspection since 2013") || strings.Contains(report, "random-intercept ordinal regression") {
		t.Error("the report speaks of a model of all inspections, of which each is its authority's only one")
	}
}

func TestTheBandOfTheChartIsThatOfCorrectedTests(t *testing.T) {
	r := result(t)
	figure, err := associationFigure(r)
	if err != nil {
		t.Fatal(err)
	}
	column := slices.IndexFunc(figure.Table.Columns, func(c chart.Column) bool { return c.Name == "Detectable odds ratio" })
	for at, a := range r.Associations {
		if got := figure.Table.Rows[at][column].Value; got != a.DetectableCorrected || got <= a.DetectableOR {
			t.Errorf("%s: the band ends at %v, want %v", a.Indicator, got, a.DetectableCorrected)
		}
	}
}

func TestHostileNamesAreInert(t *testing.T) {
	edition := embedded(t)
	authorities := slices.Clone(edition.Authorities)
	for at := range authorities {
		authorities[at].Name = []string{`=HYPERLINK("http://x")`, `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "@SUM(A1:A9),\n+1"}[at%4] + authorities[at].Code
	}
	indicators := slices.Clone(edition.Indicators)
	for at := range indicators {
		indicators[at].Name = "</title><b onclick=x>" + indicators[at].ID
	}
	hostile := *edition
	hostile.Authorities, hostile.Indicators, hostile.Name = authorities, indicators, `</style><script>`
	folder, report := written(t, &hostile, method.Latest)
	for _, wrong := range []string{"<script", "<img", "<b onclick", "</title><b"} {
		if strings.Contains(report, wrong) {
			t.Errorf("the report holds %q", wrong)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=@+\t\r", rune(cell[0])) {
					t.Errorf("%s: the cell %q would be taken for a formula", filepath.Base(file), cell)
				}
			}
		}
	}
	pictures, err := filepath.Glob(filepath.Join(folder, "*.svg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, picture := range pictures {
		if text, err := os.ReadFile(picture); err != nil || bytes.Contains(text, []byte("<script")) || bytes.Contains(text, []byte("<img")) {
			t.Errorf("%s lets a name in as markup (%v)", filepath.Base(picture), err)
		}
	}
}
