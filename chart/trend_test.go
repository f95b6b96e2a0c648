package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"goodmeasure/study"
	"pgregory.net/rapid"
)

var turnover = Measure{Name: "Social worker turnover", Unit: "%", Direction: study.LowerIsBetter}

func sampleTrend() TrendData {
	none := Interval{study.Missing, study.Missing}
	data := TrendData{Caption: caption("trend", "Turnover fell, and is now as England's"), Measure: turnover, Authority: "301", Place: places[1],
		PeriodType: study.FinancialYear, Benchmark: "median of statistical neighbours",
		Breaks: []study.Break{{Period: 2022, What: "agency staff are no longer counted"}},
		Inspections: []Visit{{study.DateOf(2023, 2, 1), study.ILACS, study.Good}, {study.DateOf(2018, 6, 14), study.ILACS, study.Inadequate},
			{study.DateOf(2023, 3, 1), study.ILACS, study.NotGraded}}}
	for i, v := range []float64{24, 22.5, 21, 0, 17, 18.5, 16.2, 15.9} {
		p := TrendPoint{Period: study.Period(2018 + i), Value: study.Number(v), Interval: Interval{study.Number(v - 2), study.Number(v + 2.5)},
			England: study.Number(16 - float64(i)/10), Benchmark: study.Number(17 + float64(i%3)), Middle: Interval{12, 20}}
		if v == 0 {
			p.Value, p.Interval, p.Reason = study.Missing, none, "not collected"
		}
		data.Points = append(data.Points, p)
	}
	data.Points[0].Middle, data.Points[5].England = none, study.Missing
	return data
}

func TestTrendMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleTrend()
	f := made(t)(Trend(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		value := axisOf(t, elements, "15", "20", "end", "y")
		year := axisOf(t, elements, "2019", "2025", "middle", "x")
		dots := find(elements, "dot", "301")
		if len(dots) != 7 {
			t.Fatalf("%s: %d dots for 7 figures", size.name(), len(dots))
		}
		rules := find(elements, "rule", "301")
		i := 0
		for _, p := range data.Points {
			if !p.Value.Known() {
				continue
			}
			at := dots[i].at(t)
			if got := value(at.y + 5); math.Abs(got-float64(p.Value)) > 0.02 { // figures stand 5 px under their line
				t.Errorf("%s %d is drawn at %v, is %v", size.name(), p.Period, got, p.Value)
			}
			if got := year(at.x); math.Abs(got-float64(p.Period)) > 0.01 {
				t.Errorf("%s %d stands at %v", size.name(), p.Period, got)
			}
			if low := value(rules[i].number(t, "y1") + 5); math.Abs(low-float64(p.Interval.Low)) > 0.02 {
				t.Errorf("%d: the interval begins at %v, not %v", p.Period, low, p.Interval.Low)
			}
			i++
		}
		if lines := find(elements, "line", "301"); len(lines) != 2 {
			t.Errorf("%s: %d lines, expected one on each side of the gap and the break", size.name(), len(lines))
		}
	}
}

func TestTrendSaysWhatItShows(t *testing.T) {
	f := made(t)(Trend(sampleTrend()))
	want := "Social worker turnover, %, Brightholme, Coldbrook and Upper Fenny Marsh: 17.0% in 2021-22 and 15.9% in 2024-25; lower is better. " +
		"Their 95% intervals overlap, so the two may not differ. Earlier figures cannot be compared with these, as the series breaks between them. " +
		"The lowest figure is 15.9% in 2024-25, the highest 18.5% in 2022-23. " +
		"In 2024-25 it is above England (middle) (15.3%) and below the median of statistical neighbours (18.0%). " +
		"The series breaks in 2021-22 (agency staff are no longer counted). No figure: 2020-21 (not collected). " +
		"Inspections: inadequate on 14 June 2018, good on 1 February 2023, no overall grade on 1 March 2023."
	if f.Sentence != want {
		t.Errorf("got  %s\nwant %s", f.Sentence, want)
	}
	if row := f.Table.Rows[len(f.Table.Rows)-4]; f.Table.Rows[0][0].Text != "2024-25" || row[1].Text != "no figure: not collected" || row[1].Value.Known() {
		t.Errorf("the gap stands in the table as %v", row)
	}
	data := sampleTrend()
	data.Breaks = nil
	if got := made(t)(Trend(data)).Sentence; !strings.Contains(got, "Their 95% intervals do not overlap. The lowest figure is 15.9% in 2024-25, the highest 24.0% in 2017-18.") {
		t.Errorf("got %s", got)
	}
}

