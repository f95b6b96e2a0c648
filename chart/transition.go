package chart

import (
	"fmt"
	"strings"

	"goodmeasure/study"
)

// TransitionsData counts pairs of consecutive inspections by the earlier and the next grade.
type TransitionsData struct {
	Caption
	Counts [4][4]int // earlier grade, next grade; both in the order of study.Grades, worst first
}

// Transitions draws a grid of what grade followed what, with counts and shares of the earlier grade.
func Transitions(data TransitionsData) (Figure, error) {
	if err := data.check(); err != nil {
		return Figure{}, err
	}
	for i, row := range data.Counts {
		for j, n := range row {
			if n < 0 {
				return Figure{}, fmt.Errorf("transitions figure %s: the count from %s to %s is %d: expected 0 or more",
					data.ID, study.Grades[i].Words(), study.Grades[j].Words(), n)
			}
		}
	}
	if data.moves().all() == 0 {
		return data.nothing("no authority has two graded inspections", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

type moves struct{ better, same, worse int }

func (m moves) all() int { return m.better + m.same + m.worse }

func (d TransitionsData) after(from int) (m moves) {
	for to, n := range d.Counts[from] {
		switch {
		case to > from:
			m.better += n
		case to == from:
			m.same += n
		default:
			m.worse += n
		}
	}
	return m
}

func (d TransitionsData) moves() (m moves) {
	for from := range d.Counts {
		row := d.after(from)
		m = moves{m.better + row.better, m.same + row.same, m.worse + row.worse}
	}
	return m
}

func (d TransitionsData) sentence() string {
	m := d.moves()
	out := "Of " + Count(m.all(), "pair", "pairs") + " of consecutive inspections, " + Grouped(m.better) + " (" + percent(m.better, m.all()) +
		") brought a better grade, " + Grouped(m.same) + " (" + percent(m.same, m.all()) + ") the same and " +
		Grouped(m.worse) + " (" + percent(m.worse, m.all()) + ") a worse one."
	var parts []string
	for from, g := range study.Grades {
		row := d.after(from)
		if n := row.all(); n > 0 {
			parts = append(parts, strings.ToLower(g.Words())+" was followed by the same grade in "+Grouped(row.same)+" of "+Grouped(n))
		}
	}
	return out + " " + Capital(strings.Join(parts, "; ")) + "."
}

func (d TransitionsData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Earlier grade"}, {Name: "Next grade"}, {Name: "Change"},
		{Name: "Pairs of inspections", Numeric: true}, {Name: "Share of the earlier grade", Unit: "%", Numeric: true}}}
	for from := range d.Counts {
		total := d.after(from).all()
		for to, n := range d.Counts[from] {
			share := said("no share")
			if total > 0 {
				share = Cell{Text: percent(n, total), Value: study.Number(100 * float64(n) / float64(total))}
			}
			t.Rows = append(t.Rows, []Cell{said(study.Grades[from].Words()), said(study.Grades[to].Words()),
				said(changeTo(from, to).words), counted(n), share})
		}
	}
	return t
}

// change is how a step from one grade to the next is told: in a word, a sign and a role.
type change struct{ words, sign, role string }

func changeTo(from, to int) change {
	switch {
	case to > from:
		return change{"better", "↑", "stronger"}
	case to < from:
		return change{"worse", "↓", "weaker"}
	}
	return change{"the same", "=", "similar"}
}
