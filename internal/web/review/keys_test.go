package review_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
)

// Somebody screens by single keys, which do nothing while a note is written, changes one, and turns them off.
func TestScreeningBySingleKeys(t *testing.T) {
	v := visitorOf(t)
	v.send("/reviews", "title", "What helps", "question", "What helps children in care?")
	v.upload("/review/1/import", "works.ris", works, "name", "Somewhere", "searched", "2026-05-04")
	p := v.Seat(t, testkit.Browser(t), 320, true)
	p.Opens("/review/1/screen")
	p.Reads("main", "You have decided on 0 of")
	p.Leaves("m")
	p.Reads("main", "You have decided on 1 of")
	p.Awaits(`document.querySelector("body > .unseen[aria-live]").textContent === "Your last decision: maybe. Now: " + document.querySelector(".record h2").textContent`, "what a screen reader speaks of the decision and of the record that is next")
	p.Writes("#note", "mice")
	p.Reads("main", "You have decided on 1 of")
	if note := p.Sees(`document.querySelector("#note").value`); note != "mice" {
		t.Errorf("the note is %q", note)
	}
	p.Opens("/review/1/screen")
	p.Leaves("u")
	p.Reads("[role=status]", "Taken back")

	p.Opens("/review/1/screen")
	p.Reaches("aside summary")
	p.Presses(kb.Enter)
	p.Writes("#key-maybe", "x")
	p.Follows("aside form button")
	p.Leaves("x")
	p.Reads("main", "You have decided on 1 of")

	p.Reaches("aside summary")
	p.Presses(kb.Enter)
	p.Reaches("aside [name=alone]")
	p.Presses(" ")
	p.Follows("aside form button")
	p.Presses("x", "e", "1")
	p.Reads("main", "You have decided on 1 of")
	if alone := p.Sees(`String(document.querySelector("[data-key]"))`); alone != "null" {
		t.Errorf("%s still has a key of its own", alone)
	}
	p.Follows(`button[value="maybe"]`)
	p.Reads("main", "You have decided on 2 of")
	p.Fits()
}
