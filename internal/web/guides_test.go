package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// The figures that guides quote are those of the pages that they lead to: each piece of text stands in both.
func TestGuidesQuoteThePages(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	for guide, quoted := range map[string]map[string][]string{
		"guide-analyst.md": {
			"/authority/kingston-upon-hull?b=neighbours":       {"stronger than its neighbours on 2, weaker on 2", "about 0.6 of 11", "3 to 20 of 149", "53 to 115 of 151", "10.6% in 2021-22 to 15.9% in 2024-25"},
			"/measure/cl_eet?show=funnel&a=kingston-upon-hull": {"54.0%"},
			"/compare?a=kingston-upon-hull,leeds":              {"11 measures whose sampling error is known", "89 to 132 of 149", "81 to 118"},
		},
		"guide-everyone.md": {
			"/authority/kingston-upon-hull": {"15.9% (13.4% to 18.7%); England 10.4%; place 147 of 150 (125 to 149)"},
		},
		"guide-inspection.md": {
			"/inspection": {"2 of 14 measures are found to go with the overall grade", "1.55 to 3.02", "1.90 to 3.80", "1.75 to 2.06", "1.12 to 1.63", "1.29 to 1.99", "up to 480", "0.28 (95% interval 0.15 to 0.42)",
				"10 May 2023", "9 authorities are clearly above average", "153 (47%)", "121 (37%)", "50 (15%)"},
			"/ranking": {"42 of 149 authorities"},
		},
		"guide-researcher.md": {
			"/define":             {"0.83"},
			"/define/stress":      {"1 authority is in the best quarter", "10,000", "1,544 (14%)", "57% (95% interval 49% to 65%)"},
			"/define/bounds":      {"122 of 149 authorities"},
			"/sample":             {"28 qualify as stronger and 25 as weaker"},
			"/consistency":        {"in at least 4 of 5 years", "19%"},
			"/consistency?a=hull": {"2021 to 2025"},
		},
	} {
		text, err := os.ReadFile(filepath.Join(testkit.Root(), "docs", guide))
		if err != nil {
			t.Fatal(err)
		}
		told := strings.Join(strings.Fields(strings.NewReplacer("*", "", "_", "").Replace(string(text))), " ")
		for path, pieces := range quoted {
			answer := v.Get(t, path)
			for _, piece := range pieces {
				if !strings.Contains(answer.Words(), piece) {
					t.Errorf("%s does not say %q", path, piece)
				}
				if !strings.Contains(told, piece) {
					t.Errorf("%s does not say %q, as %s does", guide, piece, path)
				}
			}
		}
	}
}
