package duplicate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/stats/stream"
)

func article(change func(*evidence.Record)) evidence.Record {
	r := evidence.Record{
		Kind: evidence.Article, Title: "Stability of foster placements in three counties of the north", Year: 2014,
		Authors:   []evidence.Person{{Family: "Okafor", Given: "Ngozi"}, {Family: "Lindqvist", Given: "P."}},
		Container: "Journal of Placement Studies", Volume: "9", Issue: "2", Pages: "101-118",
	}
	change(&r)
	return r
}

// What belongs to a work without being it is left to a person, or to nobody; the same work in other spelling is merged.
func TestPairs(t *testing.T) {
	doi := func(value string) []evidence.Identifier { return []evidence.Identifier{{Scheme: "doi", Value: value}} }
	original := article(func(r *evidence.Record) { r.Identifiers = doi("10.5555/a") })
	for name, c := range map[string]struct {
		other evidence.Record
		want  verdict
	}{
		"abbreviated": {article(func(r *evidence.Record) { r.Container, r.Pages = "J Placement Stud", "101-18" }), same},
		"DOI as address": {article(func(r *evidence.Record) {
			r.Identifiers, r.Container, r.Pages, r.Volume = doi("https://doi.org/10.5555/A"), "", "", ""
		}), same},
		"marked up": {article(func(r *evidence.Record) {
			r.Title = "Stability of <i>foster</i> placements in three counties of the&nbsp;north."
		}), same},
		"misprint":    {article(func(r *evidence.Record) { r.Title = strings.Replace(r.Title, "counties", "countees", 1) }), same},
		"correction":  {article(func(r *evidence.Record) { r.Title, r.Pages = "Correction to: "+r.Title, "240" }), doubtful},
		"part two":    {article(func(r *evidence.Record) { r.Title += ". Part II" }), doubtful},
		"reply":       {article(func(r *evidence.Record) { r.Title = "Reply to: " + r.Title }), doubtful},
		"translation": {article(func(r *evidence.Record) { r.Language = "German" }), same},
		"preprint": {article(func(r *evidence.Record) {
			r.Identifiers, r.Container, r.Volume, r.Pages = doi("10.5555/p"), "Preprints", "", ""
		}), doubtful},
		"talk": {article(func(r *evidence.Record) {
			r.Kind, r.Container, r.Volume, r.Pages = evidence.Conference, "Annual Conference on Placement", "", "12"
		}), doubtful},
		"other journal": {article(func(r *evidence.Record) { r.Container, r.Volume, r.Pages = "Social Work Now", "31", "7-9" }), doubtful},
		"other authors": {article(func(r *evidence.Record) {
			r.Authors, r.Container, r.Volume, r.Pages, r.Year = []evidence.Person{{Family: "Zhou"}}, "Elsewhere", "2", "3", 1999
		}), other},
		"another work": {article(func(r *evidence.Record) { r.Title = "Caseloads and turnover among social workers" }), doubtful},
	} {
		found := Find([]evidence.Record{original, c.other})
		got := other
		switch {
		case len(found.Clusters) == 1:
			got = same
		case len(found.Unsure) == 1:
			got = doubtful
		}
		if got != c.want {
			t.Errorf("%s: verdict %d, expected %d: %+v", name, got, c.want, found)
		}
	}
}

// Works of one team, or one editor, in one volume are not one work for that.
func TestCompanions(t *testing.T) {
	titled := func(title, pages string) evidence.Record {
		return article(func(r *evidence.Record) { r.Title, r.Pages = title, pages })
	}
	const long = "Outcomes at twenty-one of care leavers in a national cohort followed from birth: results for young "
	const abstract = "We followed all who left care in three counties for six years and asked them, their carers and their social workers how they fared at school, at work and at home, and compared what they said with records."
	report := func(kind evidence.Kind, journal, volume string) evidence.Record {
		return article(func(r *evidence.Record) {
			r.Title, r.Kind, r.Container, r.Volume, r.Pages = "A long title of a study of placements and of what came of them later", kind, journal, volume, ""
		})
	}
	for name, pair := range map[string][2]evidence.Record{
		"editorials":             {titled("Editorial", "1-2"), titled("Editorial", "101-102")},
		"editorials, page known": {titled("Editorial", ""), titled("Editorial", "101-102")},
		"two parts":              {titled("Placement stability in three northern counties. Part A: method", "1-9"), titled("Placement stability in three northern counties. Part B: method", "10-19")},
		"men and women":          {titled(long+"men", "1-9"), titled(long+"women", "10-19")},
		"men and women, one abstract": {
			article(func(r *evidence.Record) { r.Title, r.Pages, r.Abstract = long+"men", "1-9", abstract }),
			article(func(r *evidence.Record) { r.Title, r.Pages, r.Abstract = long+"women", "10-19", abstract })},
		"report and article": {report(evidence.Report, "", ""), report(evidence.Article, "Journal of Placement Studies", "9")},
	} {
		if found := Find(pair[:]); len(found.Clusters) > 0 {
			t.Errorf("%s are merged: %+v", name, found)
		}
	}
}

