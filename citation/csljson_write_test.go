package citation_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// Programs that set references from CSL-JSON print an escaped sign as it comes, so that only what would be markup is escaped.
func TestCSLJSONEscapesOnlyMarkup(t *testing.T) {
	for text, written := range map[string]string{
		"Children & Youth Services Review": "Children & Youth Services Review",
		"R&D at p < 0.05, n>4 & <10":       "R&D at p < 0.05, n>4 & <10",
		"Why &amp; is written so; &lt":     "Why &amp;amp; is written so; &amp;lt",
		"The <b> tag, </b> & <!-- more":    "The &lt;b> tag, &lt;/b> & &lt;!-- more",
	} {
		var file bytes.Buffer
		if err := citation.Write(&file, citation.CSLJSON, slices.Values([]evidence.Record{{Title: text, Container: text, Abstract: text}})); err != nil {
			t.Fatal(err)
		}
		var items []struct {
			Title, Abstract string
			Container       string `json:"container-title"`
		}
		if err := json.Unmarshal(file.Bytes(), &items); err != nil || items[0].Title != written || items[0].Container != written || items[0].Abstract != written {
			t.Errorf("%q is written %+v, %v", text, items, err)
		}
		read, err := citation.Read(bytes.NewReader(file.Bytes()), int64(file.Len()), "written", citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if records, _, _ := readAll(t, read); len(records) != 1 || records[0].Title != text || records[0].Abstract != text {
			t.Errorf("%q is read again as %+v", text, records)
		}
	}
}
