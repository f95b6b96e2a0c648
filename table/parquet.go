package table

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"

	"github.com/parquet-go/parquet-go"
)

type columnar struct {
	file    *File
	parquet *parquet.File
	columns []leaf
}

// leaf is a column of plain values, one in each row.
type leaf struct {
	name     string
	text     func(parquet.Value) string
	defined  byte // the definition level of a value that is there
	optional bool
}

const rewriteParquet = "write it again as parquet, or as CSV UTF-8"

func (f *File) openParquet() (content, error) {
	var opened *parquet.File
	err := guard(func() (err error) {
		if err := f.checkFooter(); err != nil {
			return err
		}
		opened, err = parquet.OpenFile(f.file, f.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
		return err
	})
	if err != nil {
		return nil, f.refuse("it is a parquet file that is damaged or cut short", "download it again", err)
	}
	c := &columnar{file: f, parquet: opened}
	if err := guard(c.readSchema); err != nil {
		return nil, f.refuse("its columns cannot be read", rewriteParquet, err)
	}
	return c, nil
}

// checkFooter checks the last eight bytes: the length of the footer, for which the library makes room unseen, and a mark.
func (f *File) checkFooter() error {
	const least = 12 // with the mark at the start
	var end [8]byte
	if f.Size < least {
		return errors.New("it has no footer")
	}
	if _, err := f.file.ReadAt(end[:], f.Size-int64(len(end))); err != nil {
		return err
	}
	if length := int64(binary.LittleEndian.Uint32(end[:4])); string(end[4:]) != "PAR1" || length > f.Size-least {
		return errors.New("it does not end with a footer")
	}
	return nil
}

func (c *columnar) readSchema() error {
	for _, column := range c.parquet.Root().Columns() {
		if !column.Leaf() || column.Repeated() {
			return fmt.Errorf("column %q holds lists or records, not plain values", column.Name())
		}
		text, err := textOf(column.Type())
		if err != nil {
			return fmt.Errorf("column %q: %w", column.Name(), err)
		}
		c.columns = append(c.columns, leaf{name: column.Name(), text: text, optional: column.Optional(), defined: byte(column.MaxDefinitionLevel())})
	}
	if len(c.columns) == 0 {
		return fmt.Errorf("there are none")
	}
	for _, group := range c.parquet.Metadata().RowGroups {
		if len(group.Columns) != len(c.columns) {
			return fmt.Errorf("a row group has %d columns and the file %d", len(group.Columns), len(c.columns))
		}
	}
	return nil
}

func (c *columnar) sheets() []string { return []string{""} }

// rows gives the column names as row 1, so that a header is found as in the other formats; the values follow from row 2.
func (c *columnar) rows(string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		names := make([]string, len(c.columns))
		all := make([]int, len(c.columns))
		for i, column := range c.columns {
			names[i], all[i] = column.name, i
		}
		if !yield(Row{Number: 1, Cells: names}, nil) {
			return
		}
		for batch, err := range c.batches(all) {
			if err != nil {
				yield(Row{}, err)
				return
			}
			for i := range batch.Len() {
				cells := make([]string, len(batch.Columns))
				for j := range cells {
					cells[j] = batch.Columns[j].At(i)
				}
				if !yield(Row{Number: batch.Row(i), Cells: cells}, nil) {
					return
				}
			}
		}
	}
}

func (c *columnar) batches(chosen []int) iter.Seq2[Batch, error] {
	return func(yield func(Batch, error) bool) {
		memory := make([]*lexicon, len(chosen))
		for i := range memory {
			memory[i] = newLexicon()
		}
		next := 2
		for i, group := range c.parquet.RowGroups() {
			readers, err := c.readers(i, chosen, memory)
			for left := group.NumRows(); left > 0 && err == nil; {
				batch := Batch{first: next, Columns: make([]Coded, len(chosen))}
				n := int(min(left, batchLength))
				if err = guard(func() error { return fill(&batch, readers, n) }); err != nil {
					break
				}
				next += n
				left -= int64(n)
				if !yield(batch, nil) {
					closeAll(readers)
					return
				}
			}
			closeAll(readers)
			if err != nil {
				yield(Batch{}, &Error{
					Position: Position{File: c.file.Name, Row: next}, Doing: "reading", Found: "the values from here on cannot be read",
					Hint: "download it again", Err: err,
				})
				return
			}
		}
	}
}

// guard turns a panic of a library, or a fault in its unsafe code, which hostile files can provoke, into an error.
func guard(act func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("damaged content: %v", panicked)
		}
	}()
	return act()
}
