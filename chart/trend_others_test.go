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

func sampleTrendWithOthers() TrendData {
	data := sampleTrend()
	data.ID, data.Authority, data.Place, data.Benchmark, data.Inspections = "trend-others", "", "England (middle)", "", nil
	none := Interval{study.Missing, study.Missing}
	for i := range data.Points {
		p := &data.Points[i]
		p.England, p.Benchmark, p.Interval = study.Missing, study.Missing, none
		if !p.Value.Known() {
			p.Value, p.Reason = 19, ""
		}
	}
	for at, name := range []string{places[0], places[1], "Dunmere"} {
		line := TrendLine{Authority: []string{"301", "302", "303"}[at], Name: name}
		for i := range 8 {
			v := study.Number(12 + 3*at + i%3)
			p := TrendPoint{Period: study.Period(2018 + i), Value: v, Interval: Interval{v - 1 - study.Number(at), v + 1 + study.Number(at)}}
			switch {
			case at == 1 && i > 5: // it ended
				continue
			case at == 2 && i == 2:
				p.Value, p.Interval, p.Reason = study.Missing, none, "suppressed"
			case at == 2:
				p.Interval = none
			}
			line.Points = append(line.Points, p)
		}
		data.Others = append(data.Others, line)
	}
	return data
}

func TestOtherLinesStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleTrendWithOthers()
	f := made(t)(Trend(data))
	looks := map[string]bool{}
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		value := axisOf(t, elements, "15", "20", "end", "y")
		for i, l := range data.Others {
			dots := find(elements, "dot", l.Authority)
			known := data.alone(l).known()
			if len(dots) != len(known) {
				t.Fatalf("%s: %d dots for %d figures", l.Name, len(dots), len(known))
			}
			for at, p := range known {
				if got := value(dots[at].at(t).y + 5); math.Abs(got-float64(p.Value)) > 0.02 {
					t.Errorf("%s %d is drawn at %v, is %v", l.Name, p.Period, got, p.Value)
				}
			}
			sh, _, dashes := otherLook(i)
			looks[dashes+string(rune('0'+sh))] = true
		}
		if lines := find(elements, "line", "303"); len(lines) != 2 {
			t.Errorf("%s: %d lines, expected one on each side of the gap and the break", size.name(), len(lines))
		}
		named := find(elements, "text", "302")
		if size == Wide && (len(named) == 0 || !strings.Contains(f.draw(Wide).words("302"), "to\u00a02023")) || size == Narrow && len(named) > 0 {
			t.Errorf("%s: the end of a line is named %v", size.name(), named)
		}
	}
	if len(looks) != 3 {
		t.Errorf("lines are told apart by colour alone: %v", looks)
	}
}

func (s *scene) words(authority string) string {
	var all []string
	for _, m := range s.marks {
		if words, is := m.mark.(text); is && m.code == authority {
			all = append(all, words.words)
		}
	}
	return strings.Join(all, " ")
}

func TestATrendSaysWhatCannotBeToldOfOthers(t *testing.T) {
	data := sampleTrendWithOthers()
	data.Breaks = nil
	f := made(t)(Trend(data))
	for _, want := range []string{": 12.0% in 2017-18 and 13.0% in 2024-25. Their 95% intervals overlap, so the two may not differ. In 2024-25 its interval lies below England (middle).",
		" in 2022-23. Their", "In 2022-23 its interval includes England (middle), so it cannot be told from it.",
		"The sampling error is not known for Dunmere: figures that are close may mean nothing."} {
		if !strings.Contains(f.Sentence, want) {
			t.Errorf("%q is not said: %s", want, f.Sentence)
		}
	}
	var heads []string
	for _, c := range f.Table.Columns {
		heads = append(heads, c.Name)
	}
	if got := strings.Join(heads[:4], "|"); got != "Period|England (middle)|"+places[0]+"|"+places[0]+", 95% interval from" {
		t.Errorf("the table begins %s", got)
	}
	if first := f.Table.Rows[0]; first[0].Text != "2024-25" || first[2].Value != 13 || first[5].Value.Known() {
		t.Errorf("the newest row is %v", first)
	}
}

