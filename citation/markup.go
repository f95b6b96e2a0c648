package citation

import (
	"strings"

	"golang.org/x/net/html"
)

// unmarked is text without the tags that DOI services leave in titles and abstracts. The text between them stays, save
// that of scripts and styles.
func unmarked(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return text
	}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	hidden := ""
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if hidden == "" {
				out.WriteString(html.UnescapeString(string(tokens.Raw())))
			}
		case html.StartTagToken:
			name, _ := tokens.TagName()
			if tag := string(name); tag == "script" || tag == "style" {
				hidden = tag
			}
		case html.EndTagToken:
			name, _ := tokens.TagName()
			switch tag := string(name); tag {
			case hidden:
				hidden = ""
			case "p", "jats:p", "title", "jats:title", "li", "div", "br":
				out.WriteString("\n")
			}
		}
	}
}
