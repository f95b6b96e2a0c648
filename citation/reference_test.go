package citation_test

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

func doi(value string) []evidence.Identifier {
	return []evidence.Identifier{{Scheme: "doi", Value: value}}
}

func url(value string) []evidence.Identifier {
	return []evidence.Identifier{{Scheme: "url", Value: value}}
}

// many are n authors: A1, B. and so on.
func many(n int) []evidence.Person {
	var people []evidence.Person
	for i := range n {
		people = append(people, evidence.Person{Family: fmt.Sprintf("N%d", i+1), Given: "A B"})
	}
	return people
}

var hart = evidence.Person{Family: "Hart", Given: "Di"}
var barnard = evidence.Person{Family: "Barnard", Given: "Matt A."}

// Worked by hand from the rules of each style.
var references = []struct {
	name                   string
	record                 evidence.Record
	harvard, apa, vancover string
}{
	{
		"article of two authors, with a DOI", evidence.Record{Kind: evidence.Article, Title: "What is good?.", Authors: []evidence.Person{hart, barnard}, Year: 2016,
			Container: "Child Policy", Short: "Child Pol.", Volume: "12", Issue: "3", Pages: "253-258", Identifiers: doi("10.1234/cp.5")},
		"Hart, D. and Barnard, M.A. (2016) ‘What is good?’, Child Policy, 12(3), pp. 253–258. Available at: https://doi.org/10.1234/cp.5.",
		"Hart, D., & Barnard, M. A. (2016). What is good? Child Policy, 12(3), 253–258. https://doi.org/10.1234/cp.5",
		"Hart D, Barnard MA. What is good? Child Pol. 2016;12(3):253-8. doi:10.1234/cp.5",
	},
	{
		"article of nobody, without a date", evidence.Record{Kind: evidence.Article, Title: "Editorial", Container: "JOURNAL OF THE CARE OF CHILDREN", Volume: "2", Pages: "9"},
		"‘Editorial’ (no date) Journal of the Care of Children, 2, p. 9.",
		"Editorial. (n.d.). Journal of the Care of Children, 2, 9.",
		"Editorial. Journal of the Care of Children. [date unknown];2:9.",
	},
	{
		"report of a body that publishes itself", evidence.Record{Kind: evidence.Report, Title: "Annual report", Authors: []evidence.Person{{Family: "Ofsted"}}, Year: 2018,
			Publisher: "Ofsted", Place: "London", Identifiers: url("https://example.org/report"), Accessed: "3 May 2020"},
		"Ofsted (2018) Annual report. London: Ofsted. Available at: https://example.org/report (Accessed: 3 May 2020).",
		"Ofsted. (2018). Annual report. https://example.org/report",
		"Ofsted. Annual report. London: Ofsted; 2018. Available from: https://example.org/report",
	},
	{
		"chapter with editors", evidence.Record{Kind: evidence.Chapter, Title: "On measuring", Authors: []evidence.Person{{Family: "La Valle", Given: "Ivana"}}, Year: 2019,
			Editors: []evidence.Person{hart, barnard}, Container: "Social care", Edition: "2nd ed.", Publisher: "Press", Place: "Bristol", Pages: "10-19"},
		"La Valle, I. (2019) ‘On measuring’, in Hart, D. and Barnard, M.A. (eds) Social care. 2nd edn. Bristol: Press, pp. 10–19.",
		"La Valle, I. (2019). On measuring. In D. Hart & M. A. Barnard (Eds.), Social care (2nd ed., pp. 10–19). Press.",
		"La Valle I. On measuring. In: Hart D, Barnard MA, editors. Social care. 2nd ed. Bristol: Press; 2019. p. 10-9.",
	},
	{
		"book with an editor alone", evidence.Record{Kind: evidence.Book, Title: "Collected papers", Editors: []evidence.Person{hart}, Year: 2001, Edition: "3", Publisher: "Press"},
		"Hart, D. (ed.) (2001) Collected papers. 3rd edn. Press.",
		"Hart, D. (Ed.). (2001). Collected papers (3rd ed.). Press.",
		"Hart D, editor. Collected papers. 3rd ed. Press; 2001.",
	},
	{
		"thesis", evidence.Record{Kind: evidence.Thesis, Title: "A study", Authors: []evidence.Person{{Family: "Lee", Given: "Jean-Luc"}}, Year: 2012, Genre: "PhD thesis",
			Publisher: "University of York"},
		"Lee, J.-L. (2012) A study. PhD thesis. University of York.",
		"Lee, J.-L. (2012). A study [PhD thesis, University of York].",
		"Lee JL. A study [PhD thesis]. University of York; 2012.",
	},
	{
		"many authors, one with a suffix", evidence.Record{Kind: evidence.Article, Title: "Large", Authors: append([]evidence.Person{{Family: "King", Given: "ML, Jr"}}, many(21)...),
			Year: 2020, Container: "J", Volume: "1", Pages: "e0209483"},
		"King, M.L., Jr et al. (2020) ‘Large’, J, 1, p. e0209483.",
		"King, M. L., Jr, N1, A. B., N2, A. B., N3, A. B., N4, A. B., N5, A. B., N6, A. B., N7, A. B., N8, A. B., N9, A. B., N10, A. B., N11, A. B., N12, A. B., " +
			"N13, A. B., N14, A. B., N15, A. B., N16, A. B., N17, A. B., N18, A. B., … N21, A. B. (2020). Large. J, 1, Article e0209483.",
		"King ML Jr, N1 AB, N2 AB, N3 AB, N4 AB, N5 AB, et al. Large. J. 2020;1:e0209483.",
	},
	{
		"page on the web", evidence.Record{Kind: evidence.Web, Title: "Statistics guide", Authors: []evidence.Person{{Family: "Department for Education"}}, Year: 2025,
			Identifiers: url("https://example.org/guide"), Accessed: "2025-11-25"},
		"Department for Education (2025) Statistics guide. Available at: https://example.org/guide (Accessed: 2025-11-25).",
		"Department for Education. (2025). Statistics guide. https://example.org/guide",
		"Department for Education. Statistics guide [Internet]. 2025 [cited 2025-11-25]. Available from: https://example.org/guide",
	},
	{
		"only a title", evidence.Record{Kind: evidence.Other, Title: "Fragment"},
		"Fragment (no date).", "Fragment. (n.d.).", "Fragment. [date unknown].",
	},
}

