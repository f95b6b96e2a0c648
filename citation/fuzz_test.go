package citation_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// seeds are small files of each format, of which fuzzing starts.
var seeds = map[citation.Format][]string{
	citation.RIS: {"TY  - JOUR\r\nT1  - One\r\nA1  - Klein A A\r\nSP  - July\r\nN1  - a\r\nwrapped\r\nER  - \r\nTY - BOOK\rTI  - Two\rER  - ",
		"TY  - JOUR\nti  - One\nIs  - 3\nau  - Klein, A\nER  - \nTY - JOUR\nTI - Two\nau - X\ner -\nty  - BOOK\nTI  - Three\n",
		"stray\nTI  - No beginning\nER  -\nER  -\nTY  - CONF\nTY  - CHAP\nA2  - a; b\n"},
	citation.NBIB:  {"PMID- 1\nTI  - One\n      goes on\nFAU - Wu, Dan\nAU  - Wu D\nLID - 10.1234/x [doi]\n\nPMID- 2\nPT  - Congress\n"},
	citation.WoS:   {"FN x\nVR 1.0\nPT J\nAU A, B\n   C, D\nTI One\n   two\nER\n\nPT S\nCT Meeting\nTI Two\nER\n\nEF"},
	citation.Refer: {"%0 Journal Article\n%A Preißel, René\n%T One\n%D 2001\n\n%A B\n%T Two\n%K a\nb\n%P XX, 327\n"},
	citation.BibTeX: {"@string{j = \"Journal\"}\n@article(k, title = {A {N}ame \\'{e} \\c c}, journal = j # { of } # j, author = \"A and {B and C} and van D, Jr, E\", crossref=p}\n@book{p,title={P}}",
		"@article{a, title = {Not closed\n@article{b, title = {Two}, year = 1999}\n@comment{x} @preamble{\"y\"}"},
	citation.CSLJSON: {`[{"type":"article-journal","title":["One <i>x</i>"],"author":[{"family":"A","given":"B"},{"literal":"C"}],"issued":{"date-parts":[[2020,"5",null]]},"DOI":"10.1234/x"},{"title":2}]`,
		`{"status":"ok","message":{"title":["T"],"issued":{"date-parts":[[null]]}}} {"broken": } {"title":"t"`},
	citation.PubMedXML:  {`<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>One <i>x</i> y</ArticleTitle><Abstract><AbstractText Label="AIM">a</AbstractText></Abstract><AuthorList><Author><LastName>A</LastName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`},
	citation.EndNoteXML: {`<xml><records><record><ref-type name="Book">6</ref-type><titles><title><style>One</style><style> two</style></title></titles></record></records></xml>`},
	citation.MARCXML:    {`<collection><record><leader>00000nam a2200000 a 4500</leader><controlfield tag="008">990802s2000    mau      b    001 0 eng  </controlfield><datafield tag="245"><subfield code="a">One :</subfield><subfield code="b">two /</subfield></datafield></record></collection>`},
	citation.MARC:       {marc("245", "10\x1faOne :\x1fbtwo /"), marc("245", "10\x1faCaf\xe2e") + "12345"},
	citation.CSV:        {"Title,Authors,Year,DOI\n\"One, two\",\"A B; C D\",2001,10.1234/x\nshort\n", "title;author names\nx;Liu R., Adler D.G.\n"},
}

// fuzz reads whatever it is given as one format. Nothing may panic; every record must have its place and sound text; and what
// was read must be written and set.
func fuzz(f *testing.F, format citation.Format) {
	for _, seed := range seeds[format] {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := citation.Read(bytes.NewReader(content), int64(len(content)), "fuzzed", citation.Options{Format: format})
		if err != nil {
			return
		}
		number := 0
		var records []evidence.Record
		for entry, err := range file.Entries() {
			if err != nil {
				break
			}
			if n := entry.Record.Origin.Number; n > 0 {
				if number++; n != number {
					t.Fatalf("record %d comes as number %d", number, n)
				}
			}
			if entry.Failed == nil && entry.Record.Origin.Number > 0 {
				records = append(records, entry.Record)
			}
			if entry.Failed != nil && entry.Failed.Reason == "" {
				t.Fatal("a failure without a reason")
			}
		}
		for _, to := range citation.Written() {
			var out bytes.Buffer
			if err := citation.Write(&out, to, slices.Values(records)); err != nil {
				t.Fatal(err)
			}
		}
		for _, style := range citation.Styles() {
			citation.List(style, records)
		}
	})
}

func FuzzRIS(f *testing.F)        { fuzz(f, citation.RIS) }
func FuzzNBIB(f *testing.F)       { fuzz(f, citation.NBIB) }
func FuzzPubMedXML(f *testing.F)  { fuzz(f, citation.PubMedXML) }
func FuzzWoS(f *testing.F)        { fuzz(f, citation.WoS) }
func FuzzEndNoteXML(f *testing.F) { fuzz(f, citation.EndNoteXML) }
func FuzzRefer(f *testing.F)      { fuzz(f, citation.Refer) }
func FuzzBibTeX(f *testing.F)     { fuzz(f, citation.BibTeX) }
func FuzzCSLJSON(f *testing.F)    { fuzz(f, citation.CSLJSON) }
func FuzzMARC(f *testing.F)       { fuzz(f, citation.MARC) }
func FuzzMARCXML(f *testing.F)    { fuzz(f, citation.MARCXML) }
func FuzzCSV(f *testing.F)        { fuzz(f, citation.CSV) }

// FuzzRecognise is for files of which nobody says what they are.
func FuzzRecognise(f *testing.F) { fuzz(f, "") }

// TestSeedsAreRecognised holds each seed to be of its format without being told.
func TestSeedsAreRecognised(t *testing.T) {
	for format, texts := range seeds {
		for _, text := range texts {
			file, err := citation.Read(strings.NewReader(text), int64(len(text)), "seed", citation.Options{})
			if err != nil {
				t.Errorf("%s: %v", format, err)
			} else if file.Format != format {
				t.Errorf("%s is taken for %s", format, file.Format)
			}
		}
	}
}
