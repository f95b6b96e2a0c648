package source

import "goodmeasure/table"

// memo works out what a column's texts mean, each distinct text once however many rows have it.
type memo[T any] struct {
	work    func(text string) T
	meaning []T // by the text's code
}

func (m *memo[T]) of(column table.Coded, row int) T {
	for code := len(m.meaning); code < len(column.Values); code++ {
		m.meaning = append(m.meaning, m.work(column.Values[code]))
	}
	return m.meaning[column.Codes[row]]
}
