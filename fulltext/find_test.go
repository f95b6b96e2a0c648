package fulltext

import (
	"context"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	pages := []Page{
		{Number: 1, Text: "Contents\n1"},
		{Number: 2, Text: "Social workers know chil-\ndren well. The ef\ufb01cient “front door” works; 42.6% of re-\nferrals are prompt.\nPlans"},
		{Number: 3, Text: "are not always  written down – and carers say so."},
	}
	for _, c := range []struct {
		quotation string
		exact     bool
		page      int
	}{
		{"Social workers know children well.", true, 2},
		{"the efficient 'front door' works", true, 2},
		{"42.6% of referrals are prompt", true, 2},
		{"426% of referrals are prompt", false, 2},
		{"46.2% of referrals", false, 0},
		{"Plans are not always written down - and carers", true, 2}, // runs on to the next page
		{"not always written down", true, 3},
		{"Social workers […] are prompt", true, 2},
		{"are prompt ... Social workers know", false, 2},
		{"Social workers know children badly in the end", false, 2},
		{"nothing of the kind", false, 0},
		{"", false, 0},
		{"— …", false, 0},
	} {
		got := Find(c.quotation, pages)
		if got.Exact != c.exact || got.Page != c.page {
			t.Errorf("Find(%q) = %+v, expected exact %v on page %d", c.quotation, got, c.exact, c.page)
		}
	}
	if got := Find("anything", nil); got.Exact || got.Page != 0 {
		t.Errorf("no pages: %+v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "it is no PDF",
		"<html>":                            "it is no PDF",
		"%PDF-1.4\n":                        "reading the PDF",
		"%PDF-1.4\nstartxref\n99999\n%%EOF": "reading the PDF",
		"%PDF-1.4\n" + strings.Repeat("[", 10000) + "\nstartxref\n9\n%%EOF": "reading the PDF",
	} {
		if _, err := Read(context.Background(), strings.NewReader(text), int64(len(text)), Limits{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, expected %q", text, err, want)
		}
	}
	if _, err := Read(context.Background(), strings.NewReader("%PDF-"), 5, Limits{Bytes: 4}); err == nil || !strings.Contains(err.Error(), "limit of 4") {
		t.Errorf("too large: %v", err)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a quo-\nted … word", "a quoted long word")
	f.Fuzz(func(t *testing.T, quotation, text string) {
		found := Find(quotation, []Page{{Number: 1, Text: text}})
		if found.Likeness < 0 || found.Likeness > 1 {
			t.Fatalf("likeness %v", found.Likeness)
		}
		if letters(text) != "" && !strings.Contains(text, "…") && !strings.Contains(text, "..") && !Find(text, []Page{{Number: 1, Text: text}}).Exact {
			t.Fatalf("%q is not found in itself", text)
		}
	})
}
