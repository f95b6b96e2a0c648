package table

import "iter"

// batchLength is how many rows Columns gives at a time.
const batchLength = 16_384

// Batch is a run of rows, column by column.
type Batch struct {
	Columns []Coded // as asked for, in that order
	first   int
	numbers []int
}

// Len is the number of rows.
func (b Batch) Len() int {
	if len(b.Columns) == 0 {
		return 0
	}
	return len(b.Columns[0].Codes)
}

// Row is the number of the batch's i-th row, counted from 0, as in Row.Number.
func (b Batch) Row(i int) int {
	if b.numbers != nil {
		return b.numbers[i]
	}
	return b.first + i
}

// Coded is a column's cells as codes of its distinct values. A value keeps its code in all batches of one reading, so
// that what a value means need be worked out only once. A missing value is "".
type Coded struct {
	Codes  []int32  // one for each row
	Values []string // the text of each code so far; later batches may add to it
}

// At is the text of the batch's i-th row.
func (c Coded) At(i int) string { return c.Values[c.Codes[i]] }

// Columns streams the named columns of the sheet in batches, a fast way through long files with few distinct values.
// Names are matched as in Header, which also finds the row below which the values start. The first row that cannot be
// read, or does not fit the header, ends it with an error.
func (f *File) Columns(sheet string, names ...string) (iter.Seq2[Batch, error], error) {
	header, err := f.Header(sheet, names...)
	if err != nil {
		return nil, err
	}
	chosen := make([]int, len(names))
	for i, name := range names {
		column, err := header.Column(name)
		if err != nil {
			return nil, err
		}
		chosen[i] = column.Index
	}
	if parquet, ok := f.content.(*columnar); ok {
		return parquet.batches(chosen), nil
	}
	return header.batches(chosen), nil
}

func (h *Header) batches(chosen []int) iter.Seq2[Batch, error] {
	return func(yield func(Batch, error) bool) {
		memory := make([]*lexicon, len(chosen))
		for i := range memory {
			memory[i] = newLexicon()
		}
		batch := newBatch(len(chosen))
		for row, err := range h.Rows() {
			if err != nil {
				yield(Batch{}, err)
				return
			}
			batch.numbers = append(batch.numbers, row.Number)
			for i, index := range chosen {
				text := ""
				if index < len(row.Cells) {
					text = row.Cells[index]
				}
				column := &batch.Columns[i]
				column.Codes = append(column.Codes, memory[i].code(text))
				column.Values = memory[i].values
			}
			if batch.Len() == batchLength {
				if !yield(batch, nil) {
					return
				}
				batch = newBatch(len(chosen))
			}
		}
		if batch.Len() > 0 {
			yield(batch, nil)
		}
	}
}

func newBatch(columns int) Batch { return Batch{Columns: make([]Coded, columns)} }

// lexicon gives each distinct text its code, in order of first appearance.
type lexicon struct {
	codes  map[string]int32
	values []string
}

func newLexicon() *lexicon { return &lexicon{codes: map[string]int32{}} }

func (l *lexicon) code(text string) int32 {
	code, known := l.codes[text]
	if !known {
		code = int32(len(l.values))
		l.codes[text] = code
		l.values = append(l.values, text)
	}
	return code
}
