package library

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/citation"
	"goodmeasure/table"
)

const expectedPaste = ": expected one in CSL-JSON, RIS, BibTeX or another format that import reads, or a table whose first line names its columns, such as title"

// Paste takes what was put into a field for a file of records. What is wrong with it is said of a text, and not of a file.
func (d *Desk) Paste(ctx context.Context, text string, in Intake) (Imported, error) {
	done, err := d.ImportContent(ctx, strings.NewReader(text), int64(len(text)), "what was pasted", in)
	var other *table.Error // it was taken for a table, as a last resort
	switch {
	case errors.Is(err, citation.ErrColumns):
		err = errors.New("what was pasted is no record that can be read" + expectedPaste)
	case errors.As(err, &other) && other.Doing == "opening":
		err = errors.New("what was pasted cannot be read: " + other.Found + expectedPaste)
	case err != nil && len(done.Failed) > 0:
		err = fmt.Errorf("%w: %s", err, done.Failed[0])
	}
	return done, err
}
