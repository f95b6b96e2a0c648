package workbench

import (
	"cmp"
	"slices"

	"goodmeasure/method"
	"goodmeasure/study"
)

// cross counts bands by grade, and names those of which measures and judgement point opposite ways: clearly above average and
// graded below good, or clearly below average and graded good or better. Whoever cannot be told apart is in neither list.
func (r *Inspected) cross(f *method.Frame, x *method.Index) {
	places := map[string]method.IndexResult{}
	n := 0
	for _, one := range x.Results {
		places[one.Unit] = one
		if one.Score.Known() {
			n++
		}
	}
	for _, band := range Bands {
		row := CrossedBand{Band: band}
		for _, grade := range study.Grades {
			row.Grades = append(row.Grades, NamesWith{Grade: grade, Names: []string{}})
		}
		r.Crossed = append(r.Crossed, row)
	}
	for at, a := range f.Authorities {
		one, there := places[a.Code]
		if !there {
			continue
		}
		band := bandOf(one.RankLow, one.RankMedian, one.RankHigh, n)
		row := slices.Index(Bands, band)
		if row < 0 {
			continue
		}
		j := f.Judgements[at]
		if !j.Graded() {
			r.Crossed[row].None++
			continue
		}
		cell := &r.Crossed[row].Grades[j.Overall.HigherIsBetter()-1]
		cell.Names = append(cell.Names, a.Short())
		good := j.Overall.HigherIsBetter() >= study.Good.HigherIsBetter()
		if band == BandA && !good || band == BandD && good {
			r.OffPattern = append(r.OffPattern, OffPattern{a.Code, a.Short(), band, one.RankMedian, one.RankLow, one.RankHigh, n, j.Overall, j.Published})
		}
	}
	slices.SortStableFunc(r.OffPattern, func(a, b OffPattern) int { return cmp.Compare(a.Median, b.Median) })
}
