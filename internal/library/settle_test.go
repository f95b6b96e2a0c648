package library_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

func placement(title string, year int) evidence.Entry {
	return evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: title, Year: year, Container: "Journal of Placement Studies", Volume: "9", Pages: "101-118",
		Authors: []evidence.Person{{Family: "Okafor", Given: "Ngozi"}, {Family: "Lindqvist", Given: "P."}}}}
}

// A look at all of the library finds what no import paired, once, and leaves what people have said and what reviews settle.
func TestLibraryIsLookedThroughAgain(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			w, err := store.Open(t.Context(), place)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			add := func(to store.Addition, entries ...evidence.Entry) []int64 {
				t.Helper()
				numbers, err := w.AddRecords(t.Context(), evidence.Account{}, entries, to)
				if err != nil {
					t.Fatal(err)
				}
				return numbers
			}
			shelf := library.On(w)
			desk := shelf.Alone()
			foster, kin := "Stability of foster placements in three counties of the north", "Kinship carers and their support in the towns of the west"
			first := add(store.Addition{}, placement(foster, 2014), placement(kin, 2016))
			others := make([]evidence.Entry, 1200) // so that the two of a pair are not read together
			for n := range others {
				others[n] = evidence.Entry{Record: evidence.Record{Kind: evidence.Report, Title: fmt.Sprintf("Number%d of anything else there is in place%d", n, n)}}
			}
			add(store.Addition{}, others...)
			again := add(store.Addition{Public: true}, placement("Stability of foster placments in three counties of the north", 2014), placement(kin, 2016), placement("Reply to: "+foster, 2014))
			if _, err := desk.Judge(t.Context(), first[1], again[1], evidence.Different); err != nil {
				t.Fatal(err)
			}
			r, err := w.AddReview(t.Context(), evidence.Account{}, "A review", evidence.NewTerms("?"))
			if err != nil {
				t.Fatal(err)
			}
			own := "What social workers say of their caseloads in a county of the south"
			add(store.Addition{Review: r.ID}, placement(own, 2011), placement(own, 2011))

			ann, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Name: "Ann", Email: "ann@example.org"}, "", evidence.Owner)
			if err != nil {
				t.Fatal(err)
			}
			var twice error
			told := 0.0
			settled, err := shelf.For(ann).LookAgain(t.Context(), func(done float64) {
				if done < told || done > 1 {
					t.Errorf("%v is done after %v", done, told)
				}
				if told = done; done == 0 || twice != nil {
					return
				}
				if _, twice = desk.LookAgain(t.Context(), nil); twice == nil {
					twice = errors.New("none")
				}
			})
			if twice == nil || twice.Error() != "the library is being looked through for duplicates now, by Ann: see what waits when that is done" {
				t.Errorf("a second look at the same time: %v", twice)
			}
			if err != nil || settled != (library.Settled{Merged: 1, Unsure: 1}) {
				t.Errorf("%+v, %v", settled, err)
			}
			if e, err := w.Record(t.Context(), first[0]); err != nil || e.MergedInto != again[0] {
				t.Errorf("the public one stands for both, and not %+v, %v", e, err)
			}
			if twins, total, err := desk.Twins(t.Context(), evidence.Unsure, 1, 9); err != nil || total != 1 || twins[0].Other != again[2] {
				t.Errorf("%+v wait, %v", twins, err)
			}
			if settled, err := desk.LookAgain(t.Context(), nil); err != nil || settled != (library.Settled{}) {
				t.Errorf("a second look: %+v, %v", settled, err)
			}
			// What a review has one copy of, and the library another, is the library's to settle.
			add(store.Addition{}, placement(own, 2011))
			if settled, err := desk.LookAgain(t.Context(), nil); err != nil || settled.Merged != 1 {
				t.Errorf("another copy of what a review has: %+v, %v", settled, err)
			}
			var refused *library.Refusal
			if _, err := shelf.For(evidence.Account{}).LookAgain(t.Context(), nil); !errors.As(err, &refused) {
				t.Errorf("a stranger looks through the library: %v", err)
			}
		})
	}
	if settled, err := library.At(filepath.Join(t.TempDir(), "none.db")).Alone().LookAgain(t.Context(), nil); err != nil || settled != (library.Settled{}) {
		t.Errorf("where there is no library: %+v, %v", settled, err)
	}
}

func BenchmarkLookAgain(b *testing.B) {
	shelf := library.At(filepath.Join(b.TempDir(), "w.db"))
	defer shelf.Close()
	desk := shelf.Alone()
	if _, err := desk.Import(b.Context(), many(b, benched), library.Intake{}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := desk.LookAgain(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// A file of records that all have one title leaves no more pairs to a person than the library has room for, and says how many
// there are.
func TestImportLeavesNoMorePairsThanPeopleCanSettle(t *testing.T) {
	var text strings.Builder
	for n := range 150 {
		text.WriteString(ris("JOUR", "TI  - The same title of a paper about children", fmt.Sprintf("AU  - Smith%d, Ann", n), "PY  - 2019"))
	}
	shelf := library.At(filepath.Join(t.TempDir(), "w.db"))
	defer shelf.Close()
	desk := shelf.Alone()
	done, err := desk.Import(t.Context(), file(t, text.String()), library.Intake{})
	if err != nil || done.Added != 150 || done.PairsLeft == 0 || !strings.Contains(done.Became(), "more pairs come to light when you look through the library") {
		t.Fatalf("%d added, %d pairs left, %v: %s", done.Added, done.PairsLeft, err, done.Became())
	}
	if _, waiting, err := desk.Twins(t.Context(), evidence.Unsure, 1, 1); err != nil || waiting != 2000 {
		t.Fatalf("%d pairs wait, %v", waiting, err)
	}
	if done, err = desk.Import(t.Context(), file(t, ris("JOUR", "TI  - The same title of a paper about children", "AU  - Smith900, Ann", "PY  - 2019")), library.Intake{}); err != nil || done.Added != 1 || done.PairsLeft == 0 {
		t.Fatalf("%d added, %d pairs left, %v", done.Added, done.PairsLeft, err)
	}
}
