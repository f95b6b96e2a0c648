package table

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// pageReader codes the values of one column in one row group.
type pageReader struct {
	leaf   leaf
	words  *lexicon
	pages  parquet.Pages
	coded  []int32 // codes of the page in hand that are not yet given
	known  []int32 // the code of each entry in the row group's dictionary
	values []parquet.Value
}

// readers makes ready to read the chosen columns of a row group, by its number.
func (c *columnar) readers(group int, chosen []int, memory []*lexicon) (readers []*pageReader, err error) {
	err = guard(func() error {
		chunks := c.parquet.RowGroups()[group].ColumnChunks()
		for i, index := range chosen {
			if err := checkPages(c.file.file, c.parquet.Metadata().RowGroups[group].Columns[index]); err != nil {
				return fmt.Errorf("column %q: %w", c.columns[index].name, err)
			}
			readers = append(readers, &pageReader{leaf: c.columns[index], words: memory[i], pages: chunks[index].Pages()})
		}
		return nil
	})
	return readers, err
}

func closeAll(readers []*pageReader) {
	for _, reader := range readers {
		_ = guard(reader.pages.Close)
	}
}

// fill puts the next n rows of every column into the batch.
func fill(batch *Batch, readers []*pageReader, n int) error {
	for i, reader := range readers {
		codes := make([]int32, 0, n)
		for len(codes) < n {
			if len(reader.coded) == 0 {
				if err := reader.nextPage(); err != nil {
					return fmt.Errorf("column %q: %w", reader.leaf.name, err)
				}
				continue
			}
			taken := min(n-len(codes), len(reader.coded))
			codes = append(codes, reader.coded[:taken]...)
			reader.coded = reader.coded[taken:]
		}
		batch.Columns[i] = Coded{Codes: codes, Values: reader.words.values}
	}
	return nil
}

func (r *pageReader) nextPage() error {
	page, err := r.pages.ReadPage()
	if errors.Is(err, io.EOF) {
		return errors.New("fewer values than rows")
	}
	if err != nil {
		return err
	}
	defer parquet.Release(page)
	if page.Dictionary() == nil {
		return r.codeValues(page)
	}
	return r.codeIndexes(page)
}

// codeIndexes codes a page that refers to its row group's dictionary, without looking at the values again.
func (r *pageReader) codeIndexes(page parquet.Page) error {
	if r.known == nil {
		dictionary := page.Dictionary()
		r.known = make([]int32, dictionary.Len())
		for i := range r.known {
			r.known[i] = r.words.code(r.leaf.text(dictionary.Index(int32(i))))
		}
	}
	data := page.Data()
	indexes := data.Int32()
	levels := page.DefinitionLevels()
	if !r.leaf.optional {
		levels = nil
	}
	r.coded = make([]int32, 0, page.NumValues())
	if levels == nil {
		if int64(len(indexes)) != page.NumValues() {
			return fmt.Errorf("%d indexes for %d values", len(indexes), page.NumValues())
		}
		for _, index := range indexes {
			r.coded = append(r.coded, r.known[index])
		}
		return nil
	}
	none := r.words.code("")
	for _, level := range levels {
		if level < r.leaf.defined {
			r.coded = append(r.coded, none)
			continue
		}
		r.coded = append(r.coded, r.known[indexes[0]])
		indexes = indexes[1:]
	}
	return nil
}

func (r *pageReader) codeValues(page parquet.Page) error {
	if r.values == nil {
		r.values = make([]parquet.Value, 1024)
	}
	values := page.Values()
	r.coded = make([]int32, 0, page.NumValues())
	for {
		n, err := values.ReadValues(r.values)
		for _, value := range r.values[:n] {
			text := ""
			if !value.IsNull() {
				text = r.leaf.text(value)
			}
			r.coded = append(r.coded, r.words.code(text))
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return io.ErrNoProgress
		}
	}
}
