package chart

import (
	"math"
	"math/rand/v2"

	"goodmeasure/study"
)

func sampleFunnel(n int) FunnelData {
	random := rand.New(rand.NewPCG(9, 10))
	data := FunnelData{Caption: caption("funnel", "Most authorities lie where chance would put them"), Measure: turnover, Size: "social workers", Centre: 16,
		Note: "The limits are widened for overdispersion, by a factor of 1.6."}
	width := func(size float64) float64 { return 1.6 * math.Sqrt(16*84/size) }
	for size := 5.0; size < 2000; size *= 1.3 {
		w := width(size)
		data.Limits = append(data.Limits, FunnelLimit{size, Interval{study.Number(16 - 1.96*w), study.Number(16 + 1.96*w)}, Interval{study.Number(16 - 3.09*w), study.Number(16 + 3.09*w)}})
	}
	for i := range n {
		code, name := place(i)
		size := 20 * math.Exp(random.Float64()*4)
		z := 1.4 * random.NormFloat64()
		u := FunnelUnit{Authority: code, Name: name, Size: study.Number(size), Value: study.Number(16 + z*width(size)), Highlight: i == 1 || i == 7}
		switch {
		case math.Abs(z) > 3.09:
			u.Band = Beyond99
		case math.Abs(z) > 1.96:
			u.Band = Beyond95
		}
		data.Units = append(data.Units, u)
	}
	data.Units = append(data.Units, FunnelUnit{Authority: "901", Name: "Tiny Isle", Value: study.Missing, Size: study.Missing, Reason: "suppressed by the publisher"})
	return data
}

func sampleGradeStrips() GradeStripsData {
	data := GradeStripsData{Caption: caption("gradestrips", "Turnover differs little between grades"), Measure: turnover,
		Note: "Spearman’s correlation is 0.12 (95% interval −0.04 to 0.27)."}
	strip := sampleStrip(153)
	sizes := map[study.Grade]int{study.Outstanding: 30, study.Good: 70, study.RequiresImprovement: 40, study.Inadequate: 14}
	for _, g := range study.Grades {
		n := sizes[g]
		one := GradeStrip{Grade: g, Values: strip.Values[:n], Median: 16, Quartiles: Interval{12, 20.5}}
		strip.Values = strip.Values[n:]
		data.Strips = append(data.Strips, one)
	}
	return data
}
