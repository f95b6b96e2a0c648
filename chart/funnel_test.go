package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
	"pgregory.net/rapid"
)

func TestFunnelMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleFunnel(150)
	f := made(t)(Funnel(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		value := axisOf(t, elements, "20", "40", "end", "y")
		ends := map[float64]float64{}
		for _, e := range elements {
			if e.is("muted") && e.attr["text-anchor"] == "middle" && (e.text == "100" || e.text == "1,000") {
				ends[map[string]float64{"100": 2, "1,000": 3}[e.text]] = e.number(t, "x")
			}
		}
		for _, u := range data.Units {
			dots := find(elements, "dot", u.Authority)
			if !u.Value.Known() {
				if len(dots) > 0 {
					t.Errorf("%s has no figure and is drawn", u.Name)
				}
				continue
			}
			at := dots[0].at(t)
			if got := value(at.y + 5); math.Abs(got-float64(u.Value)) > 0.05 {
				t.Errorf("%s %s is drawn at %v, is %v", size.name(), u.Name, got, u.Value)
			}
			got := math.Pow(10, 2+(at.x-ends[2])/(ends[3]-ends[2]))
			if size == Wide && math.Abs(got/float64(u.Size)-1) > 0.01 {
				t.Errorf("%s stands at size %v, is %v", u.Name, got, u.Size)
			}
			if filled := !dots[0].is("hollow"); filled != (u.Band == Beyond99) {
				t.Errorf("%s is %s and full is %v", u.Name, u.Band.Words(), filled)
			}
		}
	}
}

func TestFunnelSaysWhatItShows(t *testing.T) {
	data := FunnelData{Caption: caption("f", "F"), Measure: turnover, Size: "social workers", Centre: 16, Units: []FunnelUnit{
		{Authority: "301", Name: "A", Size: 10, Value: 15.5}, {Authority: "302", Name: "B", Size: 20, Value: 30, Band: Beyond99},
		{Authority: "303", Name: "C", Size: 30, Value: 4, Band: Beyond95, Highlight: true}, {Authority: "304", Name: "D", Value: study.Missing, Reason: "suppressed"}}}
	f := made(t)(Funnel(data))
	want := "Social worker turnover, %, out of social workers: of 3 authorities, 1 lies within the 95% limits round 16.0% (all England together), 1 between the 95% and the 99.8% limits, " +
		"and 1 beyond the 99.8% limits; lower is better. Above the 99.8% limits: B. C: 4.0% of 30, between the 95% and the 99.8% limits. No figure: D."
	if f.Sentence != want {
		t.Errorf("got  %s\nwant %s", f.Sentence, want)
	}
	if row := f.Table.Rows[0]; row[0].Text != "B" || row[3].Text != "beyond the 99.8% limits, above all England together" {
		t.Errorf("the table begins with %v", row)
	}
	for words, change := range map[string]func(*FunnelData){
		"more than 0":     func(d *FunnelData) { d.Units[0].Size = 0 },
		"give the reason": func(d *FunnelData) { d.Units[3].Reason = "" },
		"give Centre":     func(d *FunnelData) { d.Centre = study.Missing },
		"no band 7":       func(d *FunnelData) { d.Units[0].Band = 7 },
		"that rise":       func(d *FunnelData) { d.Limits = []FunnelLimit{{Size: 2}, {Size: 1}} },
		"code of its own": func(d *FunnelData) { d.Units[1].Authority = "301" },
	} {
		wrong := data
		wrong.Units = append([]FunnelUnit{}, data.Units...)
		change(&wrong)
		if _, err := Funnel(wrong); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got error %v, expected %q", err, words)
		}
	}
}

func TestAnyFunnelStaysInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := FunnelData{Caption: caption("any", "Any"), Measure: Measure{Name: anyName().Draw(r, "measure"), Direction: study.Contested}, Size: anyName().Draw(r, "size"),
			Centre: study.Number(rapid.Float64Range(-1000, 1000).Draw(r, "centre"))}
		last := 0.0
		for range rapid.IntRange(0, 20).Draw(r, "limits") {
			last += rapid.Float64Range(0.1, 1000).Draw(r, "step")
			v := anyValue().Draw(r, "limit")
			data.Limits = append(data.Limits, FunnelLimit{last, Interval{v, v}, Interval{v, v}})
		}
		for i := range rapid.IntRange(0, 30).Draw(r, "n") {
			code, _ := place(i)
			data.Units = append(data.Units, FunnelUnit{code, anyName().Draw(r, "name"), study.Number(rapid.Float64Range(0.01, 1e6).Draw(r, "size")), anyValue().Draw(r, "value"),
				FunnelBand(rapid.IntRange(0, 2).Draw(r, "band")), i < 6, "suppressed"})
		}
		f, err := Funnel(data)
		checkAny(r, t, f, err)
	})
}

func TestSwarmKeepsDotsApart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		places := rapid.SliceOfN(rapid.Float64Range(0, 300), 0, 60).Draw(r, "places")
		for i := 1; i < len(places); i++ {
			places[i] = max(places[i], places[i-1])
		}
		away := swarm(places, 7, math.Inf(1))
		for i := range places {
			for j := range i {
				if math.Hypot(places[i]-places[j], away[i]-away[j]) < 7-1e-6 {
					r.Fatalf("dots %d and %d meet: %v %v", j, i, places, away)
				}
			}
		}
	})
}

func TestAnyDistributionAndGradeStripsStayInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := StripData{Caption: caption("any", "Any"), Measure: Measure{Name: anyName().Draw(r, "indicator"), Direction: study.HigherIsBetter}, England: anyValue().Draw(r, "England")}
		for i := range rapid.IntRange(0, 40).Draw(r, "n") {
			code, _ := place(i)
			data.Values = append(data.Values, StripValue{code, anyName().Draw(r, "name"), anyValue().Draw(r, "value"), i < 6, "suppressed", i < 9, ""})
		}
		f, err := Distribution(data)
		checkAny(r, t, f, err)
		split := rapid.IntRange(0, len(data.Values)).Draw(r, "split")
		median := anyValue().Draw(r, "median")
		f, err = GradeStrips(GradeStripsData{Caption: data.Caption, Measure: data.Measure, Note: anyName().Draw(r, "note"), Strips: []GradeStrip{
			{study.Inadequate, data.Values[:split], median, Interval{median, median}}, {study.Outstanding, data.Values[split:], median, Interval{median, median}}}})
		checkAny(r, t, f, err)
	})
}

func TestDistributionAndGradeStripsShowEveryFigure(t *testing.T) {
	swarmed := sampleStrip(153)
	for _, size := range sizes {
		elements := parse(t, drawn(t, made(t)(Distribution(swarmed)), size))
		value := axisOf(t, elements, "10", "20", "middle", "x")
		for _, v := range swarmed.Values {
			dots := find(elements, "dot", v.Authority)
			if want := map[bool]int{true: 1}[v.Value.Known()]; len(dots) != want {
				t.Fatalf("%s has %d dots", v.Name, len(dots))
			}
			if v.Value.Known() && math.Abs(value(dots[0].at(t).x)-float64(v.Value)) > 0.02 {
				t.Errorf("%s is drawn at %v, is %v", v.Name, value(dots[0].at(t).x), v.Value)
			}
		}
	}
	data := sampleGradeStrips()
	f := made(t)(GradeStrips(data))
	elements := parse(t, drawn(t, f, Wide))
	value := axisOf(t, elements, "10", "20", "middle", "x")
	ticks := 0
	for _, g := range data.Strips {
		for _, v := range g.known() {
			ticks++
			if px := find(elements, "rule", v.Authority)[0].number(t, "x1"); math.Abs(value(px)-float64(v.Value)) > 0.02 {
				t.Errorf("%s is drawn at %v, is %v", v.Name, value(px), v.Value)
			}
		}
	}
	if ticks != 153 || len(f.Table.Rows) != 154 || f.Table.Rows[0][0].Text != "Outstanding" {
		t.Errorf("%d ticks, %d rows, the first %v", ticks, len(f.Table.Rows), f.Table.Rows[0])
	}
	if !strings.HasPrefix(f.Sentence, "Social worker turnover, %, by grade: outstanding, 29 authorities, median 16.0% (middle half 12.0% to 20.5%);") {
		t.Errorf("got %s", f.Sentence)
	}
}
