package chart

import (
	"testing"

	"goodmeasure/study"
	"pgregory.net/rapid"
)

// anyName draws names of every length and script, hostile ones among them. No name is blank.
func anyName() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.Map(rapid.StringN(0, 60, -1), func(s string) string { return s + "." }),
		rapid.SampledFrom([]string{"Bournemouth, Christchurch and Poole", "</text><script>alert(1)</script>", "\u202eאבג \x00 &amp;",
			"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "a\u0301\u0301\u0301", "市川三郷町"}))
}

func anyValue() *rapid.Generator[study.Number] {
	return rapid.OneOf(
		rapid.Map(rapid.Float64Range(-tooLarge, tooLarge), func(v float64) study.Number { return study.Number(v) }),
		rapid.Map(rapid.Float64Range(0, 100), func(v float64) study.Number { return study.Number(v) }),
		rapid.Map(rapid.Float64Range(1, 1+1e-9), func(v float64) study.Number { return study.Number(v) }),
		rapid.Just(study.Missing))
}

// checkAny fails when the figure cannot be made, leaves its drawing, has labels that overlap or is not well formed.
func checkAny(t *rapid.T, outer *testing.T, f Figure, err error) {
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
		parse(outer, drawn(outer, f, size))
	}
}

func TestAnyStripStaysInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := StripData{Caption: caption("any", "Any"), England: anyValue().Draw(r, "England"), Measure: Measure{Name: anyName().Draw(r, "indicator"),
			Direction: rapid.SampledFrom([]study.Direction{study.HigherIsBetter, study.LowerIsBetter, study.Contested, study.NoDirection}).Draw(r, "direction")}}
		for i := range rapid.IntRange(0, 40).Draw(r, "n") {
			code, _ := place(i)
			data.Values = append(data.Values, StripValue{code, anyName().Draw(r, "name"), anyValue().Draw(r, "value"), i < 6, "suppressed", false, rapid.SampledFrom([]string{"", "A", "B"}).Draw(r, "band")})
		}
		f, err := Strip(data)
		checkAny(r, t, f, err)
	})
}

func TestAnyAssociationStaysInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := AssociationData{Caption: caption("any", "Any")}
		size := rapid.OneOf(rapid.Float64Min(0), rapid.Float64Range(0.1, 10))
		for i := range rapid.IntRange(0, 15).Draw(r, "n") {
			code, _ := place(i)
			low := size.Draw(r, "low")
			ratio := low + size.Draw(r, "more")
			high := ratio + size.Draw(r, "more still")
			data.Rows = append(data.Rows, AssociationRow{code, anyName().Draw(r, "name"), ratio, low, high,
				study.Number(rapid.Float64Range(0, 1).Draw(r, "p")), i * 1000, study.Number(1 + size.Draw(r, "detectable")), ""})
		}
		f, err := Association(data)
		checkAny(r, t, f, err)
	})
}

func TestAnyTenthsStayInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := TenthsData{Caption: caption("any", "Any")}
		for i := range rapid.IntRange(0, 160).Draw(r, "n") {
			code, _ := place(i)
			data.Units = append(data.Units, TenthUnit{code, anyName().Draw(r, "name"), study.Grade(rapid.IntRange(0, 4).Draw(r, "grade")),
				Tenth(rapid.IntRange(0, 3).Draw(r, "tenth")), anyName().Draw(r, "reason")})
		}
		f, err := Tenths(data)
		checkAny(r, t, f, err)
	})
}

func TestAnyJourneysStayInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := JourneysData{Caption: caption("any", "Any")}
		for i := range rapid.IntRange(0, mostJourneys).Draw(r, "n") {
			code, _ := place(i)
			j := Journey{Authority: code, Name: anyName().Draw(r, "name"), Reason: anyName().Draw(r, "reason")}
			for range rapid.IntRange(0, 6).Draw(r, "visits") {
				day := study.DateOf(2000, 1, rapid.IntRange(1, 10000).Draw(r, "day"))
				j.Visits = append(j.Visits, Visit{day, study.SIF, study.Grade(rapid.IntRange(0, 4).Draw(r, "grade"))})
			}
			data.Rows = append(data.Rows, j)
		}
		f, err := Journeys(data)
		checkAny(r, t, f, err)
	})
}

func TestAnyTransitionsAndScreesStayInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		moved := TransitionsData{Caption: caption("any", "Any")}
		for i := range moved.Counts {
			for j := range moved.Counts {
				moved.Counts[i][j] = rapid.IntRange(0, 9999).Draw(r, "count")
			}
		}
		f, err := Transitions(moved)
		checkAny(r, t, f, err)

		scree := ScreeData{Caption: caption("any", "Any")}
		value := 100.0
		for range rapid.IntRange(0, 120).Draw(r, "components") {
			value -= rapid.Float64Range(0, 10).Draw(r, "less")
			scree.Eigenvalues = append(scree.Eigenvalues, value)
			scree.Random95 = append(scree.Random95, anyValue().Draw(r, "line"))
		}
		f, err = Scree(scree)
		checkAny(r, t, f, err)
	})
}
