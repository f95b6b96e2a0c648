package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func (c *importCommand) formats(t terminal) error {
	formats := workbench.Formats()
	if c.JSON {
		return printJSON(t.out, formats)
	}
	for _, f := range formats {
		if _, err := fmt.Fprintf(t.out, "%s\n  %s\n  %s\n", f.ID, f.Title, f.Describe); err != nil {
			return err
		}
	}
	return nil
}

func (c *importCommand) list(ctx context.Context, t terminal) error {
	files, err := workbench.Held(ctx, c.where())
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; `goodmeasure import FILE` makes one", err)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, files)
	}
	table := chart.Table{Caption: fmt.Sprintf("%s in %s, in the order of import", counted(len(files), "file", "files"), c.place),
		Columns: []chart.Column{{Name: "Hash"}, {Name: "File"}, {Name: "Publication"}, {Name: "Release"}, {Name: "Imported"}, {Name: "Bytes", Numeric: true}}}
	for _, f := range files {
		var row []chart.Cell
		for _, text := range []string{f.SHA256[:12], f.Name, f.Publication, f.Release, f.Imported.Format("2 January 2006 15:04")} {
			row = append(row, chart.Cell{Text: text, Value: study.Missing})
		}
		table.Rows = append(table.Rows, append(row, chart.Cell{Text: fmt.Sprint(f.Bytes), Value: study.Number(f.Bytes)}))
	}
	return publish.Text(t.out, table)
}

func (c *importCommand) forget(ctx context.Context, t terminal) error {
	file, err := workbench.Forget(ctx, c.where(), c.Forget)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, file)
	}
	_, err = fmt.Fprintf(t.out, "%s (%.12s) is no longer in %s.\n", file.Name, file.SHA256, c.place)
	return err
}