// Records of two languages that both are known are not merged.
func TestTranslations(t *testing.T) {
	english := article(func(r *evidence.Record) { r.Language = "eng" })
	german := article(func(r *evidence.Record) { r.Language = "ger" })
	if found := Find([]evidence.Record{english, german}); len(found.Clusters) != 0 || len(found.Unsure) != 1 {
		t.Errorf("%+v", found)
	}
	if found := Find(nil); found.Clusters != nil || found.Unsure != nil {
		t.Errorf("nothing: %+v", found)
	}
}

var vocabulary = strings.Fields("care children foster placement social worker stability outcome family support school health review trial kinship adoption risk harm agency practice caseload turnover leader culture learning quality measure court plan visit carer youth transition leaving mental attachment trauma neglect disability poverty region model evidence effect cohort survey interview programme training policy service")

// corrupted makes works, some of them several times in the spelling of other sources, and says which record is which work.
func corrupted(works int) (records []evidence.Record, work []int) {
	for w := range works {
		r := stream.New(3, "works", uint64(w))
		pick := func(n int) string {
			words := make([]string, n)
			for i := range words {
				words[i] = vocabulary[r.IntN(len(vocabulary))]
			}
			return strings.Join(words, " ")
		}
		base := evidence.Record{
			Kind: evidence.Article, Title: pick(6 + r.IntN(8)), Abstract: pick(80), Year: 1990 + r.IntN(35),
			Container: "Journal of " + pick(2), Volume: fmt.Sprint(1 + r.IntN(60)), Pages: fmt.Sprintf("%d-%d", 100+r.IntN(500), 700),
			Identifiers: []evidence.Identifier{{Scheme: "doi", Value: fmt.Sprintf("10.5555/%d", w)}},
		}
		for range 1 + r.IntN(5) {
			base.Authors = append(base.Authors, evidence.Person{Family: vocabulary[r.IntN(len(vocabulary))] + fmt.Sprintf("%c", 'a'+r.IntN(26)), Given: "A."})
		}
		records, work = append(records, base), append(work, w)
		for range []int{0, 0, 1, 2}[r.IntN(4)] {
			records, work = append(records, corrupt(r, base)), append(work, w)
		}
	}
	return records, work
}

func corrupt(r *rand.Rand, of evidence.Record) evidence.Record {
	if r.IntN(2) == 0 {
		of.Identifiers = nil
	}
	if r.IntN(4) == 0 {
		of.Abstract = ""
	}
	if r.IntN(4) == 0 {
		of.Title = strings.ToUpper(of.Title) + "."
	}
	if r.IntN(6) == 0 {
		at := 1 + r.IntN(len(of.Title)-2)
		of.Title = of.Title[:at] + of.Title[at+1:]
	}
	if r.IntN(4) == 0 {
		of.Container = strings.Replace(of.Container, "Journal of", "J", 1)
	}
	if r.IntN(5) == 0 {
		of.Pages = ""
	}
	if r.IntN(6) == 0 {
		of.Year++
	}
	if r.IntN(6) == 0 {
		of.Authors = of.Authors[:1]
	}
	return of
}

// Pairs found in records that were spoilt at random: none wrong to speak of, few missed.
func TestCorruptedRecords(t *testing.T) {
	records, work := corrupted(3000)
	precision, recall := scored(Find(records), work)
	t.Logf("%d records: precision %.4f, recall %.4f", len(records), precision, recall)
	if precision < 0.99 || recall < 0.95 {
		t.Errorf("precision %.4f and recall %.4f, expected .99 and .95", precision, recall)
	}
}

func scored(found Result, work []int) (precision, recall float64) {
	size := map[int]int{}
	for _, w := range work {
		size[w]++
	}
	pairs, right, wrong := 0, 0, 0
	for _, n := range size {
		pairs += n * (n - 1) / 2
	}
	for _, cluster := range found.Clusters {
		for i, a := range cluster {
			for _, b := range cluster[:i] {
				if work[a] == work[b] {
					right++
				} else {
					wrong++
				}
			}
		}
	}
	return float64(right) / float64(right+wrong), float64(right) / float64(pairs)
}

// The same title thousands of times must not cost the square of it.
func TestManyOfOneTitle(t *testing.T) {
	records := make([]evidence.Record, 5000)
	for i := range records {
		records[i] = evidence.Record{Title: "Editorial", Year: 1990 + i%30}
	}
	if found := Find(records); len(found.Clusters) != 0 {
		t.Errorf("%d clusters of records that say no more than a common title", len(found.Clusters))
	}
}

func BenchmarkFind50000Records(b *testing.B) {
	records, _ := corrupted(29_000)
	b.Logf("%d records", len(records))
	b.ReportAllocs()
	for b.Loop() {
		Find(records)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("A title of some length and more", "A title of some length", "10.1/x", "Smith", "J Stud")
	f.Fuzz(func(t *testing.T, a, b, doi, author, journal string) {
		record := func(title string) evidence.Record {
			return evidence.Record{Title: title, Abstract: a + b, Container: journal, Authors: []evidence.Person{{Family: author}}, Pages: doi, Volume: b,
				Identifiers: []evidence.Identifier{{Scheme: "doi", Value: doi}}}
		}
		found := Find([]evidence.Record{record(a), record(b), record(a)})
		if len(found.Merges) > 2 || len(found.Unsure) > 3 {
			t.Fatalf("%+v", found)
		}
	})
}