// Where an interval rests on a borrowed denominator the table says so, of the place and of those beside it.
func TestTheTableOfATrendSaysWhatIntervalsAreMadeFrom(t *testing.T) {
	data := sampleTrendWithOthers()
	newest := len(data.Points) - 1
	data.Points[newest].SamplingError = "counts"
	last := len(data.Others[0].Points) - 1
	data.Others[0].Points[last].SamplingError = "borrowed denominator"
	table := made(t)(Trend(data)).Table
	for name, want := range map[string]string{"Sampling error": "counts", places[0] + ", sampling error": "borrowed denominator"} {
		at := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == name })
		if at < 0 || table.Rows[0][at].Text != want {
			t.Errorf("column %q, at %d, does not say %q in %v", name, at, want, table.Rows[0])
		}
	}
	for _, row := range table.Rows {
		if len(row) != len(table.Columns) {
			t.Errorf("%d cells under %d columns: %v", len(row), len(table.Columns), row)
		}
	}
}

func TestATrendRefusesOthers(t *testing.T) {
	for words, change := range map[string]func(*TrendData){
		"at most 4":           func(d *TrendData) { d.Others = append(d.Others, d.Others...) },
		"a code of its own":   func(d *TrendData) { d.Others[1].Authority = "301" },
		"none of the periods": func(d *TrendData) { d.Others[0].Points[0].Period = 2001 },
		"give the reason":     func(d *TrendData) { d.Others[2].Points[2].Reason = "" },
	} {
		data := sampleTrendWithOthers()
		change(&data)
		if _, err := Trend(data); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got error %v, expected %q", err, words)
		}
	}
}

func TestAnyOtherLinesStayInsideAndTheirNamesApart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := TrendData{Caption: caption("any", "Any"), Measure: Measure{Name: "Rate", Direction: study.Contested}, Place: anyName().Draw(r, "place"), PeriodType: study.FinancialYear}
		none := Interval{study.Missing, study.Missing}
		years := rapid.IntRange(1, 14).Draw(r, "years")
		for i := range years {
			data.Points = append(data.Points, TrendPoint{Period: study.Period(2010 + i), Value: anyValue().Draw(r, "value"), England: study.Missing, Benchmark: study.Missing, Interval: none, Middle: none, Reason: "suppressed"})
		}
		same := rapid.Bool().Draw(r, "all end at one height")
		for at := range rapid.IntRange(1, MostOthers).Draw(r, "n") {
			line := TrendLine{Authority: string(rune('a' + at)), Name: anyName().Draw(r, "name")}
			for i := range rapid.IntRange(0, years).Draw(r, "length") {
				v := anyValue().Draw(r, "figure")
				if same && v.Known() {
					v = 50
				}
				line.Points = append(line.Points, TrendPoint{Period: study.Period(2010 + i), Value: v, Interval: Interval{v, v}, Reason: "suppressed"})
			}
			data.Others = append(data.Others, line)
		}
		f, err := Trend(data)
		checkAny(r, t, f, err)
	})
}

func TestATrendNamesInWordsThoseWithoutFigures(t *testing.T) {
	data := sampleTrendWithOthers()
	tiny := TrendLine{Authority: "420", Name: "Isles of Scilly"}
	for i := range 8 {
		none := Interval{study.Missing, study.Missing}
		tiny.Points = append(tiny.Points, TrendPoint{Period: study.Period(2018 + i), Value: study.Missing, Interval: none, Reason: "suppressed"})
	}
	data.Others = append(data.Others, tiny)
	f := made(t)(Trend(data))
	if want := "Isles of Scilly has no figure (suppressed)."; strings.Count(f.Sentence, "Scilly") != 1 || !strings.Contains(f.Sentence, want) {
		t.Errorf("%q is not said once: %s", want, f.Sentence)
	}
	if n := len(find(parse(t, drawn(t, f, Wide)), "text", "420")); n > 0 || f.Table.head("420") {
		t.Errorf("an authority without a figure takes a place: %d texts", n)
	}
	if !f.Table.head("301") {
		t.Error("the column of an authority does not say whose it is, so that no key can walk to it")
	}
}

func (t Table) head(authority string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Authority == authority })
}

