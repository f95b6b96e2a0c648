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

type sampleCommand struct {
	source
	format
	File    string `arg:"" optional:"" help:"Definition for --from index or stress; the one that the program comes with if left out." type:"path"`
	From    string `help:"What counts as stronger and weaker: shares of draws of a study's composite (study) or of an index (index), or shares of definitions (stress)." enum:"study,index,stress" default:"study"`
	Setup   string `help:"Set-up of the study: latest or 2015." enum:"latest,2015" default:"latest"`
	Draws   int    `help:"Draws of true figures, or of definitions; 0 for as many as usual." default:"0"`
	Seed    uint64 `help:"Seed of the draws and lots: the same seed gives the same bytes." default:"1"`
	Workers int    `help:"Processors to use; 0 for all. The result does not depend on it." default:"0"`

	Each             int      `help:"Stronger authorities, and as many weaker." default:"4" group:"Rule"`
	Share            float64  `help:"Share in the best, or worst, quarter that qualifies." default:"0.8" group:"Rule"`
	Reserves         int      `help:"Reserve pairs, or without pairing reserves of each kind." default:"2" group:"Rule"`
	Region           []string `help:"Only from these regions." placeholder:"REGION" group:"Rule"`
	Type             []string `help:"Only of these types: London borough, metropolitan, unitary, county." placeholder:"TYPE" group:"Rule"`
	Children         string   `help:"Only with so many children, as in 20000-80000." placeholder:"MIN-MAX" group:"Rule"`
	Deprivation      string   `help:"Only with such a score of deprivation, as in 20-30." placeholder:"MIN-MAX" group:"Rule"`
	DeprivationFifth []int    `help:"Only of these fifths by deprivation, 1 the most deprived." placeholder:"1..5" group:"Rule"`
	DeprivationIndex string   `help:"Index of deprivation: imd2015, imd2019 or imd2025." enum:"imd2015,imd2019,imd2025," default:"" group:"Rule"`
	PerRegion        int      `help:"At most so many of a kind from one region; 0 for any number." default:"2" group:"Rule"`
	Unpaired         bool     `help:"Draw by lot among those who qualify, instead of pairing those in like surroundings." group:"Rule"`
	Exclude          []string `help:"Authorities to leave out, by name or code." placeholder:"NAME" sep:";" group:"Rule"`
	Keep             []string `help:"Authorities chosen already, by name or code; add :stronger or :weaker where the figures do not tell." placeholder:"NAME" sep:";" group:"Rule"`

	Blind  bool   `help:"Show codes instead of names, and not which is the stronger." group:"Blind and again"`
	Key    string `help:"File to write the key of a blind sample to." placeholder:"FILE" type:"path" group:"Blind and again"`
	Redraw string `help:"Draw the sample of this record again, and say whether the same comes out." placeholder:"FILE" type:"path" group:"Blind and again"`
	Out    string `help:"Folder to write sample.json and one CSV per table to." placeholder:"FOLDER" type:"path"`
}

// Help says more than the one line of the list.
func (sampleCommand) Help() string {
	return `Draws stronger and weaker authorities for study by a stated rule. An authority qualifies when it is in the best, or worst, quarter in at least the stated share of draws or definitions; its grade plays no part. Stronger and weaker are paired so that their surroundings are as alike as can be. When too few qualify it says which limit to loosen and what that would give. sample.json holds all that it takes to draw the sample again.

Examples:
  goodmeasure sample
  goodmeasure sample --from index ours.toml --each 6 --type 'London borough' --per-region 0
  goodmeasure sample --deprivation-fifth 1,2 --exclude 'Leeds;Kent' --keep 'Hull;Bristol:weaker' --out sample
  goodmeasure sample --redraw sample/sample.json
  goodmeasure sample --unpaired --blind --key key.json`
}

func (c *sampleCommand) Run(ctx context.Context, t terminal) error {
	rule, err := c.rule()
	if err != nil {
		return &usageError{err}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	meter := startProgress(t.err, "ranking")
	if c.Redraw != "" {
		again, err := bench.Redraw(ctx, c.Redraw, c.Workers, meter.at)
		meter.stop()
		if err != nil {
			return err
		}
		return c.printAgain(t, again)
	}
	r, err := bench.Sample(ctx, workbench.SampleOptions{From: c.From, Setup: c.Setup, File: c.File, Deprivation: c.DeprivationIndex, Draws: c.Draws, Seed: c.Seed,
		Workers: c.Workers, Rule: rule, Exclude: c.Exclude, Keep: c.Keep, Blind: c.Blind, Progress: meter.at})
	meter.stop()
	if err != nil {
		return err
	}
	return c.print(t, r)
}

func (c *sampleCommand) rule() (method.SampleRule, error) {
	rule := method.SampleRule{Each: c.Each, Share: c.Share, Reserves: c.Reserves, Regions: c.Region, Types: c.Type, Fifths: c.DeprivationFifth,
		MaxPerRegion: c.PerRegion, Apart: c.Unpaired}
	if err := limits("", c.Children, c.Deprivation, &rule); err != nil {
		return rule, err
	}
	switch {
	case c.Blind && c.Key == "" && c.Redraw == "":
		return rule, errors.New("--blind: name a file for the key with --key, or nobody will know who is who")
	case c.Key != "" && !c.Blind:
		return rule, errors.New("--key: only a blind sample has a key; give --blind, too")
	case c.Draws != 0 && c.Draws < 100:
		return rule, fmt.Errorf("--draws: %d draws are too few to tell shares; give at least 100", c.Draws)
	}
	return rule, rule.Check()
}

func (c *sampleCommand) print(t terminal, r *workbench.SampleRecord) error {
	var written []string
	var err error
	if c.Key != "" {
		if err := publish.WriteSampleKey(c.Key, r); err != nil {
			return err
		}
	}
	if c.Out != "" {
		if written, err = publish.WriteSample(c.Out, r); err != nil {
			return err
		}
	}
	switch {
	case c.JSON && c.Blind:
		return printJSON(t.out, r.BlindView())
	case c.JSON:
		return printJSON(t.out, r)
	case c.CSV && c.Blind:
		return publish.Records(t.out, r.BlindView().Members)
	case c.CSV:
		return publish.Records(t.out, r.Members)
	}
	out := &page{out: t.out}
	out.prose(r.Opening()...)
	if len(r.Members) > 0 {
		out.table(r.Table())
		if !r.Blind {
			out.table(r.BalanceTable())
		}
	}
	out.prose(r.Notes()...)
	if c.Out != "" {
		out.line(fmt.Sprintf("Written to %s: %s", c.Out, strings.Join(written, ", ")))
	}
	if c.Key != "" {
		out.line("The key is in " + c.Key)
	}
	return out.err
}

// printAgain shows a sample drawn again. That it came out otherwise is a failure, so that a script can tell.
func (c *sampleCommand) printAgain(t terminal, again *workbench.Redrawn) error {
	var err error
	switch {
	case c.JSON:
		err = printJSON(t.out, again)
	case c.CSV:
		err = publish.Records(t.out, again.Now.Members)
	default:
		out := &page{out: t.out}
		out.prose(again.Words()...)
		if !again.Same {
			out.table(again.Now.Table())
		}
		err = out.err
	}
	if err == nil && !again.Same {
		err = errors.New("sample --redraw: another sample comes out than the record holds")
	}
	return err
}
