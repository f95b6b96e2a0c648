package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
)

// made is a figure that must come about.
func made(t *testing.T) func(Figure, error) Figure {
	return func(f Figure, err error) Figure {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

// axisOf reads a linear axis from two of its figures and returns what stands at a place.
func axisOf(t *testing.T, elements []element, first, second, anchor, coordinate string) func(px float64) float64 {
	t.Helper()
	at := map[string]float64{}
	for _, e := range elements {
		if e.name == "text" && e.is("muted") && e.attr["text-anchor"] == anchor {
			at[e.text] = e.number(t, coordinate)
		}
	}
	value := map[string]float64{}
	for _, words := range []string{first, second} {
		if _, ok := at[words]; !ok {
			t.Fatalf("the axis has no figure %s: %v", words, at)
		}
		for _, digit := range words {
			value[words] = value[words]*10 + float64(digit-'0')
		}
	}
	return func(px float64) float64 {
		return value[first] + (px-at[first])/(at[second]-at[first])*(value[second]-value[first])
	}
}

func TestStripMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleStrip(153)
	f := made(t)(Strip(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		value := axisOf(t, elements, "10", "20", "middle", "x")
		for _, v := range data.Values {
			marks := find(elements, "similar", v.Authority)
			dots := find(elements, "dot", v.Authority)
			var px float64
			switch {
			case !v.Value.Known():
				if len(marks)+len(dots) > 0 {
					t.Errorf("%s has no figure and is drawn", v.Name)
				}
				continue
			case v.Highlight:
				px = dots[0].at(t).x
			default:
				px = marks[0].number(t, "x1")
			}
			if math.Abs(value(px)-float64(v.Value)) > 0.02 {
				t.Errorf("%s %s is drawn at %v, is %v", size.name(), v.Name, value(px), v.Value)
			}
		}
		if px := find(elements, "dashed", "")[0].number(t, "x1"); math.Abs(value(px)-15.94) > 0.02 {
			t.Errorf("England is drawn at %v", value(px))
		}
	}
}

func TestTenthsCountTheirDots(t *testing.T) {
	data := sampleTenths(153)
	f := made(t)(Tenths(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		if n := len(find(elements, "dot", "")); n != 153 {
			t.Errorf("%s: %d dots for 153 authorities", size.name(), n)
		}
	}
	total := 0.0
	for _, row := range f.Table.Rows[:12] {
		total += float64(row[2].Value)
		if names := strings.Count(row[4].Text, ";") + 1; row[2].Value > 0 && names != int(row[2].Value) {
			t.Errorf("%v names %d", row, names)
		}
	}
	if total != 153 || len(f.Table.Rows) != 14 || f.Table.Rows[13][3].Text != "not ranked: too few children" {
		t.Errorf("the table counts %v and ends with %v", total, f.Table.Rows[13])
	}
}

func TestTransitionBarsAreAsLongAsTheirShares(t *testing.T) {
	data := sampleTransitions()
	f := made(t)(Transitions(data))
	for _, size := range sizes {
		bars := find(parse(t, drawn(t, f, size)), "bar", "")
		whole := 0.0
		next := 0
		for from, row := range data.Counts {
			for _, n := range row {
				if n == 0 {
					continue
				}
				unit := bars[next].number(t, "width") / float64(n) * float64(data.after(from).all())
				if whole == 0 {
					whole = unit
				}
				if math.Abs(unit-whole) > 0.01*float64(data.after(from).all()) {
					t.Errorf("%s: a bar for %d of %d is %v long", size.name(), n, data.after(from).all(), bars[next].attr["width"])
				}
				next++
			}
		}
	}
	if want := "Of 176 pairs of consecutive inspections, 97 (55%) brought a better grade, 53 (30%) the same and 26 (15%) a worse one."; !strings.HasPrefix(f.Sentence, want) {
		t.Errorf("got %s", f.Sentence)
	}
	if f.Table.Rows[1][3].Value != 25 || f.Table.Rows[1][2].Text != "better" {
		t.Errorf("inadequate to requires improvement is %v", f.Table.Rows[1])
	}
}

func TestJourneyMarksStandAtTheirDates(t *testing.T) {
	data := sampleJourneys(29)
	f := made(t)(Journeys(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		year := axisOf(t, elements, "2014", "2022", "middle", "x")
		for _, r := range data.Rows {
			dots := find(elements, "dot", r.Authority)
			letters := find(elements, "bold", r.Authority)
			if size == Narrow {
				letters = letters[len(letters)-count(r.Visits, func(v Visit) bool { return v.Grade.Given() }):]
			}
			for i, v := range r.Visits {
				want := 2014 + (day(v.Published)-day(study.DateOf(2014, 1, 1)))/365.25
				if got := year(dots[i].at(t).x); math.Abs(got-want) > 0.02 {
					t.Errorf("%s on %v stands at %v", r.Name, v.Published, got)
				}
				if v.Grade.Given() {
					if words, _, _ := letter(v.Grade); letters[0].text != words {
						t.Errorf("%s on %v is lettered %s", r.Name, v.Published, letters[0].text)
					}
					letters = letters[1:]
				}
			}
			if len(dots) != len(r.Visits) {
				t.Errorf("%s has %d marks for %d inspections", r.Name, len(dots), len(r.Visits))
			}
		}
	}
	if _, err := Journeys(sampleJourneys(30)); err == nil || !strings.Contains(err.Error(), "at most 30") {
		t.Errorf("31 rows: %v", err)
	}
}

func count[T any](items []T, is func(T) bool) (n int) {
	for _, item := range items {
		if is(item) {
			n++
		}
	}
	return n
}

func TestScreeMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleScree()
	f := made(t)(Scree(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		value := axisOf(t, elements, "1", "3", "end", "y")
		dots := find(elements, "dot", "")
		dots = dots[len(dots)-len(data.Eigenvalues):]
		for i, v := range data.Eigenvalues {
			if got := value(dots[i].at(t).y + 5); math.Abs(got-v) > 0.001 { // figures stand 5 px under their line
				t.Errorf("%s: component %d is drawn at %v, is %v", size.name(), i+1, got, v)
			}
			if hollow := dots[i].is("hollow"); hollow != (i >= 2) {
				t.Errorf("component %d: hollow is %v", i+1, hollow)
			}
		}
	}
	if want := "2 of 14 components stand above the line that 5 in 100 random data sets pass; together they hold 37% of the variance; the first holds 22%."; f.Sentence != want {
		t.Errorf("got %s", f.Sentence)
	}
}
