package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
)

type stressCommand struct {
	source
	format
	File      string `arg:"" optional:"" help:"The definition's file; without it, the definition that the program comes with."`
	Draws     int    `help:"Definitions to draw." default:"100000"`
	Seed      uint64 `help:"Seed of the draws: the same seed gives the same bytes." default:"1"`
	Workers   int    `help:"Processors to use; 0 for all. The result does not depend on it." default:"0"`
	Authority string `help:"Share out the variance of this authority's rank among the choices, instead of the mean shift of all." placeholder:"NAME"`
	Out       string `help:"Folder to write report.html, stress.json, one CSV per table and one SVG per picture to." placeholder:"FOLDER" type:"path"`
}

// Help says more than the one line of the list.
func (stressCommand) Help() string {
	return `Draws definitions from the ranges of choice that the definition states in its section vary, ranks the authorities under each, and says who comes out strong or weak in nearly all of them, which pairs can be told apart, which choice matters most, what any weights at all could do, and how far definitions agree with inspection.

Ctrl-C keeps what is done: the result is that of the draws finished, the same as asking for so many. The exit code is then 130.

Examples:
  goodmeasure stress
  goodmeasure stress ours.toml --draws 1000000 --out stress-ours
  goodmeasure stress ours.toml --authority Kent
  goodmeasure stress --json | jq '.strong.p95'`
}

func (c *stressCommand) Run(ctx context.Context, t terminal) error {
	if c.Draws < 100 {
		return &usageError{fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", c.Draws)}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	meter := startProgress(t.err, "drawing definitions")
	result, err := bench.Stress(ctx, workbench.StressOptions{File: c.File, Draws: c.Draws, Seed: c.Seed, Workers: c.Workers, Authority: c.Authority, Progress: meter.at})
	meter.stop()
	if result == nil {
		return err
	}
	stopped := err
	if stopped != nil && !errors.Is(stopped, context.Canceled) {
		return stopped
	}
	var written []string
	if c.Out != "" {
		if written, err = publish.WriteStress(c.Out, result); err != nil {
			return err
		}
	}
	switch {
	case c.JSON:
		err = publish.StressJSON(t.out, result)
	case c.CSV:
		err = publish.Records(t.out, result.Authorities)
	default:
		if err = publish.StressSummary(t.out, result); err == nil && c.Out != "" {
			_, err = fmt.Fprintf(t.out, "\nWritten to %s: %s\n", c.Out, strings.Join(written, ", "))
		}
	}
	if err == nil && stopped != nil {
		return &interrupted{fmt.Errorf("stopped after %d of %d definitions; --draws %d gives the same result again", result.Draws, c.Draws, result.Draws)}
	}
	return err
}

// interrupted is work that was stopped by the person and whose result up to then has been given.
type interrupted struct{ error }