func TestTrendOfOneFigureAndRefusals(t *testing.T) {
	one := TrendData{Caption: caption("a", "A"), Measure: Measure{Name: "Rate", Direction: study.Contested}, Place: "X", PeriodType: study.September,
		Points: []TrendPoint{{Period: 2025, Value: 0, Interval: Interval{study.Missing, study.Missing}, England: study.Missing, Benchmark: study.Missing,
			Middle: Interval{study.Missing, study.Missing}}}}
	f := made(t)(Trend(one))
	if want := "Rate, X: 0.0 on 30 September 2025; people disagree which way is better."; f.Sentence != want {
		t.Errorf("got %s", f.Sentence)
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
	}
	for words, change := range map[string]func(*TrendData){
		"at most once":    func(d *TrendData) { d.Points = append(d.Points, d.Points[0]) },
		"give the reason": func(d *TrendData) { d.Points[0].Value = study.Missing },
		"lower first":     func(d *TrendData) { d.Points[0].Interval = Interval{2, 1} },
		"kind of year":    func(d *TrendData) { d.PeriodType = "" },
		"has no date":     func(d *TrendData) { d.Inspections = []Visit{{}} },
		"at most 1e+12":   func(d *TrendData) { d.Points[0].England = 1e13 },
	} {
		data := sampleTrend()
		change(&data)
		if _, err := Trend(data); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got error %v, expected %q", err, words)
		}
		if _, err := Sparkline(data); err == nil {
			t.Errorf("a sparkline was drawn that the trend refuses: %s", words)
		}
	}
}

// The widest figure of an upright axis, at its very foot, stands clear of the first year under it.
func TestTheFootOfAnAxisStandsClearOfTheYears(t *testing.T) {
	data := TrendData{Caption: caption("any", "Any"), Measure: Measure{Name: "Rate", Direction: study.Contested}, Place: "X", PeriodType: study.AcademicYear}
	for i := range 18 {
		data.Points = append(data.Points, TrendPoint{Period: study.Period(2000 + 3*i), Value: 1, England: 1, Benchmark: 1, Interval: Interval{1, 1}, Middle: Interval{1, 1}})
	}
	data.Points[17].Value, data.Points[17].Interval = -9.047619047619375e11, Interval{1e12, 1e12}
	f := made(t)(Trend(data))
	for _, size := range sizes {
		checkLayout(t, f, size)
	}
}

func TestAnyTrendStaysInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := TrendData{Caption: caption("any", "Any"), Measure: Measure{Name: anyName().Draw(r, "measure"), Direction: study.Contested}, Place: anyName().Draw(r, "place"), PeriodType: study.AcademicYear}
		for i := range rapid.IntRange(0, 25).Draw(r, "n") {
			v := anyValue()
			low := v.Draw(r, "low")
			data.Points = append(data.Points, TrendPoint{Period: study.Period(2000 + i*rapid.IntRange(1, 2).Draw(r, "step")*3), Value: v.Draw(r, "value"), England: v.Draw(r, "England"),
				Benchmark: v.Draw(r, "benchmark"), Interval: Interval{low, low}, Middle: Interval{low, low}, Reason: "suppressed"})
		}
		seen := map[study.Period]bool{}
		kept := data.Points[:0]
		for _, p := range data.Points {
			if !seen[p.Period] {
				kept = append(kept, p)
			}
			seen[p.Period] = true
		}
		data.Points = kept
		for range rapid.IntRange(0, 5).Draw(r, "inspections") {
			data.Inspections = append(data.Inspections, Visit{study.DateOf(1990, 1, rapid.IntRange(1, 20000).Draw(r, "day")), study.SIF, study.Grade(rapid.IntRange(0, 4).Draw(r, "grade"))})
			data.Breaks = append(data.Breaks, study.Break{Period: study.Period(rapid.IntRange(1990, 2060).Draw(r, "break")), What: anyName().Draw(r, "what")})
		}
		f, err := Trend(data)
		checkAny(r, t, f, err)
		spark, err := Sparkline(data)
		if err != nil {
			r.Fatal(err)
		}
		parse(t, []byte(spark))
	})
}

