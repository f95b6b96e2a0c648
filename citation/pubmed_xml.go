package citation

import (
	"strings"

	"goodmeasure/evidence"
)

func isPubMedXML(head []byte) bool {
	return startsAs(head, "PubmedArticleSet", "PubmedArticle", "PubmedBookArticle", "PubmedBookArticleSet", "MedlineCitationSet", "MedlineCitation")
}

func readPubMedXML(r *reading) error {
	return r.elements([]string{"PubmedArticle", "PubmedBookArticle", "MedlineCitation"}, draftOfPubMed)
}

func draftOfPubMed(e *element) *draft {
	d := &draft{}
	d.Origin.Database = "PubMed"
	if e.name == "PubmedBookArticle" {
		d.pubmedBook(e.child("BookDocument"))
	} else {
		citation := e
		if e.name == "PubmedArticle" {
			citation = e.child("MedlineCitation")
		}
		d.pubmedArticle(citation)
	}
	for _, id := range e.child("PubmedData", "ArticleIdList").all("ArticleId") {
		switch id.attrs["IdType"] {
		case "doi":
			d.doi(id.words())
		case "pmc":
			d.identify("pmcid", strings.TrimPrefix(id.words(), "pmc-id: "))
		case "pubmed":
			d.identify("pmid", id.words())
		}
	}
	return d
}

func (d *draft) pubmedArticle(citation *element) {
	article := citation.child("Article")
	journal := article.child("Journal")
	issue := journal.child("JournalIssue")
	d.identify("pmid", citation.at("PMID"))
	d.Title = plain(article.at("ArticleTitle"))
	if vernacular := article.at("VernacularTitle"); d.Title == "" || d.Title == "[Not Available]." {
		d.Title = plain(vernacular)
	}
	d.Container, d.Short = plain(journal.at("Title")), plain(journal.at("ISOAbbreviation"))
	d.Volume, d.Issue = plain(issue.at("Volume")), plain(issue.at("Issue"))
	d.Pages = page(article.at("Pagination", "MedlinePgn"))
	if d.Pages == "" {
		d.Pages = pageRange(article.at("Pagination", "StartPage"), article.at("Pagination", "EndPage"))
	}
	d.date(pubmedDate(issue.child("PubDate")))
	if d.Year == 0 {
		d.date(pubmedDate(article.child("ArticleDate")))
	}
	d.Language = plain(article.at("Language"))
	d.Abstract = pubmedAbstract(article.child("Abstract"))
	d.Authors = pubmedPeople(article.child("AuthorList"))
	d.numbers(journal.at("ISSN"))
	for _, location := range article.all("ELocationID") {
		if location.attrs["EIdType"] == "doi" {
			d.doi(location.words())
		}
	}
	var types []string
	for _, one := range article.child("PublicationTypeList").all("PublicationType") {
		types = append(types, one.words())
	}
	d.Kind, d.Genre = medlineKind(types, false)
	for _, heading := range citation.child("MeshHeadingList").all("MeshHeading") {
		subject := heading.at("DescriptorName")
		for _, qualifier := range heading.all("QualifierName") {
			subject += "/" + qualifier.words()
		}
		d.keyword(subject)
	}
	for _, list := range citation.all("KeywordList") {
		for _, keyword := range list.all("Keyword") {
			d.keyword(keyword.words())
		}
	}
}

func (d *draft) pubmedBook(document *element) {
	book := document.child("Book")
	d.identify("pmid", document.at("PMID"))
	d.Title, d.Kind = plain(book.at("BookTitle")), evidence.Book
	d.Authors = pubmedPeople(document.child("AuthorList"))
	for _, list := range book.all("AuthorList") {
		if list.attrs["Type"] == "editors" {
			d.Editors = append(d.Editors, pubmedPeople(list)...)
		} else if len(d.Authors) == 0 {
			d.Authors = pubmedPeople(list)
		}
	}
	if chapter := plain(document.at("ArticleTitle")); chapter != "" {
		d.Title, d.Container, d.Kind = chapter, d.Title, evidence.Chapter
	}
	d.Series = plain(book.at("CollectionTitle"))
	d.Publisher, d.Place = plain(book.at("Publisher", "PublisherName")), plain(book.at("Publisher", "PublisherLocation"))
	d.Edition = plain(book.at("Edition"))
	d.date(pubmedDate(book.child("PubDate")))
	d.numbers(book.at("Isbn"))
	d.Language = plain(document.at("Language"))
	d.Abstract = pubmedAbstract(document.child("Abstract"))
	for _, one := range document.all("PublicationType") {
		first(&d.Genre, one.words())
	}
}

// pubmedDate is a date as year, month and day, or in the words that stand for one.
func pubmedDate(date *element) string {
	if words := date.at("MedlineDate"); words != "" {
		return words
	}
	parts := []string{}
	for _, part := range []string{"Year", "Season", "Month", "Day"} {
		if text := date.at(part); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

// pubmedAbstract joins the parts of an abstract, each under its label.
func pubmedAbstract(abstract *element) string {
	var parts []string
	for _, part := range abstract.all("AbstractText") {
		text := plain(part.words())
		if label := part.attrs["Label"]; label != "" && label != "UNLABELLED" && text != "" {
			text = label + ": " + text
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n")
}

func pubmedPeople(list *element) []evidence.Person {
	var people []evidence.Person
	for _, author := range list.all("Author") {
		one := evidence.Person{Family: plain(author.at("LastName")), Given: plain(author.at("ForeName"))}
		if one.Given == "" {
			one.Given = plain(author.at("Initials"))
		}
		if suffix := plain(author.at("Suffix")); suffix != "" && one.Family != "" {
			one.Given = strings.TrimPrefix(one.Given+", "+suffix, ", ")
		}
		if one.Family == "" {
			one = evidence.Person{Family: plain(author.at("CollectiveName"))}
		}
		if one.Family != "" {
			people = append(people, one)
		}
	}
	return people
}
