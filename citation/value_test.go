package citation

import "testing"

func TestDOIIsFoundHoweverItIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"10.1234/ABC.5": "10.1234/abc.5", "https://doi.org/10.1234/x": "10.1234/x", "http://dx.doi.org/10.1234%2Fx.": "10.1234/x", "doi:10.1234/x [doi]": "10.1234/x",
		"DOI 10.1002/(SICI)1097-0010(199)1:2<3::AID-4>3.0.CO;2-5": "10.1002/(sici)1097-0010(199)1:2<3::aid-4>3.0.co;2-5",
		"10.": "", "10": "", "10./": "", "10.1/x": "", "DOI 1": "", "vol 110.1234": "", "": "",
	} {
		if got := doiIn(text); got != want {
			t.Errorf("%q gives %q, not %q", text, got, want)
		}
	}
}

func TestNumbersOfStandardsAreFoundAmongWords(t *testing.T) {
	for text, want := range map[string]string{
		"1532-1827 (Electronic)\r0007-0920 (Linking)": "issn 1532-1827 issn 0007-0920", "ISBN 978-3-86680-192-9": "isbn 9783866801929",
		"020161622X (pbk.)": "isbn 020161622X", "Label 2": "", "1895-5770 1895-5770": "issn 1895-5770", "X2345678": "",
	} {
		var d draft
		d.numbers(text)
		got := ""
		for _, id := range d.Identifiers {
			got += " " + id.Scheme + " " + id.Value
		}
		if got != "" && got[1:] != want || got == "" && want != "" {
			t.Errorf("%q gives%s, not %s", text, got, want)
		}
	}
}

func TestYearIsTheFirstNumberThatCanBeOne(t *testing.T) {
	for text, want := range map[string]int{"2019///": 2019, "c2001.": 2001, "20150314": 2015, "Mar 3": 0, "12345": 0, "[1957?]": 1957, "0001": 0, "in 3000 or 1999": 1999} {
		if got := yearIn(text); got != want {
			t.Errorf("%q gives %d, not %d", text, got, want)
		}
	}
}
