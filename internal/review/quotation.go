package review

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/fulltext"
)

// checked says where the quotation of a finding stands. A page that was not named is filled in where it is found.
func (d *Desk) checked(ctx context.Context, f evidence.KeyFinding, texts []evidence.Attachment) (evidence.KeyFinding, error) {
	f.Checked, f.Document, f.FoundOn, f.LastPage = evidence.Unchecked, "", nil, 0
	if strings.TrimSpace(f.Quotation) == "" {
		return f, nil
	}
	longest := 0
	for _, a := range texts {
		pages, err := d.workspace().Pages(ctx, a.SHA256)
		if err != nil {
			return f, err
		}
		if len(pages) == 0 {
			continue
		}
		if f.Checked == evidence.Unchecked {
			f.Checked = evidence.NotFound
		}
		longest = max(longest, len(pages))
		found := fulltext.Find(f.Quotation, numbered(pages))
		if !found.Exact {
			continue
		}
		if f.Page == 0 {
			f.Page = found.Page
		}
		if slices.Contains(found.Pages, f.Page) {
			f.Checked, f.Document, f.FoundOn = evidence.OnPage, a.SHA256, nil
			return f, nil
		}
		if f.Checked != evidence.Elsewhere {
			f.Checked, f.Document, f.FoundOn = evidence.Elsewhere, a.SHA256, found.Pages
		}
	}
	if longest > 0 && f.Page > longest {
		f.LastPage = longest
	}
	return f, nil
}

// located says of a card as it was kept on which pages its misplaced quotations stand.
func (d *Desk) located(ctx context.Context, card evidence.Card) (evidence.Card, error) {
	var texts []evidence.Attachment
	for n, f := range card.Findings {
		if f.Checked != evidence.Elsewhere && f.Checked != evidence.NotFound {
			continue
		}
		if texts == nil {
			var err error
			if texts, err = d.workspace().Attachments(ctx, card.Record); err != nil {
				return card, err
			}
		}
		now, err := d.checked(ctx, f, texts)
		if err != nil {
			return card, err
		}
		if now.Checked == f.Checked {
			card.Findings[n].FoundOn, card.Findings[n].LastPage = now.FoundOn, now.LastPage
		}
	}
	return card, nil
}

// numbered are the pages of a text with their places in its file.
func numbered(texts []string) []fulltext.Page {
	pages := make([]fulltext.Page, len(texts))
	for n, text := range texts {
		pages[n] = fulltext.Page{Number: n + 1, Text: text}
	}
	return pages
}

// QuotationStands says in a sentence where the quotation of a finding stands, "" where it has none or was not looked for.
func QuotationStands(f evidence.KeyFinding) string {
	past := ""
	if f.LastPage > 0 {
		past = fmt.Sprintf("The full text ends at page %d, so there is no page %d. ", f.LastPage, f.Page)
	}
	switch f.Checked {
	case evidence.OnPage:
		return fmt.Sprintf("The quotation is on page %d.", f.Page)
	case evidence.Elsewhere:
		if len(f.FoundOn) == 0 { // the text that it was found in is no longer attached
			return "The quotation was found, but not on the page named."
		}
		if past == "" {
			return fmt.Sprintf("The quotation is not on page %d: it is on %s.", f.Page, onPages(f.FoundOn))
		}
		return past + "The quotation is on " + onPages(f.FoundOn) + "."
	case evidence.NotFound:
		return past + "The quotation was not found in the full text."
	}
	return ""
}

// mostPages is how many pages are named one by one.
const mostPages = 5

func onPages(pages []int) string {
	var list []string
	for _, page := range pages[:min(len(pages), mostPages)] {
		list = append(list, strconv.Itoa(page))
	}
	if left := len(pages) - len(list); left > 0 {
		list = append(list, chart.Count(left, "other", "others"))
	}
	if len(list) == 1 {
		return "page " + list[0]
	}
	return "pages " + strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

// QuotationsStand says in sentences where the quotations of a card stand, and names each that is not where it was said to
// be; "" where the card quotes nothing.
func QuotationsStand(card evidence.Card) string {
	counts, all := map[evidence.Checked]int{}, 0
	var misplaced strings.Builder
	for n, f := range card.Findings {
		if f.Quotation == "" {
			continue
		}
		all++
		counts[f.Checked]++
		if f.Checked == evidence.Elsewhere || f.Checked == evidence.NotFound {
			fmt.Fprintf(&misplaced, " Finding %d: %s", n+1, QuotationStands(f))
		}
	}
	switch {
	case all == 0:
		return ""
	case counts[evidence.Unchecked] == all:
		return "No quotation could be checked, for no full text with readable pages is attached."
	case counts[evidence.OnPage] == all && all == 1:
		return "Its quotation is on the page named."
	case counts[evidence.OnPage] == all:
		return "All its quotations are on the pages named."
	case all == 1:
		return "Look at its quotation again." + misplaced.String()
	}
	said := "none stands on the page named"
	if counts[evidence.OnPage] > 0 {
		said = chart.Count(counts[evidence.OnPage], "stands", "stand") + " on the page named"
	}
	return fmt.Sprintf("Of %s, %s, %d on another page and %d nowhere in the full text: look at those again.",
		chart.Count(all, "quotation", "quotations"), said, counts[evidence.Elsewhere], counts[evidence.NotFound]) + misplaced.String()
}
