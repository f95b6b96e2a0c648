package stress

import (
	"fmt"

	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/composite/normalise"
)

// tables knows what has been made already, so that choices that make no difference to an indicator share its column.
type tables struct {
	*Test
	sorter  order.Sorter
	figures [][][]float64 // by indicator, the distinct ones
	columns map[columnKey]*column
}

type columnKey struct {
	figures   *float64
	scale     int
	by        *combination
	direction normalise.Direction
	indicator int
}

func (t *Test) tabulate() error {
	s := &t.space
	made := &tables{Test: t, figures: make([][][]float64, t.indicators), columns: map[columnKey]*column{}}
	for v := range s.Versions {
		version := &s.Versions[v]
		gaps := make([]bool, t.indicators)
		for j, x := range version.Values {
			gaps[j] = hasGaps(x)
		}
		t.gaps = append(t.gaps, gaps)
		for i := range s.Imputations {
			for r := range s.Treatments {
				figures := make([][]float64, t.indicators)
				for j, x := range version.Values {
					filled, err := version.fill(&s.Imputations[i], j, x)
					if err == nil {
						filled, err = s.Treatments[r].treat(j, filled)
					}
					if err != nil {
						return fmt.Errorf("version %d, %s, %s, indicator %d: %w", v+1, s.Imputations[i].Name, s.Treatments[r].Name, j+1, err)
					}
					figures[j] = made.distinct(j, filled)
				}
				for n, scale := range s.Normalisations {
					for a := range s.Aggregations {
						one, err := made.table(figures, n, a)
						if err != nil {
							return fmt.Errorf("version %d, %s, %s, %v: %w", v+1, s.Imputations[i].Name, s.Treatments[r].Name, scale, err)
						}
						t.tables = append(t.tables, one)
					}
				}
			}
		}
	}
	return nil
}

func (t *tables) distinct(indicator int, x []float64) []float64 {
	for _, known := range t.figures[indicator] {
		if same(known, x) {
			return known
		}
	}
	t.figures[indicator] = append(t.figures[indicator], x)
	return x
}

func same(a, b []float64) bool {
	for i, v := range a {
		if v != b[i] && (v == v || b[i] == b[i]) {
			return false
		}
	}
	return true
}

func (t *tables) table(figures [][]float64, scale, aggregation int) (table, error) {
	made := table{make([]*column, t.indicators), make([]*column, t.indicators)}
	for j, x := range figures {
		d := t.space.Directions[j]
		var err error
		if made.along[j], err = t.column(x, d, scale, aggregation, j); err != nil {
			return table{}, fmt.Errorf("indicator %d: %w", j+1, err)
		}
		if t.contested(j) {
			if made.against[j], err = t.column(x, -d, scale, aggregation, j); err != nil {
				return table{}, fmt.Errorf("indicator %d read the other way: %w", j+1, err)
			}
		}
	}
	return made, nil
}

func (t *tables) column(x []float64, d normalise.Direction, scale, aggregation, indicator int) (*column, error) {
	by := t.by[aggregation][t.parents[indicator]]
	key := columnKey{&x[0], scale, by, d, indicator}
	if made := t.columns[key]; made != nil {
		return made, nil
	}
	made := &column{}
	if err := made.make(x, d, t.scale(scale, indicator), by, indicator, &t.sorter); err != nil {
		return nil, err
	}
	made.order = made.order.Clone()
	t.columns[key] = made
	return made, nil
}

func (t *Test) scale(normalisation, indicator int) normalise.Method {
	if t.space.Scales != nil && t.space.Scales[normalisation] != nil {
		return t.space.Scales[normalisation][indicator]
	}
	return t.space.Normalisations[normalisation]
}