func TestATrendSaysWhereAnAuthorityHadEnded(t *testing.T) {
	data := sampleTrendWithOthers()
	data.Others[0].Points = data.Others[0].Points[3:]
	f := made(t)(Trend(data))
	column := func(code string) int {
		return slices.IndexFunc(f.Table.Columns, func(c Column) bool { return c.Authority == code })
	}
	newest, oldest := f.Table.Rows[0], f.Table.Rows[len(f.Table.Rows)-1]
	if got := newest[column("302")].Text; got != "the authority had ended" {
		t.Errorf("after its end it has %q", got)
	}
	if got := oldest[column("301")].Text; got != "there was no such authority yet" {
		t.Errorf("before its beginning it has %q", got)
	}
}

func TestLinesBesideATrendGiveItRoom(t *testing.T) {
	data := sampleTrendWithOthers()
	alone := data
	alone.Others = nil
	for _, size := range sizes {
		span := func(d TrendData) float64 {
			axis := find(parse(t, drawn(t, made(t)(Trend(d)), size)), "grid", "")
			low, high := math.Inf(1), math.Inf(-1)
			for _, e := range axis {
				var x, y float64
				if n, _ := fmt.Sscanf(e.attr["d"], "M%f %f", &x, &y); n == 2 {
					low, high = min(low, y), max(high, y)
				}
			}
			return high - low
		}
		if one, four := span(alone), span(data); four < one+40 {
			t.Errorf("%s: three lines beside it have %v px, where it has %v alone", size.name(), four, one)
		}
	}
}

// Of an authority with a handful of children figures are shown, and nothing is said of how they compare.
func TestATrendJudgesNoHandfulOfChildren(t *testing.T) {
	data := sampleTrendWithOthers()
	data.Others = data.Others[:1]
	data.Others[0].Few = true
	alone := sampleTrend()
	alone.Few, alone.Breaks = true, nil
	for _, d := range []TrendData{data, alone} {
		sentence := made(t)(Trend(d)).Sentence
		if !strings.Contains(sentence, " has a handful of children, so nothing is said of how its figures compare.") {
			t.Errorf("the reason is not said: %s", sentence)
		}
		for _, judged := range []string{"its interval lies", "so it cannot be told from", "95% intervals", "it is above"} {
			if strings.Contains(sentence, judged) {
				t.Errorf("%q is said: %s", judged, sentence)
			}
		}
	}
}

// Two lines of one joint figure look like two that agree: picture, sentence and table say what they are.
func TestATrendSaysWhichFiguresAreJoint(t *testing.T) {
	data := sampleTrendWithOthers()
	data.Breaks, data.Others = nil, data.Others[:2]
	for i := range data.Others[0].Points {
		data.Others[0].Points[i].Joint = true
	}
	data.Others[1].Points[0].Joint = true
	f := made(t)(Trend(data))
	for _, want := range []string{": 12.0% (joint figure) in 2017-18 and 13.0% (joint figure) in 2024-25.", ": 15.0% (joint figure) in 2017-18 and 17.0% in 2022-23."} {
		if !strings.Contains(f.Sentence, want) {
			t.Errorf("%q is not said: %s", want, f.Sentence)
		}
	}
	drawn := strings.ReplaceAll(f.draw(Wide).words(""), "\u2069", "")
	for _, want := range []string{"each is a joint figure, published for the authority and another together.", "and another authority: 2017-18."} {
		if !strings.Contains(drawn, want) {
			t.Errorf("the picture does not say %q: %s", want, drawn)
		}
	}
	at := slices.IndexFunc(f.Table.Columns, func(c Column) bool { return c.Name == places[1]+", whose figure" })
	if at < 0 || f.Table.Rows[len(f.Table.Rows)-1][at].Text != "joint figure" || f.Table.Rows[3][at].Text != "its own" {
		t.Errorf("the table does not say whose figures are joint: %v", f.Table.Columns)
	}
}

// Years without a figure stand below the picture, each reason once, and not in the sentence again.
func TestGapsOfOthersAreSaidOnce(t *testing.T) {
	data := sampleTrendWithOthers()
	p := &data.Others[2].Points[4]
	p.Value, p.Interval, p.Reason = study.Missing, Interval{study.Missing, study.Missing}, "suppressed"
	f := made(t)(Trend(data))
	if strings.Contains(f.Sentence, "No figure of") {
		t.Errorf("the sentence says again what the picture says: %s", f.Sentence)
	}
	if got := f.draw(Wide).words(""); strings.Count(got, "suppressed") != 1 || !strings.Contains(got, "2019-20 and 2021-22 (suppressed)") {
		t.Errorf("the picture says %s", got)
	}
}
