package store

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/sourcegraph/conc/pool"

	"goodmeasure/evidence"
)

// wholeIndex checks that the segments of the index stand one after the other, and that every record is found by a word of its
// title and by no other's.
func wholeIndex(t *testing.T, w *Workspace, titles map[int64]string) {
	t.Helper()
	end := int64(1)
	for _, s := range segmentsIn(t, w) {
		if s[0] != end {
			t.Errorf("a segment begins with entry %d, expected %d", s[0], end)
		}
		end = s[0] + s[1]
	}
	for id, title := range titles {
		found, err := w.Numbers(t.Context(), Query{Text: title, Members: true})
		if err != nil || len(found) != 1 || found[0] != id {
			t.Errorf("%s: found %v, %v, expected %d", title, found, err, id)
		}
	}
}

// Several who add and change records at once, through two processes, leave an index that has all of them.
func TestManyIndexAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		both := []*Workspace{w, open(t, w.placeForTests(t))}
		const people, times = 6, 8
		var wrote [people]map[int64]string
		all := pool.New().WithErrors()
		for n := range people {
			wrote[n] = map[int64]string{}
			all.Go(func() error {
				w := both[n%2]
				for k := range times {
					of := func(what string) string { return fmt.Sprintf("%s%dx%d", what, n, k) }
					added, err := w.AddRecords(t.Context(), somebody, titled(of("added"), of("other")), Addition{})
					if err != nil {
						return err
					}
					e := titled(of("changed"))[0]
					e.ID = strconv.FormatInt(added[1], 10)
					if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
						return err
					}
					if found, err := w.Search(t.Context(), Query{Text: of("changed"), Members: true}); err != nil || found.Total != 1 {
						return fmt.Errorf("%s: %d found, %v", of("changed"), found.Total, err)
					}
					wrote[n][added[0]], wrote[n][added[1]] = of("added"), of("changed")
				}
				return nil
			})
		}
		if err := all.Wait(); err != nil {
			t.Fatal(err)
		}
		for _, titles := range wrote {
			for _, w := range both {
				wholeIndex(t, w, titles)
			}
		}
	})
}

// addInChild names the workspace to which a child process of the tests adds records until it is killed.
const addInChild = "GOODMEASURE_TEST_ADD_RECORDS_TO"

// addForever adds records, and says the first number of each portion once it is acknowledged.
func addForever(place string) {
	ctx := context.Background()
	w, err := Open(ctx, place)
	for n := 0; err == nil; n++ {
		var added []int64
		if added, err = w.AddRecords(ctx, somebody, titled(make([]string, 1+n%40)...), Addition{}); err == nil {
			e := titled("word" + strconv.FormatInt(added[0], 10))[0]
			e.ID = strconv.FormatInt(added[0], 10)
			if _, err = w.ChangeRecord(ctx, somebody, e); err == nil {
				fmt.Println(e.ID)
			}
		}
	}
	fmt.Fprintln(os.Stderr, "the child lived to the end:", err)
}

// A process that is killed while it adds and changes records leaves an index that has all that was acknowledged, and no half.
func TestKilledProcessLeavesAWholeIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		titles := map[int64]string{}
		for _, acknowledge := range []int{1, 9, 40} {
			for _, id := range killedAfter(t, w, addInChild, acknowledge) {
				titles[id] = "word" + strconv.FormatInt(id, 10)
			}
			wholeIndex(t, w, titles)
			entries, err := one(t.Context(), w.db, value[int64], "SELECT COALESCE((SELECT last FROM counter WHERE name = 'entry'), 0)")
			segments := segmentsIn(t, w)
			if last := segments[len(segments)-1]; err != nil || last[0]+last[1]-1 != entries {
				t.Errorf("the last segment is %v, of %d entries, %v", last, entries, err)
			}
		}
	})
}

// Whoever searches while another process changes records finds each of them, as it was or as it is.
func TestSearchWhileRecordsChange(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		added := add(t, w, Addition{}, titled("Care", "Care", "Care")...)
		other := open(t, w.placeForTests(t))
		done := make(chan struct{})
		all := pool.New().WithErrors()
		all.Go(func() error {
			defer close(done)
			for n := range 60 {
				e := evidence.Entry{Record: evidence.Record{ID: strconv.FormatInt(added[n%3], 10), Kind: evidence.Article, Title: fmt.Sprint("Care ", n)}}
				if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
					return err
				}
			}
			return nil
		})
		all.Go(func() error {
			for {
				if found, err := other.Search(t.Context(), Query{Text: "care", Members: true}); err != nil || found.Total != 3 {
					return fmt.Errorf("found %d, %v", found.Total, err)
				}
				select {
				case <-done:
					return nil
				default:
				}
			}
		})
		if err := all.Wait(); err != nil {
			t.Fatal(err)
		}
	})
}
