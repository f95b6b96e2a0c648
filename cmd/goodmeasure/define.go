package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
)

type defineCommand struct {
	Write defineWriteCommand `cmd:"" default:"withargs" help:"Write a definition to start from."`
	Check defineCheckCommand `cmd:"" help:"Explain a definition in plain words, or say by line what is wrong with it."`
}

type defineWriteCommand struct {
	source
	Out        string `help:"File to write to; - prints it." default:"definition.toml" placeholder:"FILE"`
	From       string `help:"Definition to start from: study-composite (all side by side) or by-domain (outcomes and workforce count half each)." enum:"study-composite,by-domain" default:"study-composite"`
	Indicators picked `help:"Indicators instead of the core 14: IDs, \"core\", -ID to leave one out, ID:higher or ID:lower to read a contested one that way." placeholder:"ID"`
	Force      bool   `help:"Write over the file if there is one."`
}

// Help says more than the one line of the list.
func (defineWriteCommand) Help() string {
	return `Writes a commented file that says what counts, which way, how much, how it is combined, and which other choices are reasonable. Edit it, then explain it back with check.

Examples:
  goodmeasure define
  goodmeasure define --from by-domain --out ours.toml
  goodmeasure define --indicators core,-cla_sdq,cla_home_planned:higher --out -
  goodmeasure define check ours.toml`
}

func (c *defineWriteCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	text, err := bench.Define(c.From, c.Indicators)
	if err != nil {
		return err
	}
	if c.Out == "-" {
		_, err := t.out.Write(text)
		return err
	}
	if err := writeNew(c.Out, text, c.Force); err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "Written: %s. Edit it, then explain it back with `goodmeasure define check %s`.\n", c.Out, c.Out)
	return err
}

// writeNew writes a file that must not be there yet, unless it may be written over.
func writeNew(path string, text []byte, over bool) error {
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if over {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(path, mode, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: name another file with --out, or write over it with --force", path)
	}
	if err != nil {
		return fmt.Errorf("writing the definition: %w", err)
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("writing the definition: %w", err)
	}
	return nil
}

type defineCheckCommand struct {
	source
	File string `arg:"" help:"The definition's file."`
	JSON bool   `help:"Print JSON: the definition, its hash, warnings, and what is wrong with it, with stable names."`
}

func (c *defineCheckCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	read, err := bench.ReadDefinition(c.File)
	var refused *definition.Refusal
	if c.JSON && errors.As(err, &refused) {
		return errors.Join(err, printJSON(t.out, refused))
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, read)
	}
	return explain(t, read)
}

func explain(t terminal, read workbench.DefinitionRead) error {
	out := &page{out: t.out}
	out.prose(read.Heading()...)
	out.table(read.Table())
	out.prose(read.Paragraphs()...)
	return out.err
}