func TestPicturesOfATableAreSmallAndSayTheirFigures(t *testing.T) {
	data := sampleStrip(153)
	for i := range data.Values {
		data.Values[i].Highlight, data.Values[i].Near = i == 1, i > 1 && i < 12
	}
	row, err := StripRow(data)
	if err != nil {
		t.Fatal(err)
	}
	spark, err := Sparkline(sampleTrend())
	if err != nil {
		t.Fatal(err)
	}
	if len(row) > 2500 || len(spark) > 2500 {
		t.Errorf("the strip takes %d bytes and the sparkline %d", len(row), len(spark))
	}
	elements := parse(t, []byte(row))
	if root := elements[0]; root.attr["role"] != "img" || elements[1].name != "title" {
		t.Errorf("root %v, then %v", root, elements[1])
	}
	if want := fmt.Sprintf("%s %.1f%%; England (middle) 15.9%%; among 153 authorities, worse to the left, better to the right", data.Values[1].Name, data.Values[1].Value); !strings.Contains(elements[1].text, want) {
		t.Errorf("the strip says %q, expected %q", elements[1].text, want)
	}
	dots := find(elements, "dot", "")
	england := find(elements, "dashed", "")[0].attr["d"]
	var x float64
	fmt.Sscanf(england, "M%f ", &x)
	if right := dots[0].at(t).x > x; right != (data.Values[1].Value < data.England) {
		t.Errorf("the dot is right of England: %v, %v against %v", right, data.Values[1].Value, data.England)
	}
	if n := strings.Count(string(row), "v18"); n != 10 {
		t.Errorf("%d ticks for 10 neighbours", n)
	}
	var ticks []float64
	for _, tick := range strings.Split(find(elements, "similar", "")[0].attr["d"], "M")[1:] {
		var at float64
		fmt.Sscanf(tick, "%f ", &at)
		ticks = append(ticks, at)
	}
	if unique := slices.Compact(slices.Sorted(slices.Values(ticks))); len(unique) != len(ticks) {
		t.Errorf("%d ticks stand at %d places", len(ticks), len(unique))
	}
	low, high, _ := reach(append(valuesOf(data), data.England)...)
	low, high = roomy(low, high)
	along := linear{low, high, inlineWidth - 4, 4}
	for _, v := range data.Values[12:] {
		if at := along.at(float64(v.Value)); v.Value.Known() && !slices.ContainsFunc(ticks, func(x float64) bool { return math.Abs(x-at) <= 0.251 }) {
			t.Errorf("%s has no tick at %.2f", v.Name, at)
		}
	}
	empty, err := StripRow(StripData{Caption: caption("a", "A")})
	if err != nil || !strings.Contains(string(empty), "There is nothing to show") {
		t.Errorf("%s %v", empty, err)
	}
}

func valuesOf(data StripData) (values []study.Number) {
	for _, v := range data.Values {
		values = append(values, v.Value)
	}
	return values
}

// What a title says of the ends and what the sentence says are of the same years: the newest break and those after it.
func TestATrendComparesOnlyYearsWithoutABreakBetween(t *testing.T) {
	for _, c := range []struct {
		breaks []study.Period
		first  study.Period
	}{{nil, 2015}, {[]study.Period{2016}, 2016}, {[]study.Period{2016, 2017}, 2018}, {[]study.Period{2019}, 2019}, {[]study.Period{2020}, 2015}} {
		data := TrendData{Caption: caption("a", "A"), Measure: Measure{Name: "Rate"}, Place: "X", PeriodType: study.CalendarYear}
		for _, p := range []study.Period{2019, 2018, 2016, 2015} {
			none := Interval{study.Missing, study.Missing}
			data.Points = append(data.Points, TrendPoint{Period: p, Value: study.Number(p - 2000), England: study.Missing, Benchmark: study.Missing, Interval: none, Middle: none})
		}
		for _, p := range c.breaks {
			data.Breaks = append(data.Breaks, study.Break{Period: p, What: "counted anew"})
		}
		first, last, known := data.Ends()
		if !known || first.Period != c.first || last.Period != 2019 {
			t.Errorf("%v: %d to %d, expected %d to 2019", c.breaks, first.Period, last.Period, c.first)
		}
		words := made(t)(Trend(data)).Sentence
		if want := fmt.Sprintf("X: %d.00 in %d", c.first-2000, c.first); !strings.Contains(words, want) || strings.Contains(words, "Earlier figures cannot be compared") != (c.first != 2015) {
			t.Errorf("%v: expected %q: %s", c.breaks, want, words)
		}
	}
	if _, _, known := (TrendData{}).Ends(); known {
		t.Error("a trend without figures has ends")
	}
}
