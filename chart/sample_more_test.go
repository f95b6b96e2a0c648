package chart

import (
	"math"
	"math/rand/v2"
	"time"

	"goodmeasure/study"
)

func sampleTenths(n int) TenthsData {
	random := rand.New(rand.NewPCG(3, 4))
	data := TenthsData{Caption: caption("tenths", "Services judged inadequate are about as likely to be in the best tenth")}
	for i := range n {
		code, name := place(i)
		u := TenthUnit{Authority: code, Name: name, Tenth: MiddleTenths, Grade: study.Grades[min(3, int(random.Float64()*random.Float64()*5))]}
		if i%3 > 0 {
			u.Grade = study.Good
		}
		switch place := random.Float64(); {
		case place < 0.1:
			u.Tenth = BestTenth
		case place > 0.9:
			u.Tenth = WorstTenth
		}
		data.Units = append(data.Units, u)
	}
	return TenthsData{data.Caption, append(data.Units,
		TenthUnit{"901", "Tiny Isle", study.Good, NotRanked, "too few children"},
		TenthUnit{"902", "New Shire", study.NotGraded, BestTenth, ""})}
}

func sampleTransitions() TransitionsData {
	return TransitionsData{caption("transitions", "Most authorities judged inadequate were graded better next time"),
		[4][4]int{{4, 25, 14, 1}, {8, 21, 38, 4}, {3, 12, 27, 15}, {0, 0, 3, 1}}}
}

func sampleJourneys(n int) JourneysData {
	random := rand.New(rand.NewPCG(5, 6))
	data := JourneysData{Caption: caption("journeys", "Grades moved in both directions")}
	for i := range n {
		code, name := place(i)
		j := Journey{Authority: code, Name: name}
		year := 2013 + random.IntN(3)
		for year < 2026 {
			date := study.DateOf(year, time.Month(1+random.IntN(12)), 1+random.IntN(28))
			grade := study.Grades[random.IntN(4)]
			if random.IntN(12) == 0 {
				grade = study.NotGraded
			}
			j.Visits = append(j.Visits, Visit{date, study.ILACS, grade})
			year += 2 + random.IntN(3)
		}
		data.Rows = append(data.Rows, j)
	}
	data.Rows = append(data.Rows, Journey{Authority: "902", Name: "New Shire", Reason: "created in April 2025"})
	return data
}

func sampleStrip(n int) StripData {
	random := rand.New(rand.NewPCG(7, 8))
	data := StripData{Caption: caption("strip", "Three in four authorities lie within ten points of England"), Measure: Measure{Name: "Social worker turnover",
		Unit: "%", Direction: study.LowerIsBetter}, England: 15.94}
	for i := range n {
		code, name := place(i)
		data.Values = append(data.Values, StripValue{Authority: code, Name: name, Highlight: i > 0 && i < 6,
			Value: study.Number(math.Max(0, 16+7*random.NormFloat64()))})
	}
	data.Values = append(data.Values, StripValue{Authority: "901", Name: "Tiny Isle", Value: study.Missing, Reason: "suppressed by the publisher"})
	return data
}

func sampleScree() ScreeData {
	return ScreeData{caption("scree", "Two components stand out"),
		[]float64{3.1, 2.05, 1.4, 1.2, 1.05, 0.95, 0.85, 0.75, 0.68, 0.6, 0.5, 0.4, 0.3, 0.17},
		[]study.Number{1.72, 1.55, 1.43, 1.33, 1.24, 1.16, 1.08, 1.0, 0.93, 0.86, 0.79, 0.72, 0.64, 0.55}}
}
