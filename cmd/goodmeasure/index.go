package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
)

type indexCommand struct {
	source
	File    string `arg:"" optional:"" help:"Definition of good, as \"goodmeasure define\" writes one; the one that the program comes with if left out." type:"path"`
	Draws   int    `help:"Draws of every authority's true figures, for the intervals of ranks." default:"4000"`
	Seed    uint64 `help:"Seed of the draws: the same seed gives the same bytes." default:"1"`
	Workers int    `help:"Processors to use; 0 for all. The result does not depend on it." default:"0"`

	Data          string    `help:"A table of your own instead: one row a unit, with the columns uCode, uName and the indicators." placeholder:"FILE" type:"path" group:"Your own table"`
	Structure     string    `help:"What its columns are: iCode, iName, Level, Type, Direction, Weight, Parent, Denominator, Target, Unit." placeholder:"FILE" type:"path" group:"Your own table"`
	Denominate    bool      `help:"Divide indicators by the denominators that the structure names." group:"Your own table"`
	Screen        float64   `help:"Leave out units that have less than this share of the indicators, as in 0.65." placeholder:"SHARE" group:"Your own table"`
	Impute        string    `help:"Fill gaps by: none, mean, median, group-mean, group-median, row-mean." placeholder:"RULE" group:"Your own table"`
	Group         string    `help:"Column that says which units are alike, for group-mean and group-median." placeholder:"COLUMN" group:"Your own table"`
	Treat         string    `help:"Treat outliers by: none, winsorise, log, usual (winsorise, else log), log-either-side, log-from-one, log-index." placeholder:"RULE" group:"Your own table"`
	WinsoriseMost int       `help:"Most values of an indicator to draw in." default:"5" group:"Your own table"`
	Normalise     string    `help:"Common scale: minmax, zscore, percentile, rank, borda, best, reference, target, goalposts, fraction." default:"minmax" group:"Your own table"`
	Range         []float64 `help:"Least and most for minmax, 0,100 if left out; mean and standard deviation for zscore." type:"pair" placeholder:"LOW,HIGH" group:"Your own table"`
	Reference     string    `help:"Unit that --normalise reference measures from." placeholder:"CODE" group:"Your own table"`
	Weigh         string    `help:"Weigh by: stated (in the structure), equal, principal-component, equal-influence, most-correlated, critic, entropy, standard-deviation." placeholder:"RULE" group:"Your own table"`
	Aggregate     []string  `help:"Combine by: arithmetic, geometric, harmonic, power, median, least, copeland, mazziotta-pareto, topsis, benefit-of-the-doubt; several go from the lowest level up." placeholder:"RULE" group:"Your own table"`
	Power         float64   `help:"Power of --aggregate power." placeholder:"P" group:"Your own table"`
	LeastInGroup  float64   `help:"Share of a group's members that a unit must have for a score of it." placeholder:"SHARE" group:"Your own table"`

	Out  string `help:"Folder to write report.html, index.json, index.xlsx and one CSV per table and stage to." placeholder:"FOLDER" type:"path"`
	JSON bool   `help:"Print index.json and nothing else."`
}

// Help says more than the one line of the list.
func (indexCommand) Help() string {
	return `Scores and ranks the authorities by a definition of good, with the doubt that sampling error leaves about every rank, and shows each step from figures to scores. With --data and --structure it does so for anybody's index in any field, from a table and its structure in the layout iData and iMeta of COINr. Steps of your own table that are not asked for are not taken; one that cannot be taken is refused.

Examples:
  goodmeasure index
  goodmeasure index definition.toml --out my-index
  goodmeasure index --data iData.csv --structure iMeta.csv --denominate --impute group-mean --group GDP_group --treat usual
  goodmeasure index --data iData.csv --structure iMeta.csv --range 1,100 --aggregate geometric --json | jq '.results[:3]'`
}

func (c *indexCommand) Run(ctx context.Context, t terminal) error {
	x, err := c.index(ctx, t)
	var choice *workbench.ChoiceError
	if errors.As(err, &choice) {
		return &usageError{err}
	}
	if err != nil {
		return err
	}
	var written []string
	if c.Out != "" {
		if written, err = publish.WriteIndex(c.Out, x); err != nil {
			return err
		}
	}
	if c.JSON {
		return publish.IndexJSON(t.out, x)
	}
	if err := publish.IndexSummary(t.out, x); err != nil {
		return err
	}
	if c.Out != "" {
		_, err = fmt.Fprintf(t.out, "\nWritten to %s: %s\n", c.Out, strings.Join(written, ", "))
	}
	return err
}

func (c *indexCommand) index(ctx context.Context, t terminal) (*method.Index, error) {
	if c.Data != "" || c.Structure != "" {
		switch {
		case c.File != "":
			return nil, &usageError{errors.New("a definition is for the program's own figures, and --data and --structure are for a table of your own: give one or the other")}
		case c.Data == "" || c.Structure == "":
			return nil, &usageError{errors.New("a table of your own needs both --data, its figures, and --structure, what they are")}
		}
		return workbench.IndexTable(workbench.IndexTableOptions{Data: c.Data, Structure: c.Structure, Denominate: c.Denominate, Screen: c.Screen,
			Impute: c.Impute, Group: c.Group, Treat: c.Treat, WinsoriseMost: c.WinsoriseMost, Normalise: c.Normalise, Range: c.Range,
			Reference: c.Reference, Weigh: c.Weigh, Aggregate: c.Aggregate, Power: c.Power, LeastInGroup: c.LeastInGroup})
	}
	if asked := c.tableSteps(); asked != "" {
		return nil, &usageError{fmt.Errorf("%s is for a table of your own, given by --data and --structure; for the program's figures the definition says it", asked)}
	}
	if c.Draws < 100 {
		return nil, &usageError{fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", c.Draws)}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	meter := startProgress(t.err, "drawing ranks")
	defer meter.stop()
	return bench.Index(ctx, c.File, method.IndexDraws{Draws: c.Draws, Seed: c.Seed, Workers: c.Workers, Progress: meter.at})
}

// tableSteps is the first option given that only a table of one's own has.
func (c *indexCommand) tableSteps() string {
	for _, o := range []struct {
		name  string
		given bool
	}{{"--denominate", c.Denominate}, {"--screen", c.Screen != 0}, {"--impute", c.Impute != ""}, {"--group", c.Group != ""}, {"--treat", c.Treat != ""},
		{"--normalise", c.Normalise != "minmax"}, {"--range", len(c.Range) > 0}, {"--reference", c.Reference != ""}, {"--weigh", c.Weigh != ""}, {"--aggregate", len(c.Aggregate) > 0},
		{"--power", c.Power != 0}, {"--least-in-group", c.LeastInGroup != 0}} {
		if o.given {
			return o.name
		}
	}
	return ""
}
