package table

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// pieces writes out what is read: tags with the attribute a, and text.
func pieces(source io.Reader) (string, error) {
	content := newMarkup(source)
	var b strings.Builder
	for {
		p, err := content.next()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch p.kind {
		case startTag:
			b.WriteString("<" + p.name + " " + p.attribute("a") + ">")
		case endTag:
			b.WriteString("</" + p.name + ">")
		case characters:
			b.WriteString(p.text())
		}
	}
}

func TestMarkup(t *testing.T) {
	for given, want := range map[string]string{
		"\ufeff<?xml version='1.0' encoding='utf-8'?>\r\n<r/>\n": "<r ></r>",
		`<x:r b="1" x:a = '2"&gt;>'/>`:                           `<r 2">>></r>`,
		`<r calcext:a="1" a="2"></r >`:                           "<r 2></r>",
		"<r>a<!-- <b> -- -->b<?go <c>?>c</r>":                    "<r >abc</r>",
		"<r>&lt;&amp;&#65;&#x42;&quot;&apos;&none;& ;</r>":       `<r ><&AB"'&none;& ;</r>`,
		"<r><![CDATA[<&amp;]]]]></r>":                            "<r ><&amp;]]</r>",
		"<r>a\r\nb\rc</r>":                                       "<r >a\nb\nc</r>",
		"<r>a\xffb</r>":                                          "<r >a\uFFFDb</r>",
	} {
		for _, source := range []io.Reader{strings.NewReader(given), iotest.OneByteReader(strings.NewReader(given))} {
			if got, err := pieces(source); err != nil || got != want {
				t.Errorf("%q reads as %q, %v; want %q", given, got, err, want)
			}
		}
	}
	for given, want := range map[string]string{
		"<r>":                                    `stops inside element "r"`,
		"<r":                                     "stops inside a tag",
		"<r><!-- ":                               `stops inside element "r"`,
		"<r a=1/>":                               "damaged attribute",
		"<r a='1/>":                              "stops inside a tag",
		"<r></s>":                                `closes element "s"`,
		"</r>":                                   `closes element "r"`,
		"<r/>x":                                  "text outside",
		"< r/>":                                  "without a name",
		"<!DOCTYPE r><r/>":                       "document type",
		"<?xml encoding='UTF-16'?><r/>":          "not in UTF-8",
		"<r>" + strings.Repeat("x", maxPiece+10): "longer than",
	} {
		if got, err := pieces(strings.NewReader(given)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q reads as %.40q, %v; want an error that says %q", given, got, err, want)
		}
	}
}
