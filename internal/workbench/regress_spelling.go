package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// fold writes each inspection grade that a column of words spells in several ways in one way, so that spellings are not
// taken for levels, and gives a sentence that says so.
func (v *variable) fold() string {
	if v.numeric {
		return ""
	}
	spellings := map[study.Grade][]string{}
	for _, cell := range v.cells {
		if grade, err := study.ParseGrade(cell); err == nil && grade.Given() && !slices.Contains(spellings[grade], cell) {
			spellings[grade] = append(spellings[grade], cell)
		}
	}
	var folded []string
	for _, grade := range study.Grades {
		if len(spellings[grade]) < 2 {
			continue
		}
		slices.Sort(spellings[grade])
		folded = append(folded, fmt.Sprintf("%s (%s)", grade.Words(), strings.Join(spellings[grade], ", ")))
		for i, cell := range v.cells {
			if slices.Contains(spellings[grade], cell) {
				v.cells[i] = grade.Words()
			}
		}
	}
	if folded == nil {
		return ""
	}
	return fmt.Sprintf("Spellings of one grade in %s are taken for one level: %s.", v.name, strings.Join(folded, "; "))
}
