package publish

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// The sizes beyond which the report and the summary show some rows only; the files have all.
const (
	mostReportUnits  = 400
	mostSummaryUnits = 8
)

// IndexFinding is the finding of an index in a sentence: who stands high or low for sure, or who comes first.
func IndexFinding(x *method.Index) string {
	ranked := rankedOf(x)
	switch {
	case len(ranked) == 0:
		return "No unit has a score."
	case x.Draws == 0:
		return fmt.Sprintf("%s, from %s down to %s. Nothing is known of the sampling error of the values, so that no rank has an interval.",
			chart.Count(len(ranked), "unit is ranked", "units are ranked"), ranked[0].Name, ranked[len(ranked)-1].Name)
	}
	said := indexHalves(ranked) + "."
	if slices.ContainsFunc(ranked, func(r method.IndexResult) bool { return r.RankLow.Known() }) {
		said += " That is sampling error alone: another definition of good may say otherwise."
	}
	return said
}

// rankedOf are the results of the units that have a rank, best first.
func rankedOf(x *method.Index) []method.IndexResult {
	at := slices.IndexFunc(x.Results, func(r method.IndexResult) bool { return !r.Rank.Known() })
	if at < 0 {
		at = len(x.Results)
	}
	return x.Results[:at]
}

// indexHalves counts who can be told apart from the middle.
func indexHalves(ranked []method.IndexResult) string {
	high, low, unknown := 0, 0, 0
	for _, r := range ranked {
		switch {
		case !r.RankLow.Known():
			unknown++
		case r.Half() > 0:
			high++
		case r.Half() < 0:
			low++
		}
	}
	among := chart.Count(len(ranked), "authority", "authorities")
	if unknown == len(ranked) {
		return "Where " + among + " stand cannot be said: the sampling error of none of their figures is known"
	}
	said := fmt.Sprintf("Of %s, %d are surely in the better half and %d in the worse; %d cannot be told apart from the middle", among, high, low, len(ranked)-high-low-unknown)
	if unknown > 0 {
		said += fmt.Sprintf(", and of %d the sampling error of no figure is known", unknown)
	}
	return said
}

// indexFacts say what an index rests on, a line each.
func indexFacts(x *method.Index) []string {
	var facts []string
	if d := x.Definition; d != nil {
		from := "the definition that the program comes with"
		if d.File != "" {
			from = d.File
		}
		whose := ""
		if d.Whose != "" {
			whose = " whose: " + d.Whose + ";"
		}
		facts = append(facts, fmt.Sprintf("Definition %q (%s),%s SHA-256 %s.", d.Name, from, whose, d.Hash))
	}
	if e := x.Edition; e != nil {
		facts = append(facts, fmt.Sprintf("Edition %q, SHA-256 %s. %s, %d draws, seed %d.", e.Name, e.Hash, x.Program, x.Draws, x.Seed))
	}
	for _, f := range x.Files {
		facts = append(facts, fmt.Sprintf("%s, SHA-256 %s.", f.Name, f.SHA256))
	}
	if x.Edition == nil {
		facts = append(facts, "Made by "+x.Program+".")
	}
	return facts
}

func indexFigures(x *method.Index) ([]chart.Figure, error) {
	if x.Draws == 0 {
		return nil, nil
	}
	data := chart.CaterpillarData{Caption: chart.Caption{ID: "index-ranks", Title: indexHalves(rankedOf(x)),
		Subtitle: fmt.Sprintf("Rank on %q: median, 50%% and 95%% interval over %d draws of the true figures. Named: those surely in either half.", x.Title, x.Draws),
		Source:   sourceOf("published figures", *x.Edition)}}
	for _, r := range x.Results {
		data.Among = r.N
		unit := chart.RankedUnit{Authority: r.Unit, Name: r.Name, Median: r.RankMedian, Interval50: chart.Interval{Low: r.RankLow50, High: r.RankHigh50},
			Interval95: chart.Interval{Low: r.RankLow, High: r.RankHigh}, Highlight: r.Half() != 0, Reason: r.Reason}
		if unit.Reason == "" && !unit.Median.Known() {
			unit.Reason = "the sampling error of its figures is not known"
		}
		data.Units = append(data.Units, unit)
	}
	f, err := chart.Caterpillar(data)
	if err != nil {
		return nil, fmt.Errorf("drawing a figure: %w", err)
	}
	return []chart.Figure{f}, nil
}

