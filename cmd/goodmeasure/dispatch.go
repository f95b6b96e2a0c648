package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/alecthomas/kong"

	"goodmeasure/internal/workbench"
)

// commands is the whole command line. Each field's type stands in the file of its name.
type commands struct {
	Version kong.VersionFlag `help:"Print the program's version and leave."`

	Define      defineCommand      `cmd:"" help:"State what you mean by good in a file, and have it explained back."`
	Study       studyCommand       `cmd:"" help:"Run the study: what goes with inspection, how sure ranks are, whom to study."`
	Index       indexCommand       `cmd:"" help:"Score and rank by a definition of good, or make an index of a table of your own."`
	Compare     compareCommand     `cmd:"" help:"Show who moves from one definition of good to another, and why."`
	Stress      stressCommand      `cmd:"" help:"Test a definition against a million others: who is strong or weak whatever good means."`
	Sample      sampleCommand      `cmd:"" help:"Draw stronger and weaker authorities for study, by a rule that can be drawn again."`
	Indicators  indicatorsCommand  `cmd:"" help:"List the indicators, or say all about one."`
	Authorities authoritiesCommand `cmd:"" help:"List the authorities."`
	Show        showCommand        `cmd:"" help:"Show an authority: its figures, ranks and judgements."`
	Rank        rankCommand        `cmd:"" help:"Rank the authorities on one indicator, with the doubt about each rank."`
	Journeys    journeysCommand    `cmd:"" help:"Show how overall grades have changed from inspection to inspection."`
	Serve       serveCommand       `cmd:"" help:"Serve the workbench as web pages, to this machine alone unless told otherwise."`
	Regress     regressCommand     `cmd:"" help:"Fit a regression to a table of your own."`
	Import      importCommand      `cmd:"" help:"Read published files into a workspace."`
	Review      reviewCommand      `cmd:"" help:"Review evidence, from a search's records to a map and a report."`
	Library     libraryCommand     `cmd:"" help:"Check and import records of what has been written: RIS, PubMed, BibTeX and the rest."`
	Account     accountCommand     `cmd:"" help:"Say who may sign in to a workspace, and what they may do."`
	Backup      backupCommand      `cmd:"" help:"Save all that a workspace holds in one file."`
	Restore     restoreCommand     `cmd:"" help:"Make a workspace of a backup, in a file or in PostgreSQL."`
	Edition     editionCommand     `cmd:"" help:"Say what the embedded edition holds, or make it anew."`
}

// usageError is a command line that cannot be understood.
type usageError struct{ error }

// leave is how kong ends early, after printing help or the version.
type leave struct{}

func dispatch(ctx context.Context, args []string, t terminal) (err error) {
	defer func() {
		switch stopped := recover().(type) {
		case nil:
		case leave:
			err = nil
		default:
			panic(stopped)
		}
	}()
	ctx = workbench.Patiently(ctx, func(what string) { fmt.Fprintln(t.err, what) })
	var c commands
	parser, err := kong.New(&c,
		kong.Name("goodmeasure"),
		kong.Description("State what you mean by good in children's social care, test it on England's published figures, and see every doubt. "+
			"Start with `goodmeasure study`. Figures come with the program; `import` reads newer ones."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, Summary: false, WrapUpperBound: 100}),
		kong.Writers(t.out, t.err),
		kong.Exit(func(int) { panic(leave{}) }),
		kong.Vars{"version": "goodmeasure " + workbench.Version},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(t),
	)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if args[0] == "help" { // as other programs have it
		args = append(slices.Clone(args[1:]), "--help")
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		var parse *kong.ParseError
		if errors.As(err, &parse) {
			return &usageError{fmt.Errorf("%w; `goodmeasure %s--help` lists what can be given", err, commandOf(parser.Model.Node, args))}
		}
		return err
	}
	return parsed.Run()
}

// commandOf names the command of a command line that could not be read, as far as there is such a command, for the advice
// on what to do next.
func commandOf(program *kong.Node, args []string) (name string) {
	for _, arg := range args {
		at := slices.IndexFunc(program.Children, func(command *kong.Node) bool { return command.Name == arg })
		if at < 0 {
			break
		}
		program, name = program.Children[at], name+arg+" "
	}
	return name
}

// source is where a command takes its figures from.
type source struct {
	Workspace string `help:"Take the figures from this workspace, over the embedded edition." placeholder:"FILE" type:"path"`
	Database  string `help:"Take them from a workspace that is a PostgreSQL database. A password is taken from PGPASSWORD or ~/.pgpass." placeholder:"postgres://USER@HOST/NAME"`
}

// Validate is for kong.
func (s source) Validate() error { return workbench.CheckDatabase(s.Database) }

func (s source) open(ctx context.Context) (*workbench.Workbench, error) {
	if s.Database != "" {
		bench, err := workbench.Open(ctx, s.Database)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%w; `goodmeasure import --database` makes one", err)
		}
		return bench, err
	}
	if s.Workspace == "" {
		return workbench.Embedded()
	}
	if _, err := os.Stat(s.Workspace); err != nil {
		return nil, fmt.Errorf("opening the workspace: %w; `goodmeasure import` makes one", err)
	}
	return workbench.Open(ctx, s.Workspace)
}
