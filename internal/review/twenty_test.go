package review_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
)

// Twenty people work through a blind review at once, half of them by another process's connections: each record is decided
// by two, nothing that was acknowledged is lost or doubled, and nobody is shown a partner's verdict on what lies before them.
func TestTwentyAtTheirDesks(t *testing.T) {
	const people, records, screeners = 20, 40, 2
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			room, w := roomAt(t, place)
			another, _ := roomAt(t, place)
			id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners, terms.Blind = screeners, true })
			var titles []string
			for n := range records {
				titles = append(titles, fmt.Sprintf("%s care in place %c%c", []string{"Foster", "Kinship", "Bridge"}[n%3], 'A'+rune(n%26), 'A'+rune(n/26)))
			}
			if done := take(t, room.Alone(), id, ris(titles...)); done.Duplicates.Merged != 0 {
				t.Fatalf("the records are not as many works: %+v", done.Duplicates)
			}
			var group sync.WaitGroup
			acknowledged := make([]map[int64]evidence.Verdict, people)
			accounts := map[int64]int{}
			for n := range people {
				who := join(t, w, fmt.Sprint("Reader ", n), id, evidence.Reviewer)
				accounts[who.ID] = n
				d := map[bool]*review.Room{true: room, false: another}[n%2 == 0].For(who)
				acknowledged[n] = map[int64]evidence.Verdict{}
				group.Go(func() {
					if err := readAll(t, d, id, n, acknowledged[n]); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			decisions, err := w.Decisions(t.Context(), id, evidence.TitleAbstract, 0)
			if err != nil || len(decisions) != records*screeners {
				t.Fatalf("%d decisions stand, %v, expected %d", len(decisions), err, records*screeners)
			}
			times := map[int64]int{}
			for _, x := range decisions {
				times[x.Record]++
				mine := acknowledged[accounts[x.Account]]
				if mine[x.Record] != x.Verdict {
					t.Errorf("record %d: reader %d is down for %s and was told %q", x.Record, accounts[x.Account], x.Verdict, mine[x.Record])
				}
				delete(mine, x.Record)
			}
			for record, n := range times {
				if n != screeners {
					t.Errorf("record %d has %d decisions", record, n)
				}
			}
			for n, lost := range acknowledged {
				if len(lost) > 0 {
					t.Errorf("reader %d was told that decisions on %v stand", n, lost)
				}
			}
			p, err := room.Alone().Progress(t.Context(), id, evidence.TitleAbstract)
			if err != nil || p.Read() != records || p.Conflicts == 0 {
				t.Errorf("%+v, %v, expected all to be read, and some conflicts", p, err)
			}
		})
	}
}

// readAll decides on what is laid before one reader until nothing is left.
func readAll(t testing.TB, d *review.Desk, id int64, n int, acknowledged map[int64]evidence.Verdict) error {
	for {
		sheet, err := d.Next(t.Context(), id, evidence.TitleAbstract)
		if err != nil || sheet.Record == nil {
			return err
		}
		record := sheet.Record.Number()
		if _, before := acknowledged[record]; before {
			return fmt.Errorf("reader %d is given record %d a second time", n, record)
		}
		shown := []any{sheet}
		for _, look := range []func() (any, error){
			func() (any, error) { return d.Dossier(t.Context(), id, record) },
			func() (any, error) { return d.TrailOf(t.Context(), id, record, 0, 1000) },
			func() (any, error) { return d.Agreement(t.Context(), id, evidence.TitleAbstract) },
		} {
			more, err := look()
			if err != nil {
				return err
			}
			shown = append(shown, more)
		}
		text, err := json.Marshal(shown)
		if err != nil {
			return err
		}
		if strings.Contains(string(text), fmt.Sprintf("SECRET-%d.", record)) {
			return fmt.Errorf("reader %d is shown a partner's verdict on record %d: %.3000s", n, record, text)
		}
		verdict := evidence.Include
		if (int(record)+n)%3 != 0 {
			verdict = evidence.Exclude
		}
		if _, err := d.Decide(t.Context(), evidence.Decision{Review: id, Record: record, Stage: evidence.TitleAbstract, Verdict: verdict, Note: fmt.Sprintf("SECRET-%d.", record)}); err != nil {
			return err
		}
		acknowledged[record] = verdict
	}
}