func TestReferencesAreAsTheirStylesSay(t *testing.T) {
	for _, c := range references {
		for style, want := range map[citation.Style]string{citation.Harvard: c.harvard, citation.APA: c.apa, citation.Vancouver: c.vancover} {
			if got := citation.Reference(style, c.record); got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", c.name, style, got, want)
			}
		}
	}
}

func TestTitlesAreInItalics(t *testing.T) {
	r := references[0].record
	for style, want := range map[citation.Style]string{citation.Harvard: "Child Policy", citation.APA: "Child Policy, |12", citation.Vancouver: ""} {
		var slanted []string
		for _, run := range citation.Runs(style, r) {
			if run.Italic {
				slanted = append(slanted, run.Text)
			}
		}
		if got := strings.Join(slanted, "|"); got != strings.ReplaceAll(want, ", ", "") {
			t.Errorf("%s: %q", style, got)
		}
	}
}

// Works of the same authors and year are told apart in lists that are cited by them.
func TestListIsOrderedAndTellsWorksApart(t *testing.T) {
	list := []evidence.Record{
		{Kind: evidence.Book, Title: "Zeal", Authors: []evidence.Person{hart}, Year: 2016},
		{Kind: evidence.Book, Title: "Élan", Authors: []evidence.Person{{Family: "Óg", Given: "A"}}, Year: 2016},
		{Kind: evidence.Book, Title: "Aim", Authors: []evidence.Person{{Family: "hart", Given: "Di"}}, Year: 2016},
		{Kind: evidence.Book, Title: "The art", Year: 2010},
	}
	text := func(style citation.Style) string {
		var lines []string
		for _, runs := range citation.List(style, list) {
			line := ""
			for _, run := range runs {
				line += run.Text
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	if want := "The art (2010).\nhart, D. (2016a) Aim.\nHart, D. (2016b) Zeal.\nÓg, A. (2016) Élan."; text(citation.Harvard) != want {
		t.Errorf("got\n%s\nwant\n%s", text(citation.Harvard), want)
	}
	if got := text(citation.Vancouver); !strings.HasPrefix(got, "Hart D. Zeal. 2016.\nÓg A.") {
		t.Errorf("Vancouver does not keep the order given:\n%s", got)
	}
}
