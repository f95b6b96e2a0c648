package review_test

import (
	"path/filepath"
	"testing"

	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
)

// A review that an older version of the program kept is there for the newer.
func TestReviewsOfAnOlderWorkspace(t *testing.T) {
	place := filepath.Join(t.TempDir(), "w.db")
	room := review.At(place, pagesOfWords)
	id := begin(t, room.Alone(), nil)
	take(t, room.Alone(), id, work(1, "An abstract."))
	if err := room.Close(); err != nil {
		t.Fatal(err)
	}
	testkit.MakeOlder(t, place)
	room = review.At(place, pagesOfWords)
	defer func() { _ = room.Close() }()
	if listed, err := room.Alone().Reviews(t.Context()); err != nil || len(listed) != 1 || listed[0].Records != 1 {
		t.Errorf("%+v, %v", listed, err)
	}
}
