package workbench

import (
	"context"
	"fmt"
	"path/filepath"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Index makes the index of the definition in a file, or of the default definition where no file is named.
func (w *Workbench) Index(ctx context.Context, file string, how method.IndexDraws) (*method.Index, error) {
	d, err := w.definition(file)
	if err != nil {
		return nil, err
	}
	x, err := w.makeIndex(ctx, d, how)
	if err != nil {
		return nil, err
	}
	if file != "" {
		x.Definition.File = filepath.Base(file)
	}
	return x, nil
}

func (w *Workbench) makeIndex(ctx context.Context, d *study.Definition, how method.IndexDraws) (*method.Index, error) {
	x, err := method.MakeIndex(ctx, w.Edition, d, how)
	if err != nil {
		return nil, fmt.Errorf("making the index of %q: %w", d.Name, err)
	}
	x.Program = program()
	x.Definition = &method.DefinitionUsed{Name: d.Name, Whose: d.Whose, Hash: definition.Hash(d)}
	return x, nil
}

// indexDraws are those of an index on the command line unless told otherwise.
const indexDraws = 4000

// IndexOf is the index of a definition with the draws and seed that the command line takes unless told otherwise. It is made
// once and kept, so it is for reading only.
func (w *Workbench) IndexOf(ctx context.Context, d *study.Definition) (*method.Index, error) {
	return w.indices.recall(ctx, definition.Hash(d), func(ctx context.Context) (*method.Index, error) {
		return w.makeIndex(ctx, d, method.IndexDraws{Draws: indexDraws, Seed: usualSeed})
	})
}

func (w *Workbench) definition(file string) (*study.Definition, error) {
	if file == "" {
		return definition.Default(w.Edition.Indicators), nil
	}
	text, err := readFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading a definition: %w; `goodmeasure define` writes one to edit", err)
	}
	return definition.Read(filepath.Base(file), text, w.Edition.Indicators)
}

// IndexTable makes an index of somebody's own table.
func IndexTable(o IndexTableOptions) (*method.Index, error) {
	s, err := readStructure(o.Structure)
	if err != nil {
		return nil, err
	}
	t, err := readIndexTable(o.Data, s, o.Group)
	if err != nil {
		return nil, err
	}
	recipe, err := o.recipe(s, t)
	if err != nil {
		return nil, err
	}
	x, err := method.MakeTableIndex(t.matrix, recipe)
	if err != nil {
		return nil, fmt.Errorf("making an index of %s by %s: %w", t.name, s.name, err)
	}
	x.Program = program()
	x.Title = s.title()
	x.Files = []method.FileUsed{{Name: t.name, SHA256: t.hash}, {Name: s.name, SHA256: s.hash}}
	x.Warnings = append(append(s.notes, t.notes...), x.Warnings...)
	if !o.Denominate && s.denominated() > 0 {
		x.Warnings = append(x.Warnings, fmt.Sprintf("%s names denominators for %s, and nothing is divided by them; --denominate does so.", s.name, chart.Count(s.denominated(), "indicator", "indicators")))
	}
	return x, nil
}
