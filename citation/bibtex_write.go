package citation

import (
	"bufio"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"goodmeasure/evidence"
)

var bibSorts = map[evidence.Kind]string{
	evidence.Article: "article", evidence.Book: "book", evidence.Chapter: "incollection", evidence.Report: "techreport", evidence.Thesis: "thesis",
	evidence.Conference: "inproceedings", evidence.Web: "online", evidence.Other: "misc",
}

func writeBibTeX(out *bufio.Writer, records iter.Seq[evidence.Record]) error {
	keys := map[string]int{}
	for r := range records {
		sort := bibSorts[r.Kind]
		switch genre := strings.ToLower(r.Genre); {
		case sort == "":
			sort = "misc"
		case sort == "thesis" && (strings.Contains(genre, "phd") || strings.Contains(genre, "doct")):
			sort = "phdthesis" // "thesis" is biblatex, where the degree is not known
		case sort == "thesis" && strings.Contains(genre, "master"):
			sort = "mastersthesis"
		}
		fmt.Fprintf(out, "@%s{%s,\n", sort, bibKey(&r, keys))
		line := func(name, text string) {
			if text != "" {
				fmt.Fprintf(out, "  %s = {%s},\n", name, text)
			}
		}
		line("title", bibTitle(r.Title))
		line("author", bibNames(r.Authors))
		line("editor", bibNames(r.Editors))
		if r.Year != 0 {
			line("year", fmt.Sprint(r.Year))
		}
		when := dayOf(&r)
		line("date", when.iso()) // biblatex's
		if month := when.bibMonth(); month != "" {
			fmt.Fprintf(out, "  month = %s,\n", month)
		}
		switch r.Kind {
		case evidence.Chapter, evidence.Conference:
			line("booktitle", texed(r.Container))
		default:
			line("journal", texed(r.Container))
		}
		line("shortjournal", texed(r.Short))
		line("series", texed(r.Series))
		line("volume", texed(r.Volume))
		line("number", texed(r.Issue))
		line("pages", strings.ReplaceAll(texed(dashed(r.Pages)), "–", "--"))
		line("edition", texed(r.Edition))
		line(bibPublisher(r.Kind), texed(r.Publisher))
		line("address", texed(r.Place))
		line("type", texed(r.Genre))
		line("language", texed(r.Language))
		line("urldate", texed(r.Accessed))
		line("abstract", texed(r.Abstract))
		words := strings.Join(r.Keywords, "; ")
		if len(r.Keywords) == 1 && strings.Contains(words, ",") {
			words += ";"
		}
		line("keywords", texed(words))
		line("note", texed(strings.Join(r.Notes, "\n")))
		line("doi", texed(r.DOI()))
		line("pmid", texed(r.Identifier("pmid")))
		line("issn", valuesOf(&r, "issn"))
		line("isbn", valuesOf(&r, "isbn"))
		line("url", bibURL.Replace(r.Identifier("url")))
		line("source", texed(r.Origin.Database))
		if _, err := out.WriteString("}\n\n"); err != nil {
			return err
		}
	}
	return nil
}

func bibPublisher(kind evidence.Kind) string {
	switch kind {
	case evidence.Thesis:
		return "school"
	case evidence.Report:
		return "institution"
	}
	return "publisher"
}

// bibURL writes what would end a field or begin a comment as addresses can also have it.
var bibURL = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")

// bibKey is the name by which a text cites the work: family name, year and a letter where that is not enough.
func bibKey(r *evidence.Record, taken map[string]int) string {
	name := "anon"
	if len(r.Authors) > 0 {
		name = r.Authors[0].Family
	} else if len(r.Editors) > 0 {
		name = r.Editors[0].Family
	}
	key := strings.Map(func(c rune) rune {
		if c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) {
			return unicode.ToLower(c)
		}
		return -1
	}, norm.NFD.String(name))
	key = key[:min(len(key), 30)]
	if key == "" {
		key = "work"
	}
	if r.Year != 0 {
		key += fmt.Sprint(r.Year)
	}
	taken[key]++
	if n := taken[key]; n > 1 {
		key += "-" + fmt.Sprint(n)
	}
	return key
}

// bibTitle keeps the capitals of names: words with one, other than the first, are set in braces.
func bibTitle(title string) string {
	words := strings.Split(title, " ")
	for i, word := range words {
		inner := word
		if i == 0 && word != "" {
			_, inner, _ = strings.Cut(word, word[:1])
		}
		words[i] = texed(word)
		if strings.ContainsFunc(inner, unicode.IsUpper) {
			words[i] = "{" + words[i] + "}"
		}
	}
	return strings.Join(words, " ")
}

func bibNames(people []evidence.Person) string {
	names := make([]string, 0, len(people))
	for _, one := range people {
		given, suffix, _ := strings.Cut(one.Given, ", ")
		switch family := texed(one.Family); {
		case one.Given == "":
			names = append(names, "{"+family+"}")
		case suffix != "":
			names = append(names, bibPart(family)+", "+bibPart(texed(suffix))+", "+bibPart(texed(given)))
		default:
			names = append(names, bibPart(family)+", "+bibPart(texed(given)))
		}
	}
	return strings.Join(names, " and ")
}

// bibPart sets a part of a name in braces where it would be taken apart.
func bibPart(text string) string {
	if strings.Contains(text, ",") || strings.Contains(" "+strings.ToLower(text)+" ", " and ") {
		return "{" + text + "}"
	}
	return text
}

// texed is plain text as TeX has it.
func texed(text string) string {
	if !strings.ContainsAny(text, "\\{}&%$#_~^-`'") {
		return text
	}
	var out strings.Builder
	last := rune(0)
	for _, c := range text {
		if c == last && strings.ContainsRune("-`'", c) {
			out.WriteByte(0) // will be braces with nothing in them, which keep two signs from becoming a dash or a quotation mark
		}
		out.WriteRune(c)
		last = c
	}
	return strings.ReplaceAll(texSpecial.Replace(out.String()), "\x00", "{}")
}

var texSpecial = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
