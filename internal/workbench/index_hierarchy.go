package workbench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

func (s *structure) refuse(one structureRow, column, found, expected, hint string) error {
	return &table.Error{Position: table.Position{File: s.name, Row: one.row, Column: column}, Doing: "reading the structure of an index in",
		Found: found, Expected: expected, Hint: hint}
}

// check refuses a hierarchy that cannot be.
func (s *structure) check() error {
	at := map[string]structureRow{}
	for _, one := range slices.Concat(s.indicators, s.groups) {
		at[one.code] = one
	}
	if len(s.indicators) == 0 {
		return &table.Error{Position: table.Position{File: s.name, Column: "Type"}, Doing: "reading the structure of an index in", Found: "no Indicator", Expected: "at least one row of the type Indicator"}
	}
	var groups []string
	for _, g := range s.groups {
		groups = append(groups, g.code)
	}
	if err := s.circles(); err != nil {
		return err
	}
	for _, one := range slices.Concat(s.indicators, s.groups) {
		if one.parent == "" {
			if at := slices.Index(groups, one.code); at < 0 {
				return s.refuse(one, "Parent", "nothing", "the code of the Aggregate that the indicator is part of", "the index itself is an Aggregate, too, and the one row without a parent")
			}
			continue
		}
		if !slices.Contains(groups, one.parent) {
			return s.refuse(one, "Parent", fmt.Sprintf("%q", one.parent), "the code of a row of the type Aggregate", study.Suggestion(one.parent, groups, ""))
		}
		if above := at[one.parent]; one.level > 0 && above.level > 0 && above.level <= one.level {
			return s.refuse(one, "Level", fmt.Sprintf("%d, and its parent %s has %d", one.level, above.code, above.level), "a level below that of its parent", "")
		}
	}
	var denominators []string
	for _, d := range s.denominators {
		denominators = append(denominators, d.code)
	}
	for _, one := range s.indicators {
		if one.denominator != "" && !slices.Contains(denominators, one.denominator) {
			return s.refuse(one, "Denominator", fmt.Sprintf("%q", one.denominator), "the code of a row of the type Denominator", study.Suggestion(one.denominator, denominators, "add such a row, or leave the cell empty"))
		}
	}
	return s.climb()
}

// climb finds the levels of groups, refusing groups without members and members that all weigh nothing.
func (s *structure) climb() error {
	members := map[string][]structureRow{}
	for _, one := range slices.Concat(s.indicators, s.groups) {
		members[one.parent] = append(members[one.parent], one)
	}
	top := 0
	for _, g := range s.groups {
		var sum float64
		for _, member := range members[g.code] {
			sum += member.weight
		}
		switch {
		case len(members[g.code]) == 0:
			return s.refuse(g, "", g.code+", of which nothing is a part", "indicators or groups with this parent", "give it members, or take the row out")
		case !(sum > 0) || math.IsInf(sum, 1):
			return s.refuse(members[g.code][0], "Weight", fmt.Sprintf("a sum of %v with the other weights in %s", sum, g.code), "a sum above 0",
				"write 1 for what counts")
		case g.parent == "":
			if top++; top > 1 {
				return s.refuse(g, "Parent", "nothing, and another group has no parent, too", "one index at the top", "give one of them a parent")
			}
		}
	}
	s.levels = map[string]int{}
	var rise func(code string) int
	rise = func(code string) int {
		level := 1
		for _, member := range members[code] {
			level = max(level, 1+rise(member.code))
		}
		s.levels[code] = level
		return level
	}
	for _, g := range s.groups {
		rise(g.code)
	}
	return nil
}

// circles refuses groups that are part of themselves.
func (s *structure) circles() error {
	for _, g := range s.groups {
		chain := []string{g.code}
		for parent := g.parent; parent != "" && len(chain) <= len(s.groups); parent = s.group(parent).parent {
			chain = append(chain, parent)
			if parent == g.code {
				return s.refuse(g, "Parent", strings.Join(chain, " → ")+", a circle", "groups that lead up to one index", "mend the parent of one of them")
			}
		}
	}
	return nil
}

func (s *structure) group(code string) structureRow {
	for _, g := range s.groups {
		if g.code == code {
			return g
		}
	}
	return structureRow{}
}

// title is the name of the index.
func (s *structure) title() string {
	for _, g := range s.groups {
		if g.parent == "" {
			return g.name
		}
	}
	return s.name
}

func (s *structure) denominated() int {
	n := 0
	for _, one := range s.indicators {
		if one.denominator != "" {
			n++
		}
	}
	return n
}
