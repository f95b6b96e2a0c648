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

// A quotation is not confirmed where the page says another figure or another word.
func TestFindCutsNothing(t *testing.T) {
	for _, c := range []struct {
		text, quotation string
		exact           bool
	}{
		{"In 84% of 16- and 17-year-old care leavers", "4% of 16- and 17-year-old", false},
		{"In 84% of 16- and 17-year-old care leavers", "84% of 16- and 17-year-old", true},
		{"In 84% of 16- and 17-year-old care leavers", "of 16", true},
		{"In 84% of 16- and 17-year-old care leavers", "of 16- and 17", false},
		{"it is 21% of the total population in the area", "1% of the total population in the area", false},
		{"it is 21% of the total", "it is 21", false},
		{"they were ineffective, leading to inappropriate plans", "effective, leading to inappropriate", false},
		{"they were in-\neffective, leading to inappropriate plans", "effective, leading to inappropriate", false},
		{"they were in\u00adeffective, leading to", "effective, leading to", false},
		{"they were effective, leading to inappropriate plans", "effective, leading to", true},
		{"a non-significant fall", "significant fall", false},
		{"carers say they can't go on", "carers say they can", false},
		{"carers say they can’t go on", "they can't go on", true},
		{"l’enfant et la famille", "enfant et la famille", true},
		{"the child’s needs", "the child", true},
		{"p > 0.05", "p < 0.05", false},
		{"p < 0.05", "p<0.05", true},
		{"p ≥ 0.05", "p = 0.05", false},
		{"p ≥ 0.05", "p >= 0.05", true},
		{"stability was -0.42", "stability was 0.42", false},
		{"stability was −0.42", "stability was - 0.42", false},
		{"stability was −0.42", "stability was –0.42", true},
		{"stability was − 0.42", "stability was -0.42", true},
		{"stability was −0.42", "0.42", false},
		{"stability (-.42) fell", "stability (.42) fell", false},
		{"stability .42 fell", "stability 42 fell", false},
		{"In 2014–15 it fell", "in 2014-15 it fell", true},
		{"In 2014 –15 it fell", "in 2014-15 it fell", true},
		{"In 2014–15 it fell", "15 it fell", false},
		{"Since COVID-19 visits fell", "since COVID‐19 visits", true},
		{"They:\n− 10 live with parents", "they: - 10 live with parents", true},
		{"They – 10 in all – fell", "they - 10 in all - fell", true},
		{"it was 0.42 of all", "it was 0.4", false},
		{"it was 10.4 of all", "0.4 of all", false},
		{"it was 10.4 of all", "4 of all", false},
		{"it was 1,042 of all", "042 of all", false},
		{"it cost £10m in all", "it cost £10", false},
		{"plans were late.3 They", "plans were late", true},
		{"plans were late3 They", "plans were late", true},
		{"84 of 16 and 84% of 16 plans, 4% of 16", "4% of 16", true},
		{"They were ineffective; effective help", "they … effective help", true},
		{"They were ineffective help", "they … effective help", false},
	} {
		if got := Find(c.quotation, []Page{{Number: 1, Text: c.text}}); got.Exact != c.exact {
			t.Errorf("%q in %q is %+v, expected exact %v", c.quotation, c.text, got, c.exact)
		}
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
		if keyOf(text).text != "" && !strings.Contains(text, "…") && !strings.Contains(text, "..") && !Find(text, []Page{{Number: 1, Text: text}}).Exact {
			t.Fatalf("%q is not found in itself", text)
		}
	})
}
