package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/dustin/go-humanize"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/workbench"
	"goodmeasure/table"
)

// desked is where the commands that work on a review keep it. Who works at the command line holds the workspace, and may
// read all of it.
type desked struct {
	Workspace string `help:"The workspace that keeps the review; goodmeasure.db unless given." placeholder:"FILE" type:"path"`
	Database  string `help:"The PostgreSQL database that keeps the review." placeholder:"postgres://USER@HOST/NAME"`
	JSON      bool   `help:"Print JSON."`
}

// Validate is for kong.
func (w desked) Validate() error { return workbench.CheckDatabase(w.Database) }

func (w desked) in(work func(*review.Room) error) (err error) {
	room := review.At(cmp.Or(w.Database, w.Workspace, usualWorkspace), readPDF)
	defer func() { err = errors.Join(err, room.Close()) }()
	return work(room)
}

// at does work that changes nothing, at the desk.
func (w desked) at(work func(*review.Desk) error) error {
	return w.in(func(room *review.Room) error { return work(room.Alone()) })
}

// personal is desked for work that is somebody's.
type personal struct {
	As string `help:"Whose work this is: the address of an account, where the workspace has accounts." placeholder:"EMAIL"`
	desked
}

// at does work that changes nothing, as somebody may see it who is named.
func (p personal) at(ctx context.Context, work func(*review.Desk) error) error {
	if p.As == "" {
		return p.desked.at(work)
	}
	return p.change(ctx, work)
}

// change does work that is taken down in somebody's name: of the account that is named, or of the only user of a workspace
// without accounts.
func (p personal) change(ctx context.Context, work func(*review.Desk) error) error {
	return p.in(func(room *review.Room) error {
		desk, err := room.Of(ctx, p.As)
		if err != nil {
			return asWhom(p.As, err)
		}
		return work(desk)
	})
}

// asWhom says what to do about nobody being named whose work it is, or somebody who is not there.
func asWhom(as string, err error) error {
	switch {
	case errors.Is(err, evidence.ErrWhose):
		return fmt.Errorf("%w: give --as and the address of an account; `goodmeasure account list` shows them", err)
	case as == "":
		return err
	}
	return fmt.Errorf("--as: %w; `goodmeasure account list` shows who there is", err)
}

type reviewNewCommand struct {
	Title     string   `arg:"" help:"What to call the review."`
	Question  string   `help:"What it is to answer."`
	Include   []string `help:"What to let in; may be given again." placeholder:"CRITERION" sep:"none"`
	Exclude   []string `help:"What to leave out; may be given again." placeholder:"CRITERION" sep:"none"`
	Outcome   []string `help:"An outcome that findings are coded to; may be given again." placeholder:"NAME" sep:"none"`
	Screeners int      `help:"How many people decide on each record." default:"1"`
	Blind     bool     `help:"They do not see each other's decisions before all have decided."`
	personal
}

// Help says more than the one line of the list.
func (reviewNewCommand) Help() string {
	return `Begins a review with the reasons and groups that most reviews need; the pages of "goodmeasure serve" change them.

Examples:
  goodmeasure review new "What helps" --question "What helps children in care?" --include "About children in care"
  goodmeasure review new "What helps" --screeners 2 --blind --workspace mine.db`
}

func (c *reviewNewCommand) Run(ctx context.Context, t terminal) error {
	if strings.TrimSpace(c.Title) == "" {
		return &usageError{errors.New(`review new: the title is empty: say what to call the review, as in: goodmeasure review new "What helps"`)}
	}
	terms := evidence.NewTerms(c.Question)
	terms.Screeners, terms.Blind = c.Screeners, c.Blind
	for _, text := range c.Include {
		terms.Criteria = append(terms.Criteria, evidence.Criterion{Text: text})
	}
	for _, text := range c.Exclude {
		terms.Criteria = append(terms.Criteria, evidence.Criterion{Text: text, Excludes: true})
	}
	for _, text := range c.Outcome {
		terms.Outcomes = append(terms.Outcomes, evidence.Group{ID: review.Slug(text), Title: text})
	}
	return c.change(ctx, func(d *review.Desk) error {
		begun, err := d.Begin(ctx, c.Title, terms)
		switch {
		case errors.Is(err, review.ErrBlind):
			return &usageError{fmt.Errorf("review new: %w: add --screeners 2, or leave --blind out", err)}
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, begun)
		}
		_, err = fmt.Fprintf(t.out, "Review %d has begun: %s. Next: `goodmeasure review import %d FILE`.\n", begun.ID, begun.Title, begun.ID)
		return err
	})
}

type reviewAttachCommand struct {
	Review int64  `arg:"" help:"The number of the review."`
	Record int64  `arg:"" help:"The number of the record."`
	File   string `arg:"" help:"The PDF." type:"path"`
	personal
}

// Help says more than the one line of the list.
func (reviewAttachCommand) Help() string {
	return `Puts a PDF beside a record and reads its pages, so that quotations can be checked.

Examples:
  goodmeasure review attach 1 12 paper.pdf`
}

func (c *reviewAttachCommand) Run(ctx context.Context, t terminal) error {
	if err := table.Regular(c.File); err != nil {
		return fmt.Errorf("attaching a full text: %w", err)
	}
	info, err := os.Stat(c.File)
	if err == nil && info.Size() > evidence.MaxDocument {
		err = fmt.Errorf("%s has %s bytes: expected at most %s", c.File, humanize.Comma(info.Size()), humanize.Comma(evidence.MaxDocument))
	}
	if err != nil {
		return fmt.Errorf("attaching a full text: %w", err)
	}
	content, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("attaching a full text: %w", err)
	}
	return c.change(ctx, func(d *review.Desk) error {
		attached, warning, err := d.Attach(ctx, c.Review, c.Record, c.File, content)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, attached)
		case warning != "":
			_, err = fmt.Fprintln(t.out, warning)
			return err
		}
		_, err = fmt.Fprintf(t.out, "%s stands beside record %d, and its pages have been read.\n", attached.Name, c.Record)
		return err
	})
}
