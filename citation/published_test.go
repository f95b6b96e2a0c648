package citation_test

import (
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// readAll reads a file and gives its records, its failures and its notes.
func readAll(t testing.TB, file *citation.File) (records []evidence.Record, failed, notes []citation.Fault) {
	t.Helper()
	for entry, err := range file.Entries() {
		if err != nil {
			t.Fatal(err)
		}
		notes = append(notes, entry.Notes...)
		if entry.Failed != nil {
			failed = append(failed, *entry.Failed)
		} else if entry.Record.Origin.Number > 0 {
			records = append(records, entry.Record)
		}
	}
	return records, failed, notes
}

// exports are the real files, with what a person who reads one finds in it. The record is counted from 0.
var exports = []struct {
	name    string
	format  citation.Format
	records int
	at      int
	first   string // author, as a list of references begins
	authors int
	year    int
	doi     string
	within  string
	pages   string
}{
	{"embase.ris", citation.RIS, 6, 1, "Eloubeidi, M.A.", 7, 2004, "10.1002/cncr.20369", "Cancer", "253-258"},
	{"embase.csv", citation.CSV, 6, 1, "Eloubeidi, M.A.", 7, 2004, "10.1002/cncr.20369", "Cancer", "253-258"},
	{"ovid_zotero.ris", citation.RIS, 6, 0, "Trindade, Ines A", 5, 2019, "10.1002/cpp.2398", "Clinical Psychology & Psychotherapy", ""},
	{"proquest.ris", citation.RIS, 6, 0, "Jones, Hannah", 7, 2019, "10.1002/jts.22387", "Journal of Traumatic Stress", ""},
	{"web_of_science_ris.txt", citation.RIS, 10, 0, "Alceste, F", 3, 2018, "10.1016/j.jarmac.2018.03.001", "JOURNAL OF APPLIED RESEARCH IN MEMORY AND COGNITION", "387-397"},
	{"pubmed_zotero.ris", citation.RIS, 6, 1, "Hicks, G.", 4, 2019, "10.1007/s10151-019-02080-0", "Techniques in coloproctology", "947-955"},
	{"pubmed_restoration.nbib", citation.NBIB, 104, 1, "Du, Hu", 8, 2018, "10.3389/fpls.2018.02001", "Frontiers in plant science", "2001"},
	{"wos_restoration.ciw", citation.WoS, 247, 0, "Alvarez-Manzaneda, I.", 6, 2019, "10.1016/j.scitotenv.2018.11.375", "SCIENCE OF THE TOTAL ENVIRONMENT", "598-607"},
	{"scopus_example.bib", citation.BibTeX, 3, 0, "Li, W.", 10, 2020, "10.1080/20964129.2020.1722034", "Ecosystem Health and Sustainability", "1722034"},
	{"asysd_export.csv", citation.CSV, 3, 2, "Author 3", 1, 2022, "", "Journal 3", ""},
	{"asysd_export.bib", citation.BibTeX, 3, 2, "3, Author", 1, 2022, "", "Journal 3", "40-50"},
	{"endnote_article.xml", citation.EndNoteXML, 1, 0, "Ahmad, AS", 3, 2015, "10.1038/bjc.2014.606", "Br J Cancer", "943-7"},
	{"nbib_one.nbib", citation.NBIB, 1, 0, "Shruthi, Basavaradhya Sahukar", 4, 2016, "10.4103/2277-9175.180636", "Advanced biomedical research", "67"},
	{"pubmed_article.xml", citation.PubMedXML, 2, 0, "Gibb, F W, Jr", 4, 2013, "10.3275/8949", "Journal of endocrinological investigation", "764-9"},
	{"eppi_reviewer_12step.ris", citation.RIS, 103, 0, "Klein, A A", 2, 0, "", "Alcoholism Treatment Quarterly", ""},
	{"pymarc_marc21.mrc", citation.MARC, 20, 0, "Hunt, Andrew", 2, 2000, "", "", ""},
	{"pymarc_batch.xml", citation.MARCXML, 2, 0, "Charles, Ray", 1, 1957, "", "", ""},
	{"endnote_refer_book.enw", citation.Refer, 1, 0, "Preißel, René", 2, 2016, "", "", ""},
}

func TestRealExports(t *testing.T) {
	for _, want := range exports {
		t.Run(want.name, func(t *testing.T) {
			file, err := citation.Open(filepath.Join(testkit.Shared(t, "data", "citations"), want.name), citation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			records, failed, _ := readAll(t, file)
			if file.Format != want.format || len(records) != want.records || len(failed) != 0 {
				t.Fatalf("it is read as %s with %d records and failures %v; it has %d and is %s", file.Format, len(records), failed, want.records, want.format)
			}
			for i, r := range records {
				if r.Title == "" || r.Origin.Raw == "" || r.Origin.Number != i+1 || strings.ContainsAny(r.Title, "{}\\\n") {
					t.Errorf("record %d: title %q, number %d, %d bytes of raw text", i+1, r.Title, r.Origin.Number, len(r.Origin.Raw))
				}
			}
			r := records[want.at]
			if r.Authors[0].Name() != want.first || len(r.Authors) != want.authors || r.Year != want.year || r.DOI() != want.doi ||
				r.Container != want.within || r.Pages != want.pages {
				t.Errorf("record %d is read as %q and %d in all, %d, %q, %q, %q", want.at+1, r.Authors[0].Name(), len(r.Authors), r.Year, r.DOI(), r.Container, r.Pages)
			}
		})
	}
}

// A record that two formats of one database give is the same work.
func TestEmbaseIsTheSameInBothItsFormats(t *testing.T) {
	folder := testkit.Shared(t, "data", "citations")
	var read [2][]evidence.Record
	for i, name := range []string{"embase.ris", "embase.csv"} {
		file, err := citation.Open(filepath.Join(folder, name), citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		read[i], _, _ = readAll(t, file)
	}
	for i, ris := range read[0] {
		csv := read[1][i]
		if ris.Title != csv.Title || ris.Year != csv.Year || ris.DOI() != csv.DOI() || ris.Pages != csv.Pages || ris.Volume != csv.Volume ||
			ris.Issue != csv.Issue || ris.Container != csv.Container || len(ris.Authors) != len(csv.Authors) || ris.Abstract != csv.Abstract {
			t.Errorf("record %d differs:\n%+v\n%+v", i+1, ris, csv)
		}
	}
}
