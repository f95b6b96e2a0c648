package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
)

type studyCommand struct {
	source
	Setup       string   `help:"Set-up to start from: latest (newest figures and judgements) or 2015 (re-creates the 2016 feasibility study in kind)." enum:"latest,2015" default:"latest"`
	Indicators  picked   `help:"Indicators instead of the core 14: IDs, \"core\", -ID to leave one out, ID:higher or ID:lower to take a contested one that way." placeholder:"ID"`
	Period      []string `help:"Year in which the figures' period ends, for all indicators or for one." placeholder:"YEAR|ID=YEAR"`
	Framework   string   `help:"Framework of the judgements: SIF or ILACS." placeholder:"NAME"`
	AsAt        string   `help:"Judgements published by this day." placeholder:"YYYY-MM-DD"`
	Which       string   `help:"Inspection that counts for an authority: first or latest." enum:"first,latest," default:""`
	Exclude     []string `help:"Authorities to leave out, by name or code. City of London and Isles of Scilly are never ranked." placeholder:"NAME" sep:";"`
	Deprivation string   `help:"Index of deprivation to adjust for: imd2015, imd2019 or imd2025." enum:"imd2015,imd2019,imd2025," default:""`
	Draws       int      `help:"Draws of every authority's true values." default:"10000"`
	Seed        uint64   `help:"Seed of the draws: the same seed gives the same bytes." default:"1"`
	Workers     int      `help:"Processors to use; 0 for all. The result does not depend on it." default:"0"`

	SampleEach        int      `help:"Stronger authorities to propose for study, and as many weaker." default:"4" group:"Sample"`
	SampleShare       float64  `help:"Share of draws in the best, or worst, quarter that qualifies." default:"0.8" group:"Sample"`
	SampleReserves    int      `help:"Reserve pairs." default:"2" group:"Sample"`
	SampleRegion      []string `help:"Only from these regions." placeholder:"REGION" group:"Sample"`
	SampleType        []string `help:"Only of these types: London borough, metropolitan, unitary, county." placeholder:"TYPE" group:"Sample"`
	SampleChildren    string   `help:"Only with so many children, as in 20000-80000." placeholder:"MIN-MAX" group:"Sample"`
	SampleDeprivation string   `help:"Only with such a score of deprivation, as in 20-30." placeholder:"MIN-MAX" group:"Sample"`
	SamplePerRegion   int      `help:"At most so many of a kind from one region; 0 for any number." default:"2" group:"Sample"`

	Out  string `help:"Folder to write report.html, study.json, one CSV per table and one SVG per picture to." default:"" placeholder:"FOLDER" type:"path"`
	JSON bool   `help:"Print study.json and nothing else; no folder is written unless --out names one."`
}

// Help says more than the one line of the list.
func (studyCommand) Help() string {
	return `Ranks the authorities on every indicator with the doubt about each rank, relates the indicators to the inspection grade, asks whether they agree with one another, and proposes pairs of authorities to study. It prints a summary and writes a folder with report.html (stands alone, prints well), study.json, one CSV per table and one SVG per picture; the folder is goodmeasure-study-SETUP unless --out names another.

Examples:
  goodmeasure study
  goodmeasure study --setup 2015 --out study-2015
  goodmeasure study --indicators core,-cla_sdq,cla_home_planned:higher --period sw_agency=2023
  goodmeasure study --json | jq '.associations[] | {indicator, or_per_sd, p_holm}'`
}

func (c *studyCommand) Run(ctx context.Context, t terminal) error {
	if c.Draws < 1 {
		return &usageError{fmt.Errorf("--draws: %d draws were asked for; give at least 100", c.Draws)}
	}
	rule := method.SampleRule{Each: c.SampleEach, Share: c.SampleShare, Reserves: c.SampleReserves, Regions: c.SampleRegion, Types: c.SampleType,
		MaxPerRegion: c.SamplePerRegion}
	if err := limits("sample-", c.SampleChildren, c.SampleDeprivation, &rule); err != nil {
		return &usageError{err}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	meter := startProgress(t.err, "drawing ranks")
	result, err := bench.Study(ctx, workbench.StudyOptions{Setup: c.Setup, Indicators: c.Indicators, Periods: c.Period, Framework: c.Framework,
		AsAt: c.AsAt, Which: c.Which, Exclude: c.Exclude, Deprivation: c.Deprivation, Draws: c.Draws, Seed: c.Seed, Workers: c.Workers,
		Sample: rule, Progress: meter.at})
	meter.stop()
	if err != nil {
		return err
	}
	folder := c.Out
	if folder == "" && !c.JSON {
		folder = "goodmeasure-study-" + c.Setup
	}
	var written []string
	if folder != "" {
		if written, err = publish.WriteStudy(folder, result); err != nil {
			return err
		}
	}
	if c.JSON {
		return publish.StudyJSON(t.out, result)
	}
	if err := publish.StudySummary(t.out, result); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "\nWritten to %s: %s\n", folder, strings.Join(written, ", "))
	return err
}

// limits reads the limits of size and deprivation into a rule.
func limits(prefix, children, deprivation string, rule *method.SampleRule) error {
	for _, one := range []struct {
		flag, text string
		low, high  *float64
	}{{"children", children, &rule.MinChildren, &rule.MaxChildren}, {"deprivation", deprivation, &rule.MinDeprivation, &rule.MaxDeprivation}} {
		if one.text == "" {
			continue
		}
		var err error
		if *one.low, *one.high, err = span(one.text); err != nil {
			return fmt.Errorf("--%s%s: %w", prefix, one.flag, err)
		}
	}
	return nil
}

// span reads MIN-MAX; either end may be left out.
func span(text string) (low, high float64, err error) {
	from, to, cut := strings.Cut(text, "-")
	if cut && from != "" {
		low, err = strconv.ParseFloat(from, 64)
	}
	if err == nil && cut && to != "" {
		high, err = strconv.ParseFloat(to, 64)
	}
	if err != nil || !cut || (from == "" && to == "") {
		return 0, 0, fmt.Errorf("%q is not a range: write it as 20000-80000, 20000- or -80000", text)
	}
	return low, high, nil
}
