package store

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// Both engines find the same for whatever is asked, and put it in the same order, over more than one block of the index and
// after records were changed and removed.
func TestEnginesFindAlike(t *testing.T) {
	both := map[string]*Workspace{"SQLite": open(t, testkit.Place(t, "SQLite")), "PostgreSQL": openDatabase(t)}
	if _, err := both["PostgreSQL"].db.ExecContext(t.Context(), fmt.Sprintf("ALTER TABLE search_entry ALTER COLUMN entry RESTART WITH %d", inBlock-150)); err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(20, 26))
	word := func() string {
		return fmt.Sprintf("%c%c%c", 'm'+rune(draw.IntN(2)), 'a'+rune(draw.IntN(5)), 'n'+rune(draw.IntN(2))) + []string{"", "s", "e"}[draw.IntN(3)]
	}
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, word())
		}
		return strings.Join(text, " ")
	}
	entry := func() evidence.Entry {
		return evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: words(draw.IntN(5)), Abstract: words(draw.IntN(20)), Keywords: strings.Fields(words(draw.IntN(4)))}}
	}
	first := []evidence.Entry{}
	for range 300 {
		first = append(first, entry())
	}
	changed := entry()
	changed.ID = "17"
	later := []evidence.Entry{entry(), entry()}
	for _, w := range both {
		add(t, w, Addition{Public: true}, first...)
		if _, err := w.ChangeRecord(t.Context(), somebody, changed); err != nil {
			t.Fatal(err)
		}
		if err := w.RemoveRecord(t.Context(), somebody, 200); err != nil {
			t.Fatal(err)
		}
	}
	for round := range 2 {
		for range 300 {
			var parts []string
			for range 1 + draw.IntN(3) {
				parts = append(parts, []string{"", "", "-"}[draw.IntN(3)]+[]string{word(), `"` + words(2+draw.IntN(2)) + `"`}[draw.IntN(2)])
			}
			q := Query{Text: strings.Join(parts, " ") + []string{"", " mo", " man", " nans"}[draw.IntN(4)], Typing: true, Size: 200}
			found := map[string][]string{}
			for name, w := range both {
				f, err := w.Search(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range f.Entries {
					found[name] = append(found[name], e.ID)
				}
			}
			if !slices.Equal(found["SQLite"], found["PostgreSQL"]) {
				t.Errorf("%d, %s:\nSQLite found     %s\nPostgreSQL found %s", round, q.Text, found["SQLite"], found["PostgreSQL"])
			}
		}
		for _, w := range both {
			add(t, w, Addition{Public: true}, later...)
		}
	}
}

// Two who add records at a time put their places into the index one after the other, whoever is the first to be done.
func TestPlacesStandInOrderWhoeverComesFirst(t *testing.T) {
	w := openDatabase(t)
	var texts []indexed
	for _, id := range add(t, w, Addition{}, evidence.Entry{}, evidence.Entry{}) {
		texts = append(texts, indexed{record: id, fields: [4][]string{{"looked", "after"}}})
	}
	if _, err := w.db.ExecContext(t.Context(), "DELETE FROM search_entry"); err != nil {
		t.Fatal(err)
	}
	slow, err := w.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	entered, err := enter(t.Context(), slow, texts[:1])
	if err != nil {
		t.Fatal(err)
	}
	quick := make(chan error)
	go func() {
		quick <- w.inTransaction(t.Context(), func(tx *sql.Tx) error { return indexPostgreSQL(t.Context(), tx, texts[1:]) })
	}()
	waits := "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
	for waiting := false; !waiting; {
		select {
		case err := <-quick:
			t.Fatal("nobody waited: ", err)
		default:
		}
		if waiting, err = one(t.Context(), w.db, value[bool], waits); err != nil {
			t.Fatal(err)
		}
	}
	entry := entered[texts[0].record]
	places := map[string][]byte{}
	for n, word := range texts[0].fields[0] {
		places[word] = binary.BigEndian.AppendUint32(nil, uint32(placeOf(entry, 0, n)))
	}
	if err := errors.Join(writePlaces(t.Context(), slow, entry/inBlock, places), slow.Commit(), <-quick); err != nil {
		t.Fatal(err)
	}
	if found, err := w.Search(t.Context(), Query{Text: `"looked after"`, Members: true}); err != nil || found.Total != 2 {
		t.Errorf("%d of 2 found, %v", found.Total, err)
	}
}

// A record that says one word again and again takes no more than its share of the word's block, and is found by it.
func TestAWordSaidAgainAndAgain(t *testing.T) {
	w := openDatabase(t)
	add(t, w, Addition{}, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Care", Abstract: strings.Repeat("care ", 9000)}},
		evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Foster care"}})
	size, err := one(t.Context(), w.db, value[int], "SELECT octet_length(places) FROM search_word WHERE word = 'care'")
	if err != nil || size != 4*(1+mostPlaces+1) {
		t.Errorf("%d bytes, %v", size, err)
	}
	if found, err := w.Search(t.Context(), Query{Text: `"care care" care`, Members: true}); err != nil || found.Total != 1 {
		t.Errorf("%d found, %v", found.Total, err)
	}
}