// IndexReport writes the report of an index as one HTML page that needs nothing else.
func IndexReport(w io.Writer, x *method.Index) error {
	page := reportPage{Title: "Index: " + x.Title, Lede: IndexFinding(x), Facts: indexFacts(x), CSS: template.CSS(chart.CSS + reportCSS)}
	figures, err := indexFigures(x)
	if err != nil {
		return err
	}
	results := reportSection{ID: "conclusions", Title: "Scores and ranks", Files: []string{"results.csv"}}
	for _, f := range figures {
		shown, err := drawn(f)
		if err != nil {
			return fmt.Errorf("figure %s: %w", f.ID, err)
		}
		results.Figures = append(results.Figures, shown)
	}
	shown := x.Results[:min(mostReportUnits, len(x.Results))]
	results.Tables = []chart.Table{indexResultTable(x, "Scores and ranks, best first", shown)}
	if len(shown) < len(x.Results) {
		results.Paragraphs = []string{fmt.Sprintf("The first %d of %d are shown; results.csv has all.", len(shown), len(x.Results))}
	}
	standings := indexStandingTable(x)
	standings.Rows = standings.Rows[:min(mostReportUnits, len(standings.Rows))]
	page.Sections = []reportSection{results,
		{ID: "weights", Title: "What counts how much", Tables: []chart.Table{indexWeightTable(x)}, Files: []string{"effective_weights.csv", "correlations.csv"},
			Paragraphs: []string{"The effective weight is an indicator’s share of the index where every mean is arithmetic and all is known. The correlation says how far the index follows it: equal weights do not make equal influence."}},
		{ID: "strengths", Title: "Strengths and weaknesses", Tables: []chart.Table{standings}, Files: []string{"strengths.csv", "weaknesses.csv"},
			Paragraphs: []string{"The indicators on which each stands highest and lowest beside the others. A standing whose interval is wide may be luck."}},
		{ID: "indicators", Title: "The indicators", Tables: []chart.Table{indexIndicatorTable(x)}, Files: []string{"indicators.csv", "availability.csv"}},
		{ID: "steps", Title: "How it is made", Tables: []chart.Table{indexStepTable(x)}, Files: stageFiles(x)},
	}
	if len(x.Warnings) > 0 {
		page.Sections = append(page.Sections, reportSection{ID: "warnings", Title: "To be known", Paragraphs: x.Warnings})
	}
	var left []string
	for _, l := range x.NotRanked {
		left = append(left, l.Name+": "+l.Why+".")
	}
	for _, r := range x.Results {
		if r.Reason != "" {
			left = append(left, r.Name+": "+r.Reason+".")
		}
	}
	if len(left) > 0 {
		page.Sections = append(page.Sections, reportSection{ID: "not-ranked", Title: "Listed, not ranked", Paragraphs: left, Files: []string{"not_ranked.csv"}})
	}
	page.Foot = []string{"Every stage stands in full precision in index.json, index.xlsx and the CSV files written beside this page."}
	if x.Edition != nil {
		page.Foot = append(page.Foot, "Contains public sector information licensed under the Open Government Licence v3.0 (Department for Education, Ofsted, ONS, MHCLG, DWP, OHID, Ministry of Justice and Youth Justice Board).")
	}
	return reportTemplate.Execute(w, page)
}

func stageFiles(x *method.Index) []string {
	files := []string{"steps.csv"}
	for _, s := range indexStages(x) {
		if s.taken {
			files = append(files, s.name+".csv")
		}
	}
	return files
}

// IndexSummary writes for a terminal what an index found.
func IndexSummary(w io.Writer, x *method.Index) error {
	var out strings.Builder
	out.WriteString("Index: " + x.Title + "\n\n")
	for _, line := range append([]string{IndexFinding(x)}, indexFacts(x)...) {
		out.WriteString(strings.Join(trimmed(strings.Split(text.WrapSoft(line, terminalWidth), "\n")), "\n") + "\n")
	}
	out.WriteString("\n")
	ranked := len(rankedOf(x))
	tables := []chart.Table{indexResultTable(x, "Scores and ranks", x.Results)}
	if ranked > 2*mostSummaryUnits {
		tables = []chart.Table{indexResultTable(x, fmt.Sprintf("The first %d of %d", mostSummaryUnits, ranked), x.Results[:mostSummaryUnits]),
			indexResultTable(x, fmt.Sprintf("The last %d", mostSummaryUnits), x.Results[ranked-mostSummaryUnits:ranked])}
	}
	tables = append(tables, indexWeightTable(x), indexStepTable(x))
	for _, t := range tables {
		if err := Text(&out, t); err != nil {
			return err
		}
		out.WriteString("\n")
	}
	for _, warning := range x.Warnings {
		lines := trimmed(strings.Split(text.WrapSoft(warning, terminalWidth-2), "\n"))
		out.WriteString("- " + strings.Join(lines, "\n  ") + "\n")
	}
	for _, l := range x.NotRanked {
		out.WriteString("Listed, not ranked: " + l.Name + ", " + l.Why + ".\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}
