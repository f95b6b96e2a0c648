package finding

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

func inspectionPage() site.Page {
	return site.Page{Name: "inspection", Path: "/inspection", Section: "Ranking", Data: inspectionData{}, Load: loadInspection, Heavy: true,
		About: "Whether the measures of the definition go with what inspection said, who is off the pattern, and how judgements have moved.",
		Params: []site.Param{{Name: "framework", About: "The inspection framework.", OneOf: []string{study.ILACS, study.SIF}}, {Name: "judgement", About: "The judgement to compare with.", OneOf: method.Judgements},
			{Name: "timing", About: "Which figures: the newest, or those of so many years after the last before the inspection report; -1 is the year before.", OneOf: workbench.Timings}},
		Examples: []string{"/inspection", "/inspection?judgement=help_protection&timing=0", "/inspection?framework=SIF"}}
}

// inspectionData is what the page shows.
type inspectionData struct {
	*workbench.Inspected
	Headline   string   `json:"headline"`
	Long       string   `json:"all_inspections_words"`
	Found      string   `json:"found_words"`
	Beside     string   `json:"deprivation_words"`
	Panel      []string `json:"panel_words"`
	Agreed     string   `json:"agreement_words"`
	Off        string   `json:"off_pattern_words"`
	Notes      []string `json:"beware"`
	Read       []string `json:"contested_words"`
	frameworks []choice
	judgements []choice
	timings    []choice
}

func (d inspectionData) Frameworks() []choice   { return d.frameworks }
func (d inspectionData) JudgementsOf() []choice { return d.judgements }
func (d inspectionData) AllTogether() string    { return chart.Capital(d.AllInspections()) }
func (d inspectionData) Times() []choice        { return d.timings }

func loadInspection(ctx context.Context, r *site.Request) (*site.View, error) {
	asked := workbench.InspectionChoices{Framework: r.Query.Get("framework"), Judgement: r.Query.Get("judgement"), Timing: r.Query.Get("timing")}
	if asked.Framework == study.SIF && asked.Timing == workbench.Newest {
		asked.Timing = ""
	}
	x, err := r.Bench.Inspect(ctx, r.Definition, asked)
	if err != nil {
		why, ofAsked := r.Bench.Unmade(err)
		if !ofAsked {
			return nil, err
		}
		return nil, &site.BadRequest{What: "This comparison cannot be made: " + why + ".", Do: "Choose another judgement, other years or another framework.",
			Nearest: []site.Link{{Text: "The overall grade and the newest figures", URL: r.URL("/inspection")}}}
	}
	timings := workbench.Timings
	if x.Judged.Framework == study.SIF {
		timings = timings[1:]
	}
	data := inspectionData{Inspected: x, Headline: x.Headline(), Long: x.LongHeadline(), Found: x.FoundWords(), Beside: x.DeprivationWords(), Panel: x.PanelWords(),
		Agreed: x.AgreementWords(), Off: x.OffPatternWords(), Notes: x.Beware(), Read: x.ContestedWords(),
		frameworks: choices([]string{study.ILACS, study.SIF}, x.Judged.Framework, frameworkWords), judgements: choices(method.Judgements, x.Judged.Judgement, method.JudgementWords),
		timings: choices(timings, x.Timing, timingLabel)}
	view := &site.View{Title: data.Headline, Lede: data.Long, Data: data}
	if view.Figures, err = inspectionFigures(x); err != nil {
		return nil, err
	}
	view.Tables = []site.Table{{ID: "off-pattern", Table: x.OffPatternTable()}, {ID: "crossed", Table: x.CrossedTable()}, {ID: "contested", Table: x.ContestedTable()},
		{ID: "deprivation", Table: x.DeprivationTable()}, {ID: "panels", Table: x.PanelTable()}, {ID: "journeys", Table: x.JourneyTable()}}
	return view, nil
}

func frameworkWords(framework string) string {
	if framework == study.SIF {
		return "SIF, 2013 to 2017"
	}
	return "ILACS, since 2018"
}

func timingLabel(timing string) string {
	switch timing {
	case workbench.Newest:
		return "the newest"
	case "0":
		return "last before the report"
	case "-1":
		return "1 year earlier"
	case "1":
		return "1 year later"
	}
	if timing[0] == '-' {
		return fmt.Sprintf("%s years earlier", timing[1:])
	}
	return timing + " years later"
}
